package io.fieldbridge.sandbox.salesforce.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Turns change events of one object into bare Avro binary. */
final class EventEncoder {
  private static final String DIFF = "diff";

  private final EventSchema schema;
  private final GenericDatumWriter<GenericData.Record> writer;

  EventEncoder(EventSchema schema) {
    this.schema = schema;
    this.writer = new GenericDatumWriter<>(schema.avro());
  }

  EventSchema schema() {
    return schema;
  }

  /**
   * @param enrichment values to add without marking them as changed
   * @throws IllegalArgumentException when a value names no field of the object or is of a wrong
   *     kind
   */
  byte[] encode(ChangeEvent event, ObjectNode enrichment) {
    GenericData.Record header = EventHeader.of(event);
    GenericData.Record payload = new GenericData.Record(schema.avro());
    payload.put(EventSchema.HEADER, header);
    if (event.isEnriched()) {
      fill(payload, enrichment);
    }
    if (event.carriesValues()) {
      fill(payload, event.values());
    }
    if (event.isUpdate()) {
      mark(header, event.values());
    }
    return write(writer, payload);
  }

  /**
   * A platform event.
   *
   * @throws IllegalArgumentException as {@link #encode(ChangeEvent, ObjectNode)}
   */
  byte[] encode(ObjectNode values) {
    GenericData.Record payload = new GenericData.Record(schema.avro());
    fill(payload, values);
    return write(writer, payload);
  }

  private void fill(GenericData.Record payload, ObjectNode values) {
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      Optional<EventSchema.Slot> found = schema.slot(value.getKey());
      if (found.isPresent()) {
        EventSchema.Slot slot = found.get();
        put(payload, slot, slot.kind().toAvro(value.getKey(), plain(value.getValue())));
      }
    }
  }

  private void put(GenericData.Record payload, EventSchema.Slot slot, Object value) {
    Object present = payload.get(slot.index());
    if (present instanceof GenericData.Record compound) {
      if (slot.nested()) {
        compound.put(slot.component(), value);
      }
    } else if (!slot.nested()) {
      payload.put(slot.index(), value);
    } else if (value != null || present == null) {
      GenericData.Record compound = new GenericData.Record(recordAt(slot.index()));
      compound.put(slot.component(), value);
      payload.put(slot.index(), compound);
    }
  }

  private Schema recordAt(int index) {
    return schema.avro().getFields().get(index).schema().getTypes().stream()
        .filter(type -> type.getType() == Schema.Type.RECORD)
        .findFirst()
        .orElseThrow();
  }

  private void mark(GenericData.Record header, ObjectNode values) {
    FieldBitmap changed = new FieldBitmap();
    FieldBitmap nulled = new FieldBitmap();
    FieldBitmap different = new FieldBitmap();
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      Optional<EventSchema.Slot> slot = schema.slot(value.getKey());
      slot.ifPresent(changed::add);
      if (value.getValue().isNull()) {
        slot.ifPresent(nulled::add);
      } else if (value.getValue().has(DIFF)) {
        slot.ifPresent(different::add);
      }
    }
    header.put("changedFields", changed.toList());
    header.put("nulledFields", nulled.toList());
    header.put("diffFields", different.toList());
  }

  private static JsonNode plain(JsonNode value) {
    return value.has(DIFF) ? value.get(DIFF) : value;
  }

  static byte[] write(GenericDatumWriter<GenericData.Record> writer, GenericData.Record payload) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      writer.write(payload, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory cannot fail", e);
    }
  }
}
