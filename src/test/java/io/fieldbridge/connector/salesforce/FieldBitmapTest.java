package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bitmaps of fields: right to left, nested ones by index, and none that lies. */
class FieldBitmapTest {

  private static final Schema ADDRESS =
      SchemaBuilder.record("Address")
          .fields()
          .optionalString("Street")
          .optionalString("City")
          .optionalString("Country")
          .endRecord();

  private static final Schema SCHEMA = schema();

  @Test
  void bits_count_from_the_right_and_the_header_is_no_field() throws Exception {
    FieldBitmap bitmap = FieldBitmap.of(List.of("0x010B"), SCHEMA);
    assertThat(fields(bitmap)).containsExactly(1, 3, 8);
    assertThat(FieldBitmap.of(List.of("0x10b"), SCHEMA).touches(8)).isTrue();
  }

  @Test
  void parts_of_a_compound_field_follow_its_index() throws Exception {
    FieldBitmap bitmap = FieldBitmap.of(List.of("0x02", "2-0x05"), SCHEMA);
    assertThat(bitmap.whole(1)).isTrue();
    assertThat(bitmap.whole(2)).isFalse();
    assertThat(bitmap.part(2, 0)).isTrue();
    assertThat(bitmap.part(2, 1)).isFalse();
    assertThat(bitmap.part(2, 2)).isTrue();
  }

  @Test
  void the_bit_of_a_compound_field_stands_for_all_its_parts() throws Exception {
    for (List<String> elements : List.of(List.of("0x04", "2-0x01"), List.of("2-0x01", "0x04"))) {
      FieldBitmap bitmap = FieldBitmap.of(elements, SCHEMA);
      assertThat(bitmap.whole(2)).isTrue();
      assertThat(bitmap.part(2, 1)).isTrue();
    }
  }

  @Test
  void nothing_is_an_empty_set() throws Exception {
    assertThat(fields(FieldBitmap.of(List.of(), SCHEMA))).isEmpty();
    assertThat(fields(FieldBitmap.of(List.of("0x00", "2-0x00"), SCHEMA))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0x",
        "12",
        "0xZZ",
        "-0x01",
        "2-",
        "2-2-0x01",
        "0x0200",
        "0xFFFFFFFFFFFFFFFF",
        "9-0x01",
        "99999-0x01",
        "99999999999-0x01",
        "1-0x01",
        "2-0x08",
        "Name"
      })
  void a_bitmap_that_cannot_be_is_refused(String element) {
    assertThatThrownBy(() -> FieldBitmap.of(List.of(element), SCHEMA))
        .isInstanceOf(MalformedEventException.class);
  }

  @Test
  void a_bitmap_without_end_is_refused_without_being_computed() {
    assertThatThrownBy(() -> FieldBitmap.of(List.of("0x" + "F".repeat(10_000_000)), SCHEMA))
        .isInstanceOf(MalformedEventException.class);
    assertThatThrownBy(() -> FieldBitmap.of(Collections.nCopies(1_000_000, "2-0x01"), SCHEMA))
        .isInstanceOf(MalformedEventException.class);
  }

  private static List<Integer> fields(FieldBitmap bitmap) {
    List<Integer> fields = new ArrayList<>();
    for (int field = 0; field < SCHEMA.getFields().size(); field++) {
      if (bitmap.touches(field)) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static Schema schema() {
    SchemaBuilder.FieldAssembler<Schema> fields =
        SchemaBuilder.record("AccountChangeEvent").fields().requiredString("ChangeEventHeader");
    fields.optionalString("F1");
    fields
        .name("BillingAddress")
        .type()
        .unionOf()
        .nullType()
        .and()
        .type(ADDRESS)
        .endUnion()
        .nullDefault();
    for (int i = 3; i <= 8; i++) {
      fields.optionalString("F" + i);
    }
    return fields.endRecord();
  }
}
