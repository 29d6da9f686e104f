package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How one system keeps a canonical field.
 *
 * @param system the connector's name
 * @param line where the contract says so
 * @param read how the value is taken from a record, or null where it never is
 * @param writes the fields that take it; empty where the contract only reads
 * @param values value map, or null
 * @param lookup where the field holds the id of a row of a small set, or null
 * @param shape the form that the system gives to values
 */
record SideRule(
    String system,
    int line,
    Formula read,
    List<Write> writes,
    ValueMap values,
    Lookup lookup,
    Shape shape) {

  /**
   * One field that is written.
   *
   * @param formula over the canonical record, giving the vendor's value; null: the value itself
   */
  record Write(String field, Formula formula) {}

  /**
   * @param set the vendor's set of rows, {@code by} the field that the canonical value is, {@code
   *     give} the field that the record holds
   * @param waits whether a row that is not there yet is waited for rather than refused
   */
  record Lookup(String set, String by, String give, boolean waits) {}

  /**
   * @param unit of a duration, or null
   * @param zone in which an instant becomes a date, or null
   * @param length longest text this system keeps, 0 for that of the type
   * @param scale digits behind the point that this system keeps, -1 for those of the type
   * @param upper whether this system turns letters into capitals
   * @param countryName whether a country is written as its English name instead of its code
   * @param empty what to send to clear the field, or null for what the system's kind says
   */
  record Shape(
      DurationUnit unit,
      ZoneId zone,
      int length,
      int scale,
      boolean upper,
      boolean countryName,
      JsonNode empty) {}

  /** A unit of time with its length in minutes, as a fraction that is exact. */
  enum DurationUnit {
    SECONDS(1, 60),
    MINUTES(1, 1),
    HOURS(60, 1),
    DAYS(24 * 60, 1);

    final int minutes;
    final int per;

    DurationUnit(int minutes, int per) {
      this.minutes = minutes;
      this.per = per;
    }
  }

  SideRule reading(Formula other) {
    return new SideRule(system, line, other, writes, values, lookup, shape);
  }

  boolean writable() {
    return !writes.isEmpty();
  }

  /** The canonical fields that the formulas of the written fields read. */
  Set<String> askedByFormulas() {
    return writes.stream()
        .filter(write -> write.formula() != null)
        .flatMap(write -> write.formula().paths().stream())
        .collect(Collectors.toSet());
  }

  boolean needsLookups(FieldType type) {
    return lookup != null || type.kind() == FieldType.Kind.REFERENCE;
  }
}
