package io.fieldbridge.mapping;

import static io.fieldbridge.mapping.ContractText.contract;
import static io.fieldbridge.mapping.ContractText.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every choice among price rows, whatever they say (G4, G24). */
class GroupPropertiesTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  /** The clocks go forward on the 29th, so that a day of 23 hours is among them. */
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 25);

  private static final Groups GROUPS =
      contract(PriceText.WHOLE).groups("business-central").orElseThrow();

  /** Days count from the first; none where negative. */
  record PriceRow(int begins, int ends, int quantity, int price) {
    boolean holds(int day) {
      return begins <= day && (ends < 0 || day <= ends);
    }
  }

  @Provide
  Arbitrary<List<PriceRow>> rows() {
    Arbitrary<Integer> days = Arbitraries.integers().between(-1, 9);
    return Combinators.combine(
            days, days, Arbitraries.integers().between(0, 2), Arbitraries.integers().between(1, 99))
        .as(PriceRow::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Property(tries = 500, seed = "46", edgeCases = EdgeCasesMode.NONE)
  void the_choice_holds_today_and_nothing_that_holds_goes_before_it(
      @ForAll("rows") List<PriceRow> rows, @ForAll @IntRange(min = 0, max = 9) int day) {
    List<PriceRow> holding = rows.stream().filter(row -> row.holds(day)).toList();
    Optional<PriceRow> chosen = choice(rows, day);
    chosen.ifPresent(
        row -> {
          assertThat(row.holds(day)).isTrue();
          assertThat(holding).allMatch(other -> row.quantity() <= other.quantity());
          assertThat(holding)
              .filteredOn(other -> other.quantity() == row.quantity())
              .allMatch(other -> other.begins() <= row.begins());
        });
    if (holding.isEmpty()) {
      assertThat(chosen).isEmpty();
    }
  }

  @Property(tries = 500, seed = "47", edgeCases = EdgeCasesMode.NONE)
  void the_order_in_which_rows_are_told_does_not_matter(
      @ForAll("rows") List<PriceRow> rows,
      @ForAll @IntRange(min = 0, max = 9) int day,
      @ForAll Random random) {
    List<PriceRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    assertThat(choice(shuffled, day)).isEqualTo(choice(rows, day));
  }

  @Property(tries = 500, seed = "48", edgeCases = EdgeCasesMode.NONE)
  void nothing_changes_before_the_moment_that_was_told(
      @ForAll("rows") List<PriceRow> rows, @ForAll @IntRange(min = 0, max = 9) int day) {
    Optional<Instant> told = GROUPS.changesAt(records(rows), noon(day));
    int end = told.map(at -> dayOf(at)).orElse(20);
    for (int later = day; later < end; later++) {
      assertThat(choice(rows, later)).isEqualTo(choice(rows, day));
    }
    told.ifPresent(
        at ->
            assertThat(rows)
                .anyMatch(row -> row.begins() == dayOf(at) || row.ends() + 1 == dayOf(at)));
  }

  private static int dayOf(Instant at) {
    return (int) (at.atZone(ZONE).toLocalDate().toEpochDay() - FIRST.toEpochDay());
  }

  /** Empty where no row holds and where the choice is refused. */
  private static Optional<PriceRow> choice(List<PriceRow> rows, int day) {
    try {
      RemoteRecord chosen = GROUPS.choose(records(rows), noon(day));
      return Optional.of(chosen.values())
          .filter(values -> !GROUPS.isNone(values))
          .map(values -> row(chosen, rows));
    } catch (RecordRejectedException severalHold) {
      return Optional.empty();
    }
  }

  private static PriceRow row(RemoteRecord record, List<PriceRow> rows) {
    return rows.get(record.values().path("place").asInt());
  }

  private static Instant noon(int day) {
    return FIRST.plusDays(day).atTime(12, 0).atZone(ZONE).toInstant();
  }

  private static List<RemoteRecord> records(List<PriceRow> rows) {
    List<RemoteRecord> records = new ArrayList<>();
    for (PriceRow row : rows) {
      records.add(
          new RemoteRecord(
              new RecordRef("business-central", "priceListLines", "row" + records.size()),
              "",
              Instant.EPOCH,
              "",
              json(
                  "{'item': 'A', 'unit': 'PCS', 'currency': 'EUR', 'status': 'Active',"
                      + " 'begins': '%s', 'ends': '%s', 'quantity': %d, 'price': %d, 'place': %d}"
                          .formatted(
                              date(row.begins()),
                              date(row.ends()),
                              row.quantity(),
                              row.price(),
                              records.size()))));
    }
    return records;
  }

  private static String date(int day) {
    return day < 0 ? "0001-01-01" : FIRST.plusDays(day).toString();
  }
}
