package io.fieldbridge.mapping;

import static io.fieldbridge.mapping.ContractText.HEAD;
import static io.fieldbridge.mapping.ContractText.NO_WORLD;
import static io.fieldbridge.mapping.ContractText.contract;
import static io.fieldbridge.mapping.ContractText.json;
import static io.fieldbridge.mapping.ContractText.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.ReferenceMissingException;
import io.fieldbridge.model.CanonicalRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent, what is not, and in which order (P10, Z13). */
class TranslatorTest {

  private static final String STREET =
      """
      { type: string(100), owner: both, salesforce: Street, business-central:
          { read: 'join([.line1, .line2], "\\n")',
            write: { line1: 'cut(line(.it, 1), 10)', line2: 'lines-from(.it, 2, " ")' } } }
      """;

  private static final Lookups TERMS =
      new ExampleWorld(
          List.of(json("{'flow': 'account', 'salesforce': '001', 'business-central': 'guid'}")),
          List.of(
              json(
                  "{'system': 'business-central', 'set': 'terms',"
                      + " 'row': {'id': 't1', 'code': '30D'}}")));

  @Test
  void a_value_that_already_reads_back_the_same_is_not_sent() {
    Contract contract = row(STREET);
    assertThat(sent(contract, "{'Street': 'Kai 7\\nHof'}", "{'line1': 'Kai 7', 'line2': 'Hof'}"))
        .isEqualTo("{}");
    assertThat(sent(contract, "{'Street': 'Kai 7\\nA\\nB'}", "{'line1': 'Kai 7', 'line2': 'A B'}"))
        .isEqualTo("{}");
    assertThat(sent(contract, "{'Street': 'Kai 8'}", "{'line1': 'Kai 7', 'line2': 'Hof'}"))
        .isEqualTo("{\"line1\":\"Kai 8\",\"line2\":\"\"}");
  }

  @Test
  void fields_are_sent_in_the_order_of_the_contract() {
    Contract contract =
        contract(
            HEAD
                + """
                fields:
                  z: { type: string, owner: crm, salesforce: Z, business-central: z }
                  m: { type: string, owner: crm, salesforce: M, business-central: m }
                  a: { type: string, owner: crm, salesforce: A, business-central: a }
                """);
    assertThat(sent(contract, "{'A': '1', 'M': '2', 'Z': '3'}", null))
        .isEqualTo("{\"z\":\"3\",\"m\":\"2\",\"a\":\"1\"}");
  }

  @Test
  void a_create_sends_no_empties_so_that_templates_of_the_target_hold() {
    Contract contract = row("{ type: string, owner: crm, salesforce: A, business-central: b }");
    assertThat(sent(contract, "{'A': null}", null)).isEqualTo("{}");
    assertThat(sent(contract, "{'A': null}", "{'b': 'x'}")).isEqualTo("{\"b\":\"\"}");
    Contract keeps =
        row("{ type: string, null: keep, owner: crm, salesforce: A, business-central: b }");
    assertThat(sent(keeps, "{'A': null}", "{'b': 'x'}")).isEqualTo("{}");
  }

  @Test
  void what_a_document_leaves_to_the_erp_is_wiped_only_where_its_row_says_so() {
    String document =
        """
        contract: pair
        carries: document
        direction: to-erp
        reference: ours
        key: { salesforce: Job, business-central: orders.number }
        fields:
          ours: { type: string(35), owner: crm, salesforce: { template: "{No}-{check}" }, business-central: { read: .ext, write: ext } }
          day: { type: date, owner: crm, salesforce: Day, business-central: day }
          note: { type: string, owner: crm, null: clear, salesforce: Note, business-central: note }
        """;
    String present = "{'ext': '1-95', 'day': '2026-11-20', 'note': 'x'}";
    assertThat(sent(contract(document), "{'No': '1', 'Day': null, 'Note': null}", present))
        .isEqualTo("{\"note\":\"\"}");
  }

  @Test
  void what_is_required_is_never_sent_empty() {
    Contract contract =
        row("{ type: string, required: true, owner: crm, salesforce: A, business-central: b }");
    for (String record : List.of("{}", "{'A': null}", "{'A': ''}")) {
      assertThatThrownBy(() -> sent(contract, record, null))
          .isInstanceOf(RecordRejectedException.class)
          .hasMessageContaining("it is empty, and business-central needs it");
    }
    assertThat(sent(contract, "{}", "{'b': 'x'}")).isEqualTo("{}");
  }

