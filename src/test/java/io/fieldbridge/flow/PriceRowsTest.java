package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.State;
import io.fieldbridge.journal.JournalEntry;
import io.fieldbridge.journal.Recorded;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several price rows are one entry, and its next row is written when it begins (P4, N4, G4). */
class PriceRowsTest {

  private static final String FLOW = "price";
  private static final String GROUP = "P-1|PCS|";

  private static final String CONTRACT =
      """
      contract: price
      mode: live
      direction: to-crm
      key: { salesforce: PricebookEntry.Key__c, business-central: priceListLines.groupKey }
      filter: { business-central: '.status == "Active"' }
      match: [ { salesforce: Key__c, business-central: groupKey } ]
      group-by: { business-central: [item, unit, currency] }
      valid: { from: begins, to: ends, zone: Europe/Berlin }
      choose: { least: quantity }
      on-leave: { business-central: { inactivate: { IsActive: false } } }
      on-delete: { business-central: { inactivate: { IsActive: false } } }
      report: none
      fields:
        key: { type: string(120), owner: erp, salesforce: Key__c, business-central: .groupKey }
        price: { type: money(2), currency: EUR, required: true, owner: erp, salesforce: UnitPrice, business-central: .price }
        active: { type: boolean, owner: erp, salesforce: IsActive, business-central: { constant: true } }
      """;

  private static final String ROUTES =
      """
      - route:
          id: price-intake
          routeConfigurationId: intake
          from:
            uri: sync:changes?system=erp&object=priceListLines
            steps:
              - to: inbox:price?direction=to-crm
      - route:
          id: price-to-entry
          routeConfigurationId: delivery
          from:
            uri: inbox:price?direction=to-crm
            steps:
              - to: sync:read
              - to: sync:translate?to=crm
              - to: sync:write?system=crm&object=PricebookEntry
              - to: sync:link
              - to: sync:report
      """;

  @TempDir private Path home;
  private TinyHouse house;

