package io.fieldbridge.sandbox.salesforce.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * The JSON form of events, as the Streaming API delivers it: times as texts, of an update the
 * changed fields only with an explicit null where one was cleared.
 */
final class EventJson {
  private static final List<String> LISTS = List.of("nulledFields", "diffFields", "changedFields");

  private EventJson() {}

  /** The whole message but for its channel. */
  static ObjectNode data(EventSchema schema, ConsumerEvent event, boolean changedFields) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("schema", schema.id());
    GenericRecord record = decode(schema, event);
    boolean change = schema.avro().getField(EventSchema.HEADER) != null;
    data.set("payload", change ? changed(schema, record, changedFields) : all(schema, record));
    ObjectNode identity = data.putObject("event");
    identity.put("replayId", ReplayId.position(event.getReplayId()).orElseThrow());
    if (!change) {
      identity.put("EventUuid", event.getEvent().getId());
      identity.put("EventApiName", schema.avro().getName());
    }
    return data;
  }

  /**
   * @throws UncheckedIOException where the payload is not of the schema
   */
  static GenericRecord decode(EventSchema schema, ConsumerEvent event) {
    return decode(schema, event.getEvent().getPayload().toByteArray());
  }

  static GenericRecord decode(EventSchema schema, byte[] payload) {
    try {
      return new GenericDatumReader<GenericRecord>(schema.avro())
          .read(null, DecoderFactory.get().binaryDecoder(payload, null));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A platform event shows empty fields, too. */
  private static ObjectNode all(EventSchema schema, GenericRecord record) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    for (Schema.Field field : schema.avro().getFields()) {
      payload.set(field.name(), json(schema.kind(field.pos()), record.get(field.pos())));
    }
    return payload;
  }

  private static ObjectNode changed(
      EventSchema schema, GenericRecord record, boolean changedFields) {
    GenericRecord header = (GenericRecord) record.get(0);
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.set(EventSchema.HEADER, header(header, schema, changedFields));
    Map<Integer, BigInteger> nulled = bits((List<?>) header.get("nulledFields"));
    BigInteger own = nulled.getOrDefault(-1, BigInteger.ZERO);
    List<Schema.Field> fields = schema.avro().getFields();
    for (Schema.Field field : fields.subList(1, fields.size())) {
      Object value = record.get(field.pos());
      if (value instanceof GenericRecord compound) {
        payload.set(field.name(), compound(compound, nulled.get(field.pos())));
      } else if (value != null) {
        payload.set(field.name(), json(schema.kind(field.pos()), value));
      } else if (own.testBit(field.pos())) {
        payload.putNull(field.name());
      }
    }
    return payload;
  }

  private static ObjectNode header(
      GenericRecord header, EventSchema schema, boolean changedFields) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Schema.Field field : header.getSchema().getFields()) {
      Object value = header.get(field.pos());
      if (LISTS.contains(field.name())) {
        continue;
      }
      if (value instanceof List<?> list) {
        ArrayNode array = json.putArray(field.name());
        list.forEach(one -> array.add(one.toString()));
      } else {
        json.set(field.name(), json(FieldKind.TEXT, value));
      }
    }
    if (changedFields) {
      ArrayNode names = json.putArray("changedFields");
      schema.names((List<?>) header.get("changedFields")).forEach(names::add);
    }
    return json;
  }

  private static ObjectNode compound(GenericRecord record, BigInteger nulled) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Schema.Field part : record.getSchema().getFields()) {
      Object value = record.get(part.pos());
      if (value != null) {
        json.set(part.name(), json(FieldKind.TEXT, value));
      } else if (nulled != null && nulled.testBit(part.pos())) {
        json.putNull(part.name());
      }
    }
    return json;
  }

  /** The bitmaps by the position of the compound field; those of the event itself at -1. */
  static Map<Integer, BigInteger> bits(List<?> bitmaps) {
    Map<Integer, BigInteger> bits = new HashMap<>();
    for (Object bitmap : bitmaps) {
      String text = bitmap.toString();
      int dash = text.indexOf('-');
      int at = dash < 0 ? -1 : Integer.parseInt(text.substring(0, dash));
      bits.put(at, new BigInteger(text.substring(dash + 3), 16));
    }
    return bits;
  }

  private static JsonNode json(FieldKind kind, Object value) {
    return value == null ? NullNode.instance : kind.toJson(value);
  }
}