  @Test
  void a_row_of_a_small_set_is_looked_up_in_both_directions() {
    Contract contract =
        row(
            "{ type: code, owner: both, salesforce: Terms,"
                + " business-central: { field: termsId, lookup: terms.code } }");
    Translator translator = new Translator(contract, TERMS);
    CanonicalRecord record = translator.toCanonical("business-central", json("{'termsId': 't1'}"));
    assertThat(record.fields()).hasToString("{it=\"30D\"}");
    assertThat(translator.toSystem("business-central", record, null))
        .hasToString("{\"termsId\":\"t1\"}");
    assertThat(translator.toSystem("business-central", cleared(), json("{'termsId': 't1'}")))
        .hasToString("{\"termsId\":\"00000000-0000-0000-0000-000000000000\"}");
    assertThatThrownBy(() -> translator.toCanonical("business-central", json("{'termsId': 't2'}")))
        .isInstanceOf(RecordRejectedException.class)
        .hasMessageContaining("business-central has no terms whose id is 't2'");
  }

  @Test
  void a_row_that_may_still_come_is_waited_for() {
    Contract contract =
        row(
            "{ type: code, owner: crm, salesforce: A, business-central:"
                + " { field: b, lookup: { set: terms, by: code, on-missing: wait } } }");
    assertThatThrownBy(
            () ->
                new Translator(contract, TERMS)
                    .toSystem(
                        "business-central",
                        new Translator(contract, TERMS)
                            .toCanonical("salesforce", json("{'A': '90D'}")),
                        null))
        .isInstanceOf(ReferenceMissingException.class);
  }

  @Test
  void a_reference_becomes_the_id_that_the_other_system_knows() {
    Contract contract =
        row(
            "{ type: reference(account), owner: crm, salesforce: AccountId,"
                + " business-central: customerId }");
    Translator translator = new Translator(contract, TERMS);
    CanonicalRecord record = translator.toCanonical("salesforce", json("{'AccountId': '001'}"));
    assertThat(translator.toSystem("business-central", record, null))
        .hasToString("{\"customerId\":\"guid\"}");
    assertThat(translator.toCanonical("business-central", json("{'customerId': 'guid'}")))
        .isEqualTo(record);
    assertThatThrownBy(
            () -> translator.toCanonical("business-central", json("{'customerId': 'none'}")))
        .isInstanceOf(ReferenceMissingException.class)
        .hasMessageContaining("is not linked by account");
  }

  @Test
  void a_strange_value_where_it_does_not_count_is_put_right_instead_of_parked() {
    Contract contract =
        row(
            "{ type: code, owner: erp, salesforce: { field: A, values: { x: X } },"
                + " business-central: .b }");
    assertThat(new Translator(contract, NO_WORLD).toCanonical("salesforce", json("{'A': '?'}")))
        .extracting(record -> record.fields().get("it").asText())
        .isEqualTo("?");
  }

  @Test
  void the_filter_and_the_match_keys_read_the_record_as_it_is() {
    Contract contract =
        contract(
            HEAD
                + """
                filter: { salesforce: .Type == "Customer" }
                match: [{ salesforce: Number__c, business-central: number }]
                fields: { it: { type: string, owner: crm, salesforce: A, business-central: b } }
                """);
    assertThat(contract.inFilter("salesforce", json("{'Type': 'Customer'}"))).isTrue();
    assertThat(contract.inFilter("salesforce", json("{}"))).isFalse();
    assertThat(contract.inFilter("business-central", json("{}"))).isTrue();
    MatchKey key = contract.matchKeys().get(0);
    assertThat(key.value("salesforce", json("{'Number__c': ' k1 '}"))).contains("K1");
    assertThat(key.value("business-central", json("{'number': ''}"))).isEmpty();
    assertThat(contract.selection("salesforce").fields())
        .contains("A", "Type", "Number__c", "ERP_Sync_Status__c");
    assertThat(contract.selection("business-central").fields()).containsExactly("b", "number");
  }

  private static CanonicalRecord cleared() {
    Map<String, JsonNode> fields = Map.of("it", json("{'x': null}").get("x"));
    return new CanonicalRecord(fields, List.of());
  }

  private static String sent(Contract contract, String source, String present) {
    Translator translator = new Translator(contract, NO_WORLD);
    ObjectNode target = present == null ? null : json(present);
    return translator
        .toSystem("business-central", translator.toCanonical("salesforce", json(source)), target)
        .toString();
  }
}