  @BeforeEach
  void build() throws Exception {
    house = new TinyHouse(home);
    house.clock.set(Instant.parse("2026-11-21T12:00:00Z"));
    house.write("mappings/price.yaml", CONTRACT);
    house.write("mappings/price.examples.yaml", "examples: []\n");
    house.write("routes/price.camel.yaml", ROUTES);
    house.reload();
    house.ship("_delivery.camel.yaml");
    house.start();
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void a_price_that_begins_tomorrow_is_written_when_tomorrow_comes() {
    row("r1", 0, 379, "2026-01-01", "2026-11-21");
    row("r2", 0, 389, "2026-11-22", "0001-01-01");
    tell("r1", "r2");
    soon(() -> assertThat(price()).isEqualTo("379"));
    soon(() -> assertThat(moments()).hasSize(1));
    soon(() -> assertThat(house.engine.state().inbox().backlog()).isEmpty());

    tick("2026-11-21T22:59:59Z");
    quiet();
    assertThat(price()).isEqualTo("379");
    tick("2026-11-21T23:00:00Z");

    soon(() -> assertThat(price()).isEqualTo("389"));
    soon(() -> assertThat(moments()).isEmpty());
    assertThat(entries()).hasSize(1);
    assertThat(house.engine.state().journal().timeline(GROUP))
        .extracting(Recorded::entry)
        .filteredOn(entry -> entry.event().equals("chosen"))
        .extracting(JournalEntry::text)
        .satisfiesExactlyInAnyOrder(
            first -> assertThat(first).contains("row r1 counts, until 2026-11-21T23:00:00Z"),
            second -> assertThat(second).endsWith("row r2 counts"));
  }

  @Test
  void rows_of_other_quantities_and_currencies_do_not_mix() {
    row("r1", 10, 359, "0001-01-01", "0001-01-01");
    row("r2", 0, 379, "0001-01-01", "0001-01-01");
    RecordRef dollars = row("r3", 0, 400, "0001-01-01", "0001-01-01");
    house.erp.put("priceListLines", dollars.id(), "currency", "USD");
    tell("r1", "r2", "r3");

    soon(() -> assertThat(entries()).hasSize(2));
    soon(() -> assertThat(price()).isEqualTo("379"));
    assertThat(moments()).isEmpty();
  }

  @Test
  void a_price_that_has_ended_leaves_its_entry_and_comes_back_with_the_next_one() {
    row("r1", 0, 379, "0001-01-01", "2026-11-21");
    tell("r1");
    soon(() -> assertThat(entry("IsActive")).isEqualTo("true"));

    tick("2026-11-21T23:00:00Z");
    soon(() -> assertThat(entry("IsActive")).isEqualTo("false"));

    row("r2", 0, 389, "2026-11-22", "0001-01-01");
    tell("r2");
    soon(() -> assertThat(entry("IsActive")).isEqualTo("true"));
    assertThat(price()).isEqualTo("389");
  }

  @Test
  void two_rows_at_once_wait_for_a_person_and_go_on_when_one_of_them_ends() {
    row("r1", 0, 379, "0001-01-01", "2026-11-21");
    row("r2", 0, 389, "0001-01-01", "0001-01-01");
    tell("r1", "r2");
    soon(
        () ->
            assertThat(house.messages(FLOW, State.PARKED))
                .singleElement()
                .satisfies(
                    parked ->
                        assertThat(parked.reason().orElseThrow().code())
                            .isEqualTo("several-rows-hold")));
    assertThat(entries()).isEmpty();

    tick("2026-11-21T23:00:00Z");
    soon(() -> assertThat(entry("UnitPrice")).isEqualTo("389"));
    assertThat(house.messages(FLOW, State.PARKED)).isEmpty();
  }

  @Test
  void an_entry_of_which_every_row_is_gone_is_found_by_the_key_sweep() {
    RecordRef row = row("r1", 0, 379, "0001-01-01", "0001-01-01");
    tell("r1");
    soon(() -> assertThat(entry("IsActive")).isEqualTo("true"));
    quiet();
    KeySweep sweep = new KeySweep(house.engine);
    assertThat(sweep.sweep()).isZero();

    house.erp.remove(row);

    assertThat(sweep.sweep()).isEqualTo(1);
    soon(() -> assertThat(entry("IsActive")).isEqualTo("false"));
  }

  @Test
  void a_row_that_was_deleted_leaves_its_place_to_another_at_the_key_sweep() {
    RecordRef special = row("r1", 0, 359, "0001-01-01", "0001-01-01");
    row("r2", 10, 379, "0001-01-01", "0001-01-01");
    tell("r1");
    soon(() -> assertThat(price()).isEqualTo("359"));
    quiet();
    KeySweep sweep = new KeySweep(house.engine);
    sweep.sweep();
    assertThat(house.messages(FLOW, State.PENDING)).isEmpty();

    house.erp.remove(special);

    sweep.sweep();
    soon(() -> assertThat(price()).isEqualTo("379"));
  }

  @Test
  void a_second_row_that_is_deleted_leaves_its_place_to_the_same_other_one_again() {
    row("r1", 10, 379, "0001-01-01", "0001-01-01");
    KeySweep sweep = new KeySweep(house.engine);
    for (String special : List.of("r2", "r3")) {
      RecordRef row = row(special, 0, 359, "0001-01-01", "0001-01-01");
      tell(special);
      soon(() -> assertThat(price()).isEqualTo("359"));
      quiet();

      house.erp.remove(row);

      sweep.sweep();
      soon(() -> assertThat(price()).isEqualTo("379"));
      quiet();
    }
  }

  @Test
  void an_entry_whose_rows_are_gone_a_second_time_is_inactivated_again() {
    KeySweep sweep = new KeySweep(house.engine);
    for (String only : List.of("r1", "r2")) {
      RecordRef row = row(only, 0, 379, "0001-01-01", "0001-01-01");
      tell(only);
      soon(() -> assertThat(entry("IsActive")).isEqualTo("true"));
      quiet();

      house.erp.remove(row);

      assertThat(sweep.sweep()).isEqualTo(1);
      soon(() -> assertThat(entry("IsActive")).isEqualTo("false"));
      quiet();
      assertThat(sweep.sweep()).as("once each").isZero();
    }
  }

  @Test
  void with_another_group_by_the_records_of_the_old_one_are_gone() {
    row("r1", 0, 379, "0001-01-01", "0001-01-01");
    tell("r1");
    soon(() -> assertThat(entry("IsActive")).isEqualTo("true"));
    quiet();
    house.write("mappings/price.yaml", CONTRACT.replace("unit, currency]", "currency]"));
    house.reload();

    assertThat(new KeySweep(house.engine).sweep()).isEqualTo(1);

    soon(() -> assertThat(entry("IsActive")).isEqualTo("false"));
  }

  private RecordRef row(String id, int quantity, int price, String begins, String ends) {
    return house.erp.put(
        "priceListLines",
        id,
        "item",
        "P-1",
        "unit",
        "PCS",
        "currency",
        "",
        "status",
        "Active",
        "quantity",
        quantity,
        "price",
        price,
        "begins",
        begins,
        "ends",
        ends);
  }

  private void tell(String... rows) {
    for (String row : rows) {
      RecordRef ref = new RecordRef("business-central", "priceListLines", row);
      house.receive(
          FLOW,
          "to-crm",
          new Change(
              row + " " + System.nanoTime(),
              ref,
              Change.Kind.UPDATE,
              JsonText.object(),
              Instant.EPOCH,
              "person",
              ""));
    }
  }

  /** The clock goes on when all is quiet, and what waits for a moment looks at it. */
  private void tick(String time) {
    quiet();
    house.clock.set(Instant.parse(time));
    moments().forEach(moment -> house.engine.state().inbox().retry(moment.id()));
  }

  private void quiet() {
    soon(() -> assertThat(house.messages(FLOW, State.PENDING, State.CLAIMED)).isEmpty());
  }

  private List<Message> moments() {
    return house.messages(FLOW, State.PENDING, State.CLAIMED, State.WAITING).stream()
        .filter(Message::isMoment)
        .toList();
  }

  private List<RemoteRecord> entries() {
    return house.crm.find("PricebookEntry", Map.of(), Selection.of(), 9);
  }

  private String price() {
    return entry("UnitPrice");
  }

  private String entry(String field) {
    return entries().stream()
        .filter(entry -> entry.values().path("Key__c").asText().equals(GROUP))
        .map(entry -> entry.values().path(field).asText())
        .findFirst()
        .orElse("");
  }
}
