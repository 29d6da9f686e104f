package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.data.Records;
import io.fieldbridge.sandbox.salesforce.data.SeveralRecords;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is to be done with one item of a collection; {@code object} groups items into chunks. */
record CollectionWork(String object, Step step) {

  /** Does the work on an object and gives the item of the answer. */
  interface Step {
    ObjectNode run(Records records, ObjectType type);
  }

  static CollectionWork create(ObjectNode record) {
    return new CollectionWork(
        object(record), (records, type) -> Answers.saved(records.create(type, record)));
  }

  static CollectionWork update(ObjectNode record) {
    return new CollectionWork(
        object(record),
        (records, type) -> {
          ObjectNode body = record.deepCopy();
          String id = id(body);
          records.update(type, id, body);
          return Answers.saved(RecordIds.canonical(id));
        });
  }

  static CollectionWork delete(String id) {
    String prefix = id.length() < 3 ? "" : id.substring(0, 3);
    return new CollectionWork(
        prefix,
        (records, type) -> {
          records.delete(type, id);
          return Answers.saved(RecordIds.canonical(id));
        });
  }

  /** Upserts of one type; a key that comes twice fails each time. */
  static List<CollectionWork> upserts(ObjectType type, Field key, List<ObjectNode> records) {
    Map<String, Integer> counts = new HashMap<>();
    records.forEach(
        record -> counts.merge(keyOf(record, key).toLowerCase(Locale.ROOT), 1, Integer::sum));
    return records.stream().map(record -> upsert(type, key, record, counts)).toList();
  }

  private static CollectionWork upsert(
      ObjectType type, Field key, ObjectNode record, Map<String, Integer> counts) {
    return new CollectionWork(
        type.name(),
        (records, same) -> {
          String value = keyOf(record, key);
          if (value.isBlank()) {
            throw new SalesforceError(
                "MISSING_ARGUMENT", key.name() + " not specified", key.name());
          }
          if (counts.get(value.toLowerCase(Locale.ROOT)) > 1) {
            throw new SalesforceError(
                "DUPLICATE_VALUE", "Duplicate external id specified: " + value, key.name());
          }
          return upserted(records, type, key, record);
        });
  }

  private static ObjectNode upserted(
      Records records, ObjectType type, Field key, ObjectNode record) {
    ObjectNode body = record.deepCopy();
    String value = keyOf(record, key);
    removeField(body, key.name());
    try {
      Records.Upserted done = records.upsert(type, key, value, body);
      return Answers.saved(done.id()).put("created", done.created());
    } catch (SeveralRecords several) {
      throw new SalesforceError(
          "DUPLICATE_EXTERNAL_ID",
          key.name() + ": more than one record found for external id field: " + several.ids(),
          key.name());
    }
  }

  /** The object that the item is of, as its attributes or its id say. */
  ObjectType type(Schema schema) {
    ObjectType type = object.length() == 3 ? schema.ofId(object) : schema.find(object);
    if (type == null) {
      throw new SalesforceError("INVALID_TYPE", "sObject type '" + object + "' is not supported.");
    }
    return type;
  }

  private static String object(ObjectNode record) {
    return record.path("attributes").path("type").asText();
  }

  private static String keyOf(ObjectNode record, Field key) {
    return record
        .propertyStream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(key.name()))
        .map(entry -> entry.getValue().asText(""))
        .findFirst()
        .orElse("");
  }

  private static String id(ObjectNode body) {
    String id = body.path("id").asText(body.path("Id").asText(null));
    if (id == null) {
      throw new SalesforceError("MISSING_ARGUMENT", "Id not specified in an update call");
    }
    removeField(body, "id");
    return id;
  }

  private static void removeField(ObjectNode body, String name) {
    body.propertyStream()
        .map(Map.Entry::getKey)
        .filter(name::equalsIgnoreCase)
        .toList()
        .forEach(body::remove);
  }
}
