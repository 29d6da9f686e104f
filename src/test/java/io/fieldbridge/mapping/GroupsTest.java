package io.fieldbridge.mapping;

import static io.fieldbridge.mapping.ContractText.NO_WORLD;
import static io.fieldbridge.mapping.ContractText.contract;
import static io.fieldbridge.mapping.ContractText.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of several price rows is the price, and until when (P4, N4, G4, G24). */
class GroupsTest {

  private static final String ALWAYS = "'begins': '0001-01-01', 'ends': '0001-01-01'";
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Contract contract = contract(PriceText.WHOLE);
  private final Groups groups = contract.groups("business-central").orElseThrow();

  @Test
  void the_row_of_the_least_quantity_counts() {
    List<RemoteRecord> rows = rows("10, 'price': 359, " + ALWAYS, "0, 'price': 379, " + ALWAYS);
    assertThat(price(rows, NOON)).isEqualTo("379");
    assertThat(groups.changesAt(rows, NOON)).isEmpty();
  }

  @Test
  void a_day_begins_and_ends_in_the_zone_of_the_contract() {
    List<RemoteRecord> rows =
        rows(
            "0, 'price': 1, 'begins': '2026-01-01', 'ends': '2026-11-30'",
            "0, 'price': 2, 'begins': '2026-12-01', 'ends': '0001-01-01'");
    Instant midnight = Instant.parse("2026-11-30T23:00:00Z");

    assertThat(groups.changesAt(rows, NOON)).contains(midnight);
    assertThat(price(rows, midnight.minusMillis(1))).isEqualTo("1");
    assertThat(price(rows, midnight)).isEqualTo("2");
    assertThat(groups.changesAt(rows, midnight)).isEmpty();
  }

  @Test
  void among_rows_of_one_quantity_the_one_that_began_last_counts() {
    List<RemoteRecord> rows =
        rows(
            "0, 'price': 1, " + ALWAYS,
            "0, 'price': 2, 'begins': '2026-11-01', 'ends': '2026-11-22'");
    assertThat(price(rows, NOON)).isEqualTo("2");
    assertThat(price(rows, Instant.parse("2026-11-22T23:00:00Z"))).isEqualTo("1");
  }

  @Test
  void two_rows_of_which_none_goes_before_the_other_are_refused_by_name() {
    List<RemoteRecord> rows = rows("0, 'price': 1, " + ALWAYS, "0, 'price': 2, " + ALWAYS);
    assertThatThrownBy(() -> groups.choose(rows, NOON))
        .isInstanceOf(RecordRejectedException.class)
        .hasMessageContaining("2 rows of business-central:priceListLines:P-1|PCS| hold at once")
        .hasMessageContaining("[row 1, row 2]");
  }

  @Test
  void rows_outside_the_filter_neither_count_nor_wake_anybody() {
    List<RemoteRecord> rows = rows("0, 'price': 2, " + ALWAYS, "0, 'begins': '2026-11-22'");
    rows.forEach(row -> row.values().put("status", "Draft"));
    RemoteRecord chosen = groups.choose(rows, NOON);
    assertThat(contract.inFilter("business-central", chosen.values())).isFalse();
    assertThat(groups.changesAt(rows, NOON)).isEmpty();
  }

  @Test
  void where_no_row_holds_the_record_is_outside_the_flow_until_one_does() {
    List<RemoteRecord> rows = rows("0, 'begins': '2026-11-22'");
    RemoteRecord chosen = groups.choose(rows, NOON);
    assertThat(contract.inFilter("business-central", chosen.values())).isFalse();
    assertThat(groups.changesAt(rows, NOON)).contains(Instant.parse("2026-11-21T23:00:00Z"));
  }

  @Test
  void a_row_whose_day_or_quantity_is_none_is_refused_by_its_field() {
    assertThatThrownBy(() -> groups.choose(rows("0, 'begins': 'soon'"), NOON))
        .hasMessageContaining("begins of business-central:priceListLines:row 1 is 'soon'");
    assertThatThrownBy(() -> groups.choose(rows("'few', " + ALWAYS), NOON))
        .hasMessageContaining("expected: a number");
  }

  @Test
  void a_last_day_in_the_year_9999_is_none() {
    assertThat(groups.changesAt(rows("0, 'ends': '9999-12-31'"), NOON)).isEmpty();
  }

  @Test
  void the_key_names_the_group_and_leads_back_to_its_rows() {
    RemoteRecord row = rows("0, 'price': 1, " + ALWAYS).get(0);
    row.values().put("item", "50%|A").put("currency", "USD");
    RecordRef group = groups.groupOf(row);
    assertThat(group.id()).isEqualTo("50%25%7CA|PCS|USD");
    assertThat(groups.names(group)).isTrue();
    assertThat(groups.names(row.ref())).isFalse();
    assertThat(groups.isOutdated(group)).isFalse();
    assertThat(groups.isOutdated(row.ref())).isFalse();
    RecordRef other = new RecordRef("business-central", "priceListLines", "A|PCS");
    assertThat(groups.names(other)).as("the key of another group-by").isFalse();
    assertThat(groups.isOutdated(other)).isTrue();
    assertThat(groups.common(group))
        .hasToString("{item=\"50%|A\", unit=\"PCS\", currency=\"USD\"}");
  }

  @Test
  void the_values_of_the_row_are_copied() {
    ObjectNode chosen = groups.choose(rows("0, 'price': 12.5, " + ALWAYS), NOON).values();
    Translator translator = new Translator(contract, NO_WORLD);
    assertThat(
            translator.toSystem(
                "salesforce", translator.toCanonical("business-central", chosen), null))
        .hasToString("{\"Key__c\":\"P-1|PCS|\",\"CurrencyIsoCode\":\"EUR\",\"UnitPrice\":12.5}");
  }

  @Test
  void the_contract_reads_what_it_chooses_by_and_nothing_that_is_none_of_the_vendors() {
    assertThat(contract.selection("business-central").fields())
        .containsExactly(
            "begins", "currency", "ends", "item", "price", "quantity", "status", "unit");
  }

  private String price(List<RemoteRecord> rows, Instant at) {
    return groups.choose(rows, at).values().path("price").asText();
  }

  private static List<RemoteRecord> rows(String... quantities) {
    List<RemoteRecord> rows = new ArrayList<>();
    for (String quantity : quantities) {
      ObjectNode values =
          json(
              "{'item': 'P-1', 'unit': 'PCS', 'currency': '', 'status': 'Active', 'quantity': "
                  + quantity
                  + "}");
      RecordRef ref =
          new RecordRef("business-central", "priceListLines", "row " + (rows.size() + 1));
      rows.add(new RemoteRecord(ref, "v", Instant.EPOCH, "", values));
    }
    return rows;
  }
}
