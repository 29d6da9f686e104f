package io.fieldbridge.mapping;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a contract says of rows of which several are one record.
 *
 * @param system the system that has the rows
 * @param by rows with the same values of these fields are one record
 * @param valid on which days a row holds, or null for always
 * @param choose what puts one of the rows that hold before the others, the weightiest first
 */
record Grouping(int line, String system, List<String> by, Validity valid, List<Preference> choose) {

  /**
   * @param from the field with the first day, or the empty string for none
   * @param to the field with the last day, or the empty string for none
   * @param zone where a day begins
   */
  record Validity(int line, String from, String to, ZoneId zone) {}

  /** Something that is said of each row, by which they are ordered. */
  record Preference(int line, Order order, String field) {}

  enum Order {
    /** The smallest number goes first; nothing counts as zero. */
    LEAST,
    /** The latest day goes first; nothing counts as the earliest. */
    LATEST
  }

  /** Every field of a row that is looked at. */
  Set<String> fields() {
    Set<String> fields = new TreeSet<>(by);
    if (valid != null) {
      fields.addAll(List.of(valid.from(), valid.to()));
    }
    choose.forEach(preference -> fields.add(preference.field()));
    fields.remove("");
    return fields;
  }

  /** The fields that hold days. */
  List<String> days() {
    List<String> days = new ArrayList<>();
    if (valid != null) {
      days.addAll(List.of(valid.from(), valid.to()));
    }
    choose.stream()
        .filter(preference -> preference.order() == Order.LATEST)
        .forEach(preference -> days.add(preference.field()));
    days.removeIf(String::isEmpty);
    return days;
  }
}
