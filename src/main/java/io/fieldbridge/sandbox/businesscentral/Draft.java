package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A record while it is being written: a changeable copy of a row, used by one thread. */
final class Draft {

  private final String set;
  private final UUID id;
  private final boolean inserted;
  private final Map<String, Object> values;

  private Draft(String set, UUID id, boolean inserted, Map<String, Object> values) {
    this.set = set;
    this.id = id;
    this.inserted = inserted;
    this.values = values;
  }

  static Draft of(String set, Row row) {
    return new Draft(set, row.id(), false, new LinkedHashMap<>(row.values()));
  }

  static Draft fresh(EntityType type, UUID id) {
    Map<String, Object> values = type.empties();
    values.put(type.idName(), id);
    return new Draft(type.set(), id, true, values);
  }

  /** A row of a table that the API does not show. */
  static Draft hidden(String set, UUID id) {
    return new Draft(set, id, true, new LinkedHashMap<>());
  }

  String set() {
    return set;
  }

  UUID id() {
    return id;
  }

  boolean isInserted() {
    return inserted;
  }

  Map<String, Object> values() {
    return values;
  }

  Object get(String name) {
    return values.get(name);
  }

  Draft put(String name, Object value) {
    values.put(name, value);
    return this;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Sets a value where this kind of row has such a property. */
  Draft fill(String name, Object value) {
    if (values.containsKey(name)) {
      values.put(name, value);
    }
    return this;
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
}
