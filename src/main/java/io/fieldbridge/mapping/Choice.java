package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.mapping.Grouping.Order;
import io.fieldbridge.mapping.Grouping.Preference;
import io.fieldbridge.mapping.Grouping.Validity;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Picks, of the rows of one group, the one that counts at a moment. */
final class Choice {

  /** From this year on a last day means that there is none. */
  private static final int OPEN_END = 9999;

  private final Grouping grouping;
  private final Instant now;

  Choice(Grouping grouping, Instant now) {
    this.grouping = grouping;
    this.now = now;
  }

  /** The row that holds today and goes before all others that do; empty where none holds. */
  Optional<RemoteRecord> of(List<RemoteRecord> rows, RecordRef group) {
    List<RemoteRecord> left = rows.stream().filter(this::holds).toList();
    for (Preference preference : grouping.choose()) {
      left = first(left, preference);
    }
    if (left.size() > 1) {
      throw Refusal.of(
          "several-rows-hold",
          String.join(", ", grouping.by()),
          "%d rows of %s hold at once and none goes before the others: %s."
              .formatted(left.size(), group, left.stream().map(row -> row.ref().id()).toList()),
          "End all but one of them, or let the contract's 'choose' tell which one counts.");
    }
    return left.stream().findFirst();
  }

  /** The next moment at which a row begins to hold or ceases to. */
  Optional<Instant> changesAt(List<RemoteRecord> rows) {
    Validity valid = grouping.valid();
    if (valid == null) {
      return Optional.empty();
    }
    return rows.stream()
        .flatMap(
            row ->
                Stream.of(day(row, valid.from()), day(row, valid.to()).map(day -> day.plusDays(1))))
        .flatMap(Optional::stream)
        .filter(day -> day.getYear() < OPEN_END)
        .map(day -> day.atStartOfDay(valid.zone()).toInstant())
        .filter(now::isBefore)
        .min(Instant::compareTo);
  }

  private boolean holds(RemoteRecord row) {
    Validity valid = grouping.valid();
    if (valid == null) {
      return true;
    }
    LocalDate today = now.atZone(valid.zone()).toLocalDate();
    return day(row, valid.from()).filter(today::isBefore).isEmpty()
        && day(row, valid.to()).filter(today::isAfter).isEmpty();
  }

  private List<RemoteRecord> first(List<RemoteRecord> rows, Preference preference) {
    String field = preference.field();
    return preference.order() == Order.LEAST
        ? first(rows, row -> number(row, field).negate())
        : first(rows, row -> day(row, field).orElse(LocalDate.MIN));
  }

  /** The rows with the greatest value. */
  private static <T extends Comparable<? super T>> List<RemoteRecord> first(
      List<RemoteRecord> rows, Function<RemoteRecord, T> value) {
    Optional<T> greatest = rows.stream().map(value).max(T::compareTo);
    return rows.stream()
        .filter(row -> value.apply(row).compareTo(greatest.orElseThrow()) == 0)
        .toList();
  }

  private BigDecimal number(RemoteRecord row, String field) {
    JsonNode told = told(row, field);
    return told.isNull() || told.isMissingNode()
        ? BigDecimal.ZERO
        : Decimals.of(told).orElseThrow(() -> refusal(row, field, told, "a number"));
  }

  private Optional<LocalDate> day(RemoteRecord row, String field) {
    JsonNode told = told(row, field);
    if (field.isEmpty() || told.isNull() || told.isMissingNode()) {
      return Optional.empty();
    }
    return Optional.of(
        Times.date(told.asText().strip(), grouping.valid().zone())
            .orElseThrow(() -> refusal(row, field, told, "a day (yyyy-mm-dd) or an instant")));
  }

  private JsonNode told(RemoteRecord row, String field) {
    return Empties.read(grouping.system(), row.values().path(field));
  }

  private static RuntimeException refusal(
      RemoteRecord row, String field, JsonNode told, String expected) {
    return Refusal.of(
        "value-not-allowed",
        field,
        "%s of %s is '%s'; expected: %s.".formatted(field, row.ref(), told.asText(), expected),
        "Correct the row.");
  }
}
