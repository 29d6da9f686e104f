package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * The schema of one object's change events, and how its values read in the REST API: flat names
 * ({@code BillingAddress.City} is {@code BillingCity} there), and texts for days and moments.
 */
final class EventShape {

  private static final String ADDRESS = "Address";
  private static final String CUSTOM = "__c";

  /** An internal part of addresses that the REST API does not know. */
  private static final String INTERNAL = "Xyz";

  private final Schema schema;
  private final Optional<Description> description;

  /**
   * @param description empty where the org does not describe the object
   */
  EventShape(Schema schema, Optional<Description> description) {
    this.schema = schema;
    this.description = description;
  }

  Schema schema() {
    return schema;
  }

  /** The record among the branches of a field's type, or null. */
  static Schema compound(Schema type) {
    if (type.getType() == Schema.Type.RECORD) {
      return type;
    }
    if (type.getType() == Schema.Type.UNION) {
      return type.getTypes().stream()
          .filter(branch -> branch.getType() == Schema.Type.RECORD)
          .findFirst()
          .orElse(null);
    }
    return null;
  }

  /** Every field that has a value. */
  ObjectNode filled(GenericRecord event) {
    ObjectNode values = Json.object();
    for (Schema.Field field : schema.getFields()) {
      if (field.pos() == 0) {
        continue;
      }
      Object value = event.get(field.pos());
      if (value instanceof GenericRecord parts) {
        for (Schema.Field part : parts.getSchema().getFields()) {
          if (parts.get(part.pos()) != null) {
            put(values, flat(field.name(), part.name()), parts.get(part.pos()));
          }
        }
      } else if (value != null) {
        put(values, field.name(), value);
      }
    }
    return values;
  }

  /** Only what was changed or nulled; a difference of texts is no value and left out. */
  ObjectNode touched(GenericRecord event, Touched touched) {
    ObjectNode values = Json.object();
    for (Schema.Field field : schema.getFields()) {
      int index = field.pos();
      if (index == 0 || touched.differs().touches(index)) {
        continue;
      }
      Object value = event.get(index);
      Schema compound = compound(field.schema());
      if (compound != null && !(value instanceof CharSequence)) {
        touchedParts(values, field, compound, value, touched);
      } else if (touched.changed().whole(index) || touched.nulled().whole(index)) {
        put(values, field.name(), touched.nulled().whole(index) ? null : value);
      }
    }
    return values;
  }

  /** Which fields an update meant. */
  record Touched(FieldBitmap changed, FieldBitmap nulled, FieldBitmap differs) {}

  private void touchedParts(
      ObjectNode values, Schema.Field field, Schema compound, Object value, Touched touched) {
    int index = field.pos();
    boolean plainText = hasText(field.schema());
    if (plainText && value == null && touched.nulled().whole(index)) {
      put(values, field.name(), null);
      return;
    }
    for (Schema.Field part : compound.getFields()) {
      boolean nulled = touched.nulled().part(index, part.pos());
      if (nulled || touched.changed().part(index, part.pos())) {
        Object inner = value instanceof GenericRecord parts ? parts.get(part.pos()) : null;
        put(values, flat(field.name(), part.name()), nulled ? null : inner);
      }
    }
  }

  private static boolean hasText(Schema type) {
    return type.getType() == Schema.Type.UNION
        && type.getTypes().stream().anyMatch(branch -> branch.getType() == Schema.Type.STRING);
  }

  private static String flat(String compound, String part) {
    if (compound.equals("Name")) {
      return part;
    }
    if (compound.endsWith(CUSTOM)) {
      String base = compound.substring(0, compound.length() - CUSTOM.length());
      return base + "__" + part + "__s";
    }
    if (compound.endsWith(ADDRESS)) {
      return compound.substring(0, compound.length() - ADDRESS.length()) + part;
    }
    return compound + "." + part;
  }

  private void put(ObjectNode values, String name, Object value) {
    if (!name.endsWith(INTERNAL)) {
      values.set(name, json(name, value));
    }
  }

  private JsonNode json(String name, Object value) {
    if (value == null) {
      return Json.NODES.nullNode();
    }
    if (value instanceof Boolean truth) {
      return Json.NODES.booleanNode(truth);
    }
    if (value instanceof Long number) {
      return moment(name, number);
    }
    if (value instanceof Integer number) {
      return Json.NODES.numberNode(number);
    }
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return Json.NODES.numberNode(new BigDecimal(number.toString()));
    }
    return Json.NODES.textNode(value.toString());
  }

  /** The bus tells days and moments in milliseconds since 1970. */
  private JsonNode moment(String name, long millis) {
    Instant instant = Instant.ofEpochMilli(millis);
    if (description.map(known -> known.dates().contains(name)).orElse(false)) {
      return Json.NODES.textNode(LocalDate.ofInstant(instant, ZoneOffset.UTC).toString());
    }
    if (description.map(known -> known.instants().contains(name)).orElse(false)) {
      return Json.NODES.textNode(SalesforceTime.format(instant));
    }
    return Json.NODES.numberNode(millis);
  }
}
