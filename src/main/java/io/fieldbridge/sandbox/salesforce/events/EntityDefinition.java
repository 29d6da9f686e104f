package io.fieldbridge.sandbox.salesforce.events;

import java.util.List;
import java.util.Objects;

/**
 * An object that can have change events.
 *
 * @param entity the API name, e.g. {@code Account} or {@code Invoice__c}
 * @param fields its fields; their order becomes the order of the event's fields, thus of the bits
 */
public record EntityDefinition(String entity, List<EntityField> fields) {
  private static final String CUSTOM = "__c";

  public EntityDefinition {
    Objects.requireNonNull(entity, "entity");
    fields = List.copyOf(fields);
  }

  /** The name of its change event: {@code AccountChangeEvent}, {@code Invoice__ChangeEvent}. */
  public String eventName() {
    return entity.endsWith(CUSTOM)
        ? entity.substring(0, entity.length() - 1) + "ChangeEvent"
        : entity + "ChangeEvent";
  }
}
