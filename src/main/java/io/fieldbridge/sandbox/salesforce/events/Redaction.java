package io.fieldbridge.sandbox.salesforce.events;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Takes the fields out of an event that its subscriber may not see, and out of its bitmaps. */
final class Redaction {

  private static final String[] BITMAPS = {"changedFields", "nulledFields", "diffFields"};

  private final EventSchema schema;
  private final GenericRecord record;

  private Redaction(EventSchema schema, GenericRecord record) {
    this.schema = schema;
    this.record = record;
  }

  static ConsumerEvent of(EventSchema schema, ConsumerEvent event, Set<String> hidden) {
    Redaction redaction = new Redaction(schema, EventJson.decode(schema, event));
    hidden.forEach(redaction::hide);
    byte[] payload =
        EventEncoder.write(
            new GenericDatumWriter<>(schema.avro()), (GenericData.Record) redaction.record);
    return event.toBuilder()
        .setEvent(event.getEvent().toBuilder().setPayload(ByteString.copyFrom(payload)))
        .build();
  }

  private void hide(String field) {
    schema.slot(field).ifPresent(this::hide);
  }

  private void hide(EventSchema.Slot slot) {
    if (!slot.nested()) {
      record.put(slot.index(), null);
    } else if (record.get(slot.index()) instanceof GenericRecord compound) {
      compound.put(slot.component(), null);
      if (isEmpty(compound)) {
        record.put(slot.index(), null);
      }
    }
    if (record.get(0) instanceof GenericRecord header
        && header.getSchema().getName().equals(EventSchema.HEADER)) {
      for (String bitmap : BITMAPS) {
        FieldBitmap bits = FieldBitmap.read((List<?>) header.get(bitmap));
        bits.remove(slot);
        header.put(bitmap, bits.toList());
      }
    }
  }

  private static boolean isEmpty(GenericRecord compound) {
    return compound.getSchema().getFields().stream()
        .map(Schema.Field::pos)
        .allMatch(position -> compound.get(position) == null);
  }
}
