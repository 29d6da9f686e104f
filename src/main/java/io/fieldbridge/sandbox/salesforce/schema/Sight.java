package io.fieldbridge.sandbox.salesforce.schema;

/** What somebody may see and do: permissions of objects and field-level security. */
public interface Sight {

  /**
   * @param ability {@code read}, {@code create}, {@code edit} or {@code delete}
   */
  boolean sees(ObjectType type, String ability);

  boolean sees(ObjectType type, Field field);

  boolean writes(ObjectType type, Field field);
}
