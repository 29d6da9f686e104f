package io.fieldbridge.mapping;

import static io.fieldbridge.mapping.ContractText.NO_WORLD;
import static io.fieldbridge.mapping.ContractText.json;
import static io.fieldbridge.mapping.ContractText.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.model.CanonicalRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the canonical types do to values on their way in and out (Z13, Z16). */
class TypesTest {

  private static final String BOTH = "owner: both, salesforce: A, business-central: b }";

  @Test
  void text_is_tidied_and_its_length_is_kept_by_the_policy_that_the_row_names() {
    assertThat(read("{ type: string(20), " + BOTH, "{'A': '  two\\r\\nlines '}"))
        .isEqualTo("two\nlines");
    assertThat(read("{ type: string(3), too-long: cut, " + BOTH, "{'A': 'abcd'}")).isEqualTo("abc");
    refused("{ type: string(3), " + BOTH, "{'A': 'abcd'}", "expected: at most 3 characters");
  }

  @Test
  void a_cut_never_leaves_half_a_character() {
    assertThat(read("{ type: string(3), too-long: cut, " + BOTH, "{'A': 'ab\uD83D\uDD27c'}"))
        .isEqualTo("ab");
  }

  @Test
  void decimals_are_exact_and_rounded_half_up_unless_told_otherwise() {
    assertThat(read("{ type: \"decimal(9,2)\", " + BOTH, "{'A': 2.345}")).isEqualTo("2.35");
    assertThat(read("{ type: \"decimal(9,2)\", rounding: half-even, " + BOTH, "{'A': 2.345}"))
        .isEqualTo("2.34");
    assertThat(read("{ type: money(2), currency: EUR, " + BOTH, "{'A': '1234567890123.10'}"))
        .isEqualTo("1234567890123.1");
  }

  @Test
  void a_number_with_more_digits_than_are_kept_is_refused_where_the_row_says_so() {
    String exact = "{ type: money(2), rounding: reject, currency: EUR, " + BOTH;
    assertThat(read(exact, "{'A': 1.2300}")).isEqualTo("1.23");
    assertThatThrownBy(() -> read(exact, "{'A': 0.0125}"))
        .hasMessageContaining("'0.0125'; expected: at most 2 digits behind the point");
  }

  @Test
  void numbers_that_are_too_large_or_none_at_all_are_refused() {
    refused("{ type: \"decimal(4,2)\", " + BOTH, "{'A': 123.4}", "expected: at most 4 digits");
    refused("{ type: \"decimal(4,2)\", " + BOTH, "{'A': 'many'}", "expected: a number");
    refused("{ type: \"decimal(4,2)\", " + BOTH, "{'A': 1e999999999}", "expected: a number");
  }

  @Test
  void minutes_here_become_hours_there_and_come_back_the_same() {
    String row =
        "{ type: duration, owner: both, salesforce: { field: A, unit: minutes },"
            + " business-central: { field: b, unit: hours } }";
    assertThat(written(row, "{'A': 90}")).isEqualTo("{\"b\":1.5}");
    assertThat(written(row, "{'A': 20}")).isEqualTo("{\"b\":0.33333}");
    Contract contract = row(row);
    CanonicalRecord back =
        new Translator(contract, NO_WORLD).toCanonical("business-central", json("{'b': 0.33333}"));
    assertThat(back.fields().get("it").decimalValue()).isEqualByComparingTo("20");
  }

  @Test
  void a_date_from_an_instant_is_the_day_in_the_zone_that_the_row_names() {
    String zoned =
        "{ type: date, owner: crm, salesforce: { read: .A, zone: Europe/Berlin },"
            + " business-central: b }";
    assertThat(read(zoned, "{'A': '2026-12-31T23:30:00.000+0000'}")).isEqualTo("2027-01-01");
    assertThat(read("{ type: date, " + BOTH, "{'A': '2026-12-31'}")).isEqualTo("2026-12-31");
    refused("{ type: date, " + BOTH, "{'A': '2026-12-31T23:30:00Z'}", "has to name a zone");
    refused("{ type: date, " + BOTH, "{'A': '2026-02-30'}", "expected: a day");
  }

