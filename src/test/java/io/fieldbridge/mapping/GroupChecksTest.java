package io.fieldbridge.mapping;

import static io.fieldbridge.mapping.ContractText.problems;
import static io.fieldbridge.mapping.PriceText.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.model.ObjectSchema;
import io.fieldbridge.model.ObjectSchema.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with group-by, valid and choose is said with its line (P4, G4, G25). */
class GroupChecksTest {

  @Test
  void the_whole_contract_has_no_problems() {
    assertThat(problems(WHOLE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "5 | business-central: [item, unit, currency] | bc: [item, unit] | 'group-by' does not name one system",
        "5 | [item, unit, currency] | [item] | needs at least two fields, each once",
        "5 | [item, unit, currency] | [item, unit, item] | needs at least two fields, each once",
        "5 | [item, unit, currency] | [.item, unit, currency] | '.item' is no field name",
        "5 | [item, unit, currency] | [item, unit] | 'group-by' lacks the currency of 'price'",
        "6 | from: begins, to: ends, | ~~ | 'valid' without a day",
        "6 | , zone: Europe/Berlin | ~~ | 'valid' without a zone",
        "6 | Europe/Berlin | Europe/Berlni | unknown time zone 'Europe/Berlni'",
        "6 | to: ends | until: ends | unknown key 'until'",
        "7 | least: | leest: | unknown key 'leest'. Did you mean 'least'?",
        "7 | least: quantity | least: .quantity + 1 | is no field name",
        "5 | direction: to-crm | direction: both | Add direction: to-crm",
        "5 | direction: to-crm | carries: document | the rows of a document are its lines",
        "11 | business-central: .price | business-central: price | price would be written, but which row is meant is not known",
      })
  void a_mistake_is_named_with_its_line(String line, String text, String by, String words) {
    assertThat(WHOLE).contains(text);
    assertThat(problems(WHOLE.replace(text, by == null ? "" : by)))
        .anySatisfy(
            problem -> assertThat(problem).startsWith("pair.yaml:" + line + ": ").contains(words));
  }

  @Test
  void what_chooses_needs_something_to_choose_from() {
    assertThat(problems(WHOLE.replace(PriceText.GROUP_BY, "")))
        .anySatisfy(problem -> assertThat(problem).contains(":5: 'valid' without 'group-by'"))
        .anySatisfy(problem -> assertThat(problem).contains(":6: 'choose' without 'group-by'"));
    assertThat(problems(WHOLE.replace(PriceText.VALID, "")))
        .anySatisfy(problem -> assertThat(problem).contains(":6: 'latest' without 'valid'"));
  }

  @Test
  void a_report_is_a_mapping_or_none() {
    assertThat(problems(WHOLE + "report: none\n")).isEmpty();
    assertThat(problems(WHOLE + "report: nowhere\n"))
        .anySatisfy(problem -> assertThat(problem).contains("unknown value of report 'nowhere'"));
  }

  @Test
  void a_match_key_is_a_formula_only_where_it_is_never_searched() {
    String match =
        "match: [ { salesforce: Key__c, business-central: 'join([\"A\", .groupKey], \"|\")' } ]\n";
    assertThat(problems(WHOLE + match)).isEmpty();
    assertThat(
            ContractText.contract(WHOLE + match)
                .matchKeys()
                .get(0)
                .value("business-central", ContractText.json("{'groupKey': 'x|y'}")))
        .contains("A|X|Y");
    assertThat(problems(WHOLE + match.replace("Key__c", "'.Key__c + 1'")))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains(":12: salesforce is searched by this key, and a formula cannot be"));
  }

  @Test
  void nothing_is_written_to_rows_when_their_other_half_goes() {
    assertThat(problems(WHOLE + "on-delete: { salesforce: { block: { status: Inactive } } }\n"))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains(":12: nothing can be written to rows of business-central"));
  }

  @Test
  void fields_are_held_against_the_rows_own_schema() {
    Map<String, Field> fields =
        Map.of(
            "item",
            text(),
            "unit",
            text(),
            "currency",
            text(),
            "status",
            text(),
            "price",
            text(),
            "begins",
            text(),
            "ends",
            new Field("date", 0, false, false));
    ObjectSchema schema = new ObjectSchema("priceListLines", fields);
    List<String> problems =
        ContractText.contract(WHOLE)
            .problems(
                (system, object) ->
                    object.equals(schema.object()) ? Optional.of(schema) : Optional.empty())
            .stream()
            .map(Problem::toString)
            .toList();
    assertThat(problems)
        .anySatisfy(
            problem -> assertThat(problem).contains(":5: priceListLines has no field quantity"))
        .anySatisfy(
            problem -> assertThat(problem).contains(":5: priceListLines.begins is text, not a day"))
        .noneMatch(problem -> problem.contains(Groups.KEY));
  }

  private static Field text() {
    return new Field("text", 0, false, false);
  }
}
