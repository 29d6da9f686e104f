package io.fieldbridge.sandbox.salesforce.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import java.util.Optional;

/**
 * The schemas of events as REST shows them: compact, that is in Avro, or expanded, that is the
 * whole message of the Streaming API around it.
 */
public final class SchemaView {

  private final EventLog log;

  public SchemaView(EventLog log) {
    this.log = log;
  }

  /** By the event's name, such as {@code AccountChangeEvent}; empty where there is none. */
  public Optional<ObjectNode> named(String event, boolean expanded) {
    return log.topics()
        .find("/data/" + event)
        .or(() -> log.topics().find("/event/" + event))
        .filter(topic -> topic.entity() != null)
        .flatMap(topic -> withId(topic.schemaId(), expanded));
  }

  /** By the schema's id; empty where there is none. */
  public Optional<ObjectNode> withId(String id, boolean expanded) {
    return log.topics().schema(id).map(schema -> expanded ? expanded(schema) : compact(schema));
  }

  private static ObjectNode compact(EventSchema schema) {
    return json(schema).put("uuid", schema.id());
  }

  private static ObjectNode expanded(EventSchema schema) {
    ObjectNode avro = json(schema);
    ArrayNode payload = (ArrayNode) avro.get("fields");
    payload.forEach(SchemaView::timesAsTexts);
    ObjectNode whole = Json.object();
    whole.set("name", avro.get("name"));
    whole.set("namespace", avro.get("namespace"));
    whole.put("type", "expanded-record");
    ArrayNode fields = whole.putArray("fields");
    ObjectNode data = fields.addObject().put("name", "data").putObject("type");
    ArrayNode inner = record(data, "Data").put("namespace", "").putArray("fields");
    inner.addObject().put("name", "schema").put("type", "string");
    record(inner.addObject().put("name", "payload").putObject("type"), "Payload")
        .put("doc", "")
        .set("fields", payload);
    record(inner.addObject().put("name", "event").putObject("type"), "Event")
        .putArray("fields")
        .addObject()
        .put("name", "replayId")
        .put("type", "long");
    fields.addObject().put("name", "channel").put("type", "string");
    return whole.put("uuid", schema.id());
  }

  private static ObjectNode record(ObjectNode type, String name) {
    return type.put("type", "record").put("name", name);
  }

  /** The Streaming API shows times as texts, Avro as milliseconds. */
  private static void timesAsTexts(JsonNode field) {
    if (field.path("doc").asText().matches(".*:(Date|Time)\\w+")) {
      JsonNode type = field.get("type");
      if (type instanceof ArrayNode union) {
        union.set(1, "string");
      } else {
        ((ObjectNode) field).put("type", "string");
      }
    }
  }

  private static ObjectNode json(EventSchema schema) {
    try {
      return (ObjectNode) Json.MAPPER.readTree(schema.text());
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException(ours);
    }
  }
}