  @Test
  void instants_come_in_either_spelling_and_leave_in_utc() {
    assertThat(read("{ type: instant, " + BOTH, "{'A': '2024-03-28T19:08:28.000+0100'}"))
        .isEqualTo("2024-03-28T18:08:28Z");
    assertThat(read("{ type: instant, " + BOTH, "{'A': '2024-03-28T18:08:28.123456Z'}"))
        .isEqualTo("2024-03-28T18:08:28.123Z");
  }

  @Test
  void countries_are_known_by_code_and_by_name() {
    String named =
        "{ type: country, owner: both, salesforce: A,"
            + " business-central: { field: b, form: name } }";
    assertThat(read(named, "{'A': 'germany'}")).isEqualTo("DE");
    assertThat(read(named, "{'A': 'CHE'}")).isEqualTo("CH");
    assertThat(written(named, "{'A': 'AT'}")).isEqualTo("{\"b\":\"Austria\"}");
    refused(named, "{'A': 'Atlantis'}", "expected: a country of ISO 3166");
  }

  @Test
  void currencies_and_booleans_are_what_they_say() {
    assertThat(read("{ type: currency, " + BOTH, "{'A': 'eur'}")).isEqualTo("EUR");
    refused("{ type: currency, " + BOTH, "{'A': 'EURO'}", "expected: a currency of ISO 4217");
    assertThat(written("{ type: boolean, " + BOTH, "{'A': 'TRUE'}")).isEqualTo("{\"b\":true}");
    refused("{ type: boolean, " + BOTH, "{'A': 'yes'}", "expected: true or false");
  }

  @Test
  void value_maps_go_both_ways_without_regard_to_case() {
    String mapped =
        "{ type: code, owner: both, salesforce: { field: A, values: { 30D: Net 30, 60D: Net 60 } },"
            + " business-central: b }";
    assertThat(read(mapped, "{'A': 'net 30'}")).isEqualTo("30D");
    refused(mapped, "{'A': 'Net 45'}", "expected: a value that the contract maps");
    String lenient = mapped.replace("} }", "}, unmapped: pass }");
    assertThat(read(lenient, "{'A': 'Net 45'}")).isEqualTo("Net 45");
    String fixed = mapped.replace("} }", "}, unmapped: default, default-in: 30D }");
    assertThat(read(fixed, "{'A': 'Net 45'}")).isEqualTo("30D");
  }

  @Test
  void each_system_has_its_own_way_of_saying_nothing() {
    Contract contract = row("{ type: string, " + BOTH);
    Translator translator = new Translator(contract, NO_WORLD);
    for (String nothing :
        List.of("", " ", "_x0020_", "0001-01-01", "00000000-0000-0000-0000-000000000000")) {
      CanonicalRecord record =
          translator.toCanonical("business-central", json("{'b': '" + nothing + "'}"));
      assertThat(record.fields().get("it").isNull()).as(nothing).isTrue();
    }
    assertThat(translator.toCanonical("salesforce", json("{'A': '0001-01-01'}")).fields())
        .hasEntrySatisfying("it", value -> assertThat(value.asText()).isEqualTo("0001-01-01"));
  }

  @Test
  void absent_is_not_cleared() {
    Translator translator = new Translator(row("{ type: string, " + BOTH), NO_WORLD);
    assertThat(translator.toCanonical("salesforce", json("{}")).fields()).isEmpty();
    assertThat(translator.toCanonical("salesforce", json("{'A': null}")).fields())
        .containsKey("it");
  }

  private static String read(String row, String record) {
    return canonical(row, record).fields().get("it").asText();
  }

  private static CanonicalRecord canonical(String row, String record) {
    return new Translator(row(row), NO_WORLD).toCanonical("salesforce", json(record));
  }

  private static String written(String row, String record) {
    Map<String, JsonNode> fields = canonical(row, record).fields();
    return new Translator(row(row), NO_WORLD)
        .toSystem("business-central", new CanonicalRecord(fields, List.of()), null)
        .toString();
  }

  private static void refused(String row, String record, String words) {
    assertThatThrownBy(() -> canonical(row, record))
        .isInstanceOf(RecordRejectedException.class)
        .hasMessageContaining(words);
  }
}
