package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a POST or PATCH asks for: values in the order in which they were sent, for that is the order
 * of their validation, and the lines of a deep insert.
 */
record Body(Map<Property, Object> values, Map<Navigation, List<ObjectNode>> children) {

  /**
   * Reads a body against its type.
   *
   * @throws VendorException for unknown or read-only properties and for values that do not fit
   */
  static Body read(EntityType type, ObjectNode json) {
    Map<Property, Object> values = new LinkedHashMap<>();
    Map<Navigation, List<ObjectNode>> children = new LinkedHashMap<>();
    json.properties()
        .forEach(
            entry -> {
              if (!entry.getKey().contains("@")) {
                add(type, entry, values, children);
              }
            });
    return new Body(values, children);
  }

  Object value(String name) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static void add(
      EntityType type,
      Map.Entry<String, JsonNode> entry,
      Map<Property, Object> values,
      Map<Navigation, List<ObjectNode>> children) {
    Property property = type.property(entry.getKey());
    Navigation navigation = type.navigations().get(entry.getKey());
    if (property != null) {
      if (property.readOnly() || property.kind() == Kind.STREAM) {
        throw VendorException.readOnly(property.name());
      }
      values.put(property, value(property, entry.getValue()));
    } else if (navigation != null && navigation.deep()) {
      children.put(navigation, objects(navigation, entry.getValue()));
    } else {
      throw VendorException.badRequest(
          "The property '%s' does not exist on type 'Microsoft.NAV.%s'. Make sure to only use property names that are defined by the type."
              .formatted(entry.getKey(), type.entity()));
    }
  }

  private static List<ObjectNode> objects(Navigation navigation, JsonNode json) {
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode each : json) {
      if (!(each instanceof ObjectNode object)) {
        throw VendorException.badRequest("'" + navigation.name() + "' must hold objects.");
      }
      objects.add(object);
    }
    if (!json.isArray()) {
      throw VendorException.badRequest("'" + navigation.name() + "' must be an array.");
    }
    return objects;
  }

  private static Object value(Property property, JsonNode json) {
    if (json.isNull()) {
      return property.empty();
    }
    boolean fits =
        switch (property.kind()) {
          case DECIMAL, INTEGER, LONG -> json.isNumber();
          case BOOLEAN -> json.isBoolean();
          default -> json.isTextual();
        };
    if (!fits) {
      throw VendorException.badRequest(
          "Cannot convert the value %s of property '%s' to the expected type '%s'."
              .formatted(json, property.name(), property.kind().edmType()));
    }
    Object value = Literals.value(property, json.asText());
    if (value instanceof String text && property.length() > 0) {
      checkLength(property, text);
    }
    return value;
  }

  private static void checkLength(Property property, String text) {
    if (text.length() > property.length()) {
      throw new VendorException(
          400,
          "Application_StringExceededLength",
          "The length of the string is %d, but it must be less than or equal to %d characters. Property: %s. Value: %s"
              .formatted(text.length(), property.length(), property.name(), text));
    }
  }
}
