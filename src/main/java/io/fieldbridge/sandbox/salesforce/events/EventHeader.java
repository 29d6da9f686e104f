package io.fieldbridge.sandbox.salesforce.events;

import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;

/** The first field of every change event. */
final class EventHeader {
  static final Schema SCHEMA =
      SchemaBuilder.record(EventSchema.HEADER)
          .namespace(EventSchema.NAMESPACE)
          .fields()
          .requiredString("entityName")
          .name("recordIds")
          .type(Schema.createArray(Schema.create(Schema.Type.STRING)))
          .noDefault()
          .name("changeType")
          .type()
          .enumeration("ChangeType")
          .symbols(
              "CREATE",
              "UPDATE",
              "DELETE",
              "UNDELETE",
              "GAP_CREATE",
              "GAP_UPDATE",
              "GAP_DELETE",
              "GAP_UNDELETE",
              "GAP_OVERFLOW",
              "SNAPSHOT")
          .noDefault()
          .requiredString("changeOrigin")
          .requiredString("transactionKey")
          .requiredInt("sequenceNumber")
          .requiredLong("commitTimestamp")
          .requiredLong("commitNumber")
          .requiredString("commitUser")
          .name("nulledFields")
          .type(Schema.createArray(Schema.create(Schema.Type.STRING)))
          .noDefault()
          .name("diffFields")
          .type(Schema.createArray(Schema.create(Schema.Type.STRING)))
          .noDefault()
          .name("changedFields")
          .type(Schema.createArray(Schema.create(Schema.Type.STRING)))
          .noDefault()
          .endRecord();

  private EventHeader() {}

  /** The header with its three lists of fields still empty. */
  static GenericData.Record of(ChangeEvent event) {
    GenericData.Record header = new GenericData.Record(SCHEMA);
    header.put("entityName", event.entity());
    header.put("recordIds", event.recordIds());
    header.put("changeType", changeType(event.changeType()));
    header.put("changeOrigin", Objects.requireNonNullElse(event.changeOrigin(), ""));
    header.put("transactionKey", event.transactionKey());
    header.put("sequenceNumber", event.sequenceNumber());
    header.put("commitTimestamp", event.commitTimestamp());
    header.put("commitNumber", event.commitNumber());
    header.put("commitUser", event.commitUser());
    header.put("nulledFields", List.of());
    header.put("diffFields", List.of());
    header.put("changedFields", List.of());
    return header;
  }

  private static GenericData.EnumSymbol changeType(String name) {
    Schema types = SCHEMA.getField("changeType").schema();
    if (!types.hasEnumSymbol(name)) {
      throw new IllegalArgumentException(
          "A change type is one of " + types.getEnumSymbols() + ", not " + name);
    }
    return new GenericData.EnumSymbol(types, name);
  }
}
