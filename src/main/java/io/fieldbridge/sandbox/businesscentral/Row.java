package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One committed version of a record. Names that start with {@code $} are fields of the table that
 * the API does not show.
 */
record Row(UUID id, Map<String, Object> values, long version) {

  Row {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  Object get(String name) {
    return values.get(name);
  }

  String text(String name) {
    Object value = values.get(name);
    return value == null ? "" : value.toString();
  }

  BigDecimal decimal(String name) {
    return values.get(name) instanceof BigDecimal number ? number : BigDecimal.ZERO;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  UUID guid(String name) {
    return values.get(name) instanceof UUID guid ? guid : Kind.NO_GUID;
  }

  LocalDate date(String name) {
    return values.get(name) instanceof LocalDate date ? date : Kind.NO_DATE;
  }

  /** The opaque version token, another one after every write. */
  String etag() {
    byte[] content = "20;%019d;1;00;".formatted(version).getBytes(StandardCharsets.US_ASCII);
    return "W/\"" + Base64.getEncoder().encodeToString(content) + "\"";
  }
}
