package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.model.ObjectSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An entity set as {@code $metadata} describes it.
 *
 * @param name the set's name, as in URLs
 * @param type its entity type's name
 * @param properties by name
 * @param navigations by name
 */
record EntitySet(
    String name,
    String type,
    Map<String, Property> properties,
    Map<String, Navigation> navigations) {

  private static final Set<String> KEPT_BY_SERVER = Set.of("id", "lastModifiedDateTime");

  /**
   * @param type {@code Edm.String}, {@code Edm.Guid} ..., or the qualified name of an enum
   * @param lengthMax longest text, 0 where not given
   * @param writable false where an annotation says so
   * @param domain digits and enum members
   */
  record Property(String type, int lengthMax, boolean writable, ObjectSchema.Domain domain) {

    boolean isText() {
      return type.equals("Edm.String");
    }

    boolean isEnum() {
      return !type.startsWith("Edm.");
    }

    String ourType() {
      switch (type) {
        case "Edm.Decimal":
        case "Edm.Double":
        case "Edm.Single":
          return "decimal";
        case "Edm.Int16":
        case "Edm.Int32":
        case "Edm.Int64":
        case "Edm.Byte":
          return "integer";
        case "Edm.Boolean":
          return "boolean";
        case "Edm.Date":
          return "date";
        case "Edm.DateTimeOffset":
          return "instant";
        case "Edm.Guid":
          return "id";
        case "Edm.Stream":
          return "object";
        default:
          return "text";
      }
    }
  }

  /**
   * @param target the entity type it leads to
   * @param many whether it leads to several
   */
  record Navigation(String target, boolean many) {}

  /** In the words of the port; navigations are of type object, writable where they hold lines. */
  ObjectSchema schema() {
    Map<String, ObjectSchema.Field> fields = new LinkedHashMap<>();
    properties.forEach(
        (field, property) ->
            fields.put(
                field,
                new ObjectSchema.Field(
                    property.ourType(),
                    property.lengthMax,
                    property.writable && !KEPT_BY_SERVER.contains(field),
                    false,
                    property.domain)));
    navigations.forEach(
        (field, navigation) ->
            fields.putIfAbsent(field, new ObjectSchema.Field("object", 0, navigation.many, false)));
    return new ObjectSchema(name, fields);
  }
}
