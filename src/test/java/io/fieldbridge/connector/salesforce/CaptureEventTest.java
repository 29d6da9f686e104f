package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.model.Change;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Events that no well-behaved org sends, and forms that the simulated one does not know. */
class CaptureEventTest {

  private static final Schema HEADER =
      SchemaBuilder.record("ChangeEventHeader")
          .fields()
          .requiredString("entityName")
          .name("recordIds")
          .type()
          .array()
          .items()
          .stringType()
          .noDefault()
          .requiredString("changeType")
          .requiredString("transactionKey")
          .requiredLong("commitTimestamp")
          .name("changedFields")
          .type()
          .array()
          .items()
          .stringType()
          .noDefault()
          .endRecord();

  private static final Schema PLACE =
      SchemaBuilder.record("Location")
          .fields()
          .optionalDouble("Latitude")
          .optionalDouble("Longitude")
          .endRecord();

  private static final Schema SCHEMA =
      SchemaBuilder.record("AccountChangeEvent")
          .fields()
          .name("ChangeEventHeader")
          .type(HEADER)
          .noDefault()
          .optionalString("Name")
          .name("Site__c")
          .type()
          .unionOf()
          .nullType()
          .and()
          .type(PLACE)
          .endUnion()
          .nullDefault()
          .optionalDouble("Rate__c")
          .endRecord();

  private static final EventShape SHAPE = new EventShape(SCHEMA, Optional.empty());

  @Test
  void a_bitmap_that_cannot_be_read_asks_for_the_record() throws Exception {
    CaptureEvent event = decode(event("UPDATE", "0xFFFF"));
    assertThat(event.changes()).hasSize(1);
    assertThat(event.change().kind()).isEqualTo(Change.Kind.GAP);
    assertThat(event.change().values()).isEmpty();
  }

  @Test
  void a_custom_place_has_the_names_of_the_rest_api() throws Exception {
    GenericData.Record event = event("UPDATE", "0x00", "2-0x03");
    GenericData.Record place = new GenericData.Record(PLACE);
    place.put("Latitude", 50.9);
    event.put("Site__c", place);
    assertThat(decode(event).change().values())
        .hasToString("{\"Site__Latitude__s\":50.9,\"Site__Longitude__s\":null}");
  }

  @Test
  void a_compound_field_cleared_as_a_whole_clears_each_part() throws Exception {
    assertThat(decode(event("UPDATE", "0x04")).change().values())
        .hasToString("{\"Site__Latitude__s\":null,\"Site__Longitude__s\":null}");
  }

  @Test
  void an_event_of_an_unknown_type_or_without_its_header_is_refused() {
    assertThatThrownBy(() -> decode(event("SNAPSHOT"))).isInstanceOf(MalformedEventException.class);
    Schema plain = SchemaBuilder.record("X").fields().requiredString("Name").endRecord();
    GenericData.Record other = new GenericData.Record(plain);
    other.put("Name", "x");
    byte[] payload = payload(other);
    EventShape shape = new EventShape(plain, Optional.empty());
    assertThatThrownBy(() -> CaptureEvent.decode(payload, shape, "r"))
        .isInstanceOf(MalformedEventException.class);
  }

  @Test
  void a_payload_that_is_cut_or_mixed_up_is_refused_or_read_but_never_breaks_the_feed() {
    byte[] whole = payload(event("CREATE"));
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] spoiled = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int j = 0; j < 3 && spoiled.length > 0; j++) {
        spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt(256);
      }
      try {
        CaptureEvent.decode(spoiled, SHAPE, "r");
      } catch (MalformedEventException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  @Test
  void a_text_that_claims_to_fill_the_memory_is_refused() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    encoder.writeLong(Integer.MAX_VALUE - 64L);
    encoder.flush();
    assertThatThrownBy(() -> CaptureEvent.decode(bytes.toByteArray(), SHAPE, "r"))
        .isInstanceOf(MalformedEventException.class);
  }

  private static CaptureEvent decode(GenericData.Record event) throws MalformedEventException {
    return CaptureEvent.decode(payload(event), SHAPE, "r");
  }

  private static GenericData.Record event(String type, String... changedFields) {
    GenericData.Record header = new GenericData.Record(HEADER);
    header.put("entityName", "Account");
    header.put("recordIds", List.of("001000000000001"));
    header.put("changeType", type);
    header.put("transactionKey", "t");
    header.put("commitTimestamp", 1_700_000_000_000L);
    header.put("changedFields", List.of(changedFields));
    GenericData.Record event = new GenericData.Record(SCHEMA);
    event.put("ChangeEventHeader", header);
    event.put("Name", type.equals("CREATE") ? "Müller" : null);
    return event;
  }

  private static byte[] payload(GenericData.Record event) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<GenericData.Record>(event.getSchema()).write(event, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
