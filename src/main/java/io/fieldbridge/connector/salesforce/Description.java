package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.model.ObjectSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What describe says of an object.
 *
 * @param schema for everybody
 * @param references fields that hold another record's id
 * @param externalIds fields that hold a key of ours
 * @param temporals fields that hold a date, a datetime or a time, with that type
 * @param listsDeleted whether the org keeps a list of deleted records of the object
 */
record Description(
    ObjectSchema schema,
    List<String> references,
    Set<String> externalIds,
    Map<String, String> temporals,
    boolean listsDeleted) {

  static Description of(String object, JsonNode describe) {
    Map<String, ObjectSchema.Field> fields = new LinkedHashMap<>();
    Description description =
        new Description(
            new ObjectSchema(object, fields, parents(describe.path("fields"))),
            new ArrayList<>(),
            new HashSet<>(),
            new HashMap<>(),
            describe.path("replicateable").asBoolean(true));
    describe.path("fields").forEach(field -> description.add(fields, field));
    return description;
  }

  private static Map<String, String> parents(JsonNode fields) {
    Map<String, String> parents = new HashMap<>();
    for (JsonNode field : fields) {
      JsonNode to = field.path("referenceTo");
      if (field.path("relationshipName").isTextual() && !to.isEmpty()) {
        parents.put(
            field.path("relationshipName").asText(), to.size() == 1 ? to.path(0).asText() : "");
      }
    }
    return parents;
  }

  boolean temporal(String field) {
    return temporals.containsKey(field);
  }

  private void add(Map<String, ObjectSchema.Field> fields, JsonNode field) {
    String name = field.path("name").asText();
    String type = field.path("type").asText();
    switch (type) {
      case "reference" -> references.add(name);
      case "date", "datetime", "time" -> temporals.put(name, type);
      default -> {
        if (field.path("externalId").asBoolean()) {
          externalIds.add(name);
        }
      }
    }
    boolean createable = field.path("createable").asBoolean();
    boolean required =
        createable
            && !field.path("nillable").asBoolean(true)
            && !field.path("defaultedOnCreate").asBoolean();
    String kind = kind(type);
    fields.put(
        name,
        new ObjectSchema.Field(
            kind,
            kind.equals("text") ? field.path("length").asInt() : 0,
            createable || field.path("updateable").asBoolean(),
            required,
            domain(field, kind)));
  }

  /** A picklist that is not restricted takes any word. */
  private static ObjectSchema.Domain domain(JsonNode field, String kind) {
    Set<String> words = new HashSet<>();
    if (field.path("restrictedPicklist").asBoolean()) {
      for (JsonNode value : field.path("picklistValues")) {
        if (value.path("active").asBoolean(true)) {
          words.add(value.path("value").asText());
        }
      }
    }
    boolean number = kind.equals("decimal");
    return new ObjectSchema.Domain(
        number ? field.path("precision").asInt() : 0,
        number ? field.path("scale").asInt(-1) : -1,
        words);
  }

  private static String kind(String type) {
    return switch (type) {
      case "double", "currency", "percent" -> "decimal";
      case "int", "long" -> "integer";
      case "boolean", "date" -> type;
      case "datetime" -> "instant";
      case "id", "reference" -> "id";
      case "address", "location", "anyType", "complexvalue", "base64", "json" -> "object";
      default -> "text";
    };
  }
}
