package io.fieldbridge.mapping;

import static io.fieldbridge.mapping.ContractText.HEAD;
import static io.fieldbridge.mapping.ContractText.NO_WORLD;
import static io.fieldbridge.mapping.ContractText.contract;
import static io.fieldbridge.mapping.ContractText.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.mapping.FieldDecision.Kind;
import io.fieldbridge.model.CanonicalRecord;
import org.junit.jupiter.api.Test;

/** Whose word counts, field by field (G1, G16, Z12). */
class MergeTest {

  private final Contract contract =
      contract(
          HEAD
              + """
              fields:
                name:    { type: string(10), required: true, too-long: cut, owner: crm, salesforce: Name, business-central: { field: name, length: 6, case: upper } }
                terms:   { type: code, owner: erp, salesforce: Terms, business-central: .terms }
                limit:   { type: money(2), currency: EUR, owner: erp, on-foreign-edit: ignore, salesforce: Limit, business-central: .limit }
                city:    { type: string, owner: both, on-conflict: erp, salesforce: City, business-central: city }
                phone:   { type: string, owner: both, on-conflict: park, salesforce: Phone, business-central: phone }
                note:    { type: string, owner: crm, null: keep, salesforce: Note, business-central: note }
                tax:     { type: string, owner: { when: .limit > 0, then: erp, else: both }, on-conflict: erp, salesforce: Tax, business-central: tax }
                fax:     { type: string, owner: both, direction: to-erp, salesforce: Fax, business-central: fax }
              """);

  private ObjectNode crm = json("{}");
  private ObjectNode erp = json("{}");
  private ObjectNode crmBase;
  private ObjectNode erpBase;

  private void inStep(String crmNow, String erpNow) {
    crmBase = JsonTrees.node(canonical("salesforce", json(crmNow)).fields());
    erpBase = JsonTrees.node(canonical("business-central", json(erpNow)).fields());
    crm = json(crmNow);
    erp = json(erpNow);
  }

  private MergeOutcome fromCrm() {
    CanonicalRecord target = erp == null ? null : canonical("business-central", erp);
    return Merge.merge(
        contract,
        "salesforce",
        new MergeInput(canonical("salesforce", crm), target, crmBase, erpBase));
  }

  private MergeOutcome fromErp() {
    CanonicalRecord target = crm == null ? null : canonical("salesforce", crm);
    return Merge.merge(
        contract,
        "business-central",
        new MergeInput(canonical("business-central", erp), target, erpBase, crmBase));
  }

  private CanonicalRecord canonical(String system, ObjectNode record) {
    return new Translator(contract, NO_WORLD).toCanonical(system, record);
  }

  @Test
  void what_nobody_changed_is_left_alone_even_if_it_differs() {
    inStep("{'Name': 'Nordlicht', 'City': 'Kiel'}", "{'name': 'NORDLI', 'city': 'KIEL'}");
    assertThat(fromCrm().nothingToWrite()).isTrue();
    assertThat(fromErp().nothingToWrite()).isTrue();
  }

  @Test
  void edits_of_different_fields_on_both_sides_both_arrive() {
    inStep("{'City': 'Kiel', 'Phone': '1'}", "{'city': 'Kiel', 'phone': '1'}");
    crm.put("City", "Husum");
    erp.put("phone", "2");
    MergeOutcome outcome = fromCrm();
    assertThat(outcome.toTarget()).hasToString("{city=\"Husum\"}");
    assertThat(outcome.toSource()).hasToString("{phone=\"2\"}");
  }

  @Test
  void it_does_not_matter_from_which_side_the_pair_is_looked_at() {
    inStep("{'City': 'Kiel', 'Terms': 'A'}", "{'city': 'Kiel', 'terms': 'A'}");
    crm.put("City", "Husum");
    erp.put("terms", "B");
    assertThat(fromCrm().toTarget()).isEqualTo(fromErp().toSource());
    assertThat(fromCrm().toSource()).isEqualTo(fromErp().toTarget());
  }

  @Test
  void an_overlap_goes_to_the_rule_of_the_contract() {
    inStep("{'City': 'Kiel'}", "{'city': 'Kiel'}");
    crm.put("City", "Husum");
    erp.put("city", "Bonn");
    MergeOutcome outcome = fromCrm();
    assertThat(outcome.toTarget()).isEmpty();
    assertThat(outcome.toSource()).hasToString("{city=\"Bonn\"}");
    assertThat(outcome.decisions()).extracting(FieldDecision::kind).containsExactly(Kind.CONFLICT);
  }

  @Test
  void an_overlap_that_no_rule_decides_waits_for_a_person() {
    inStep("{'Phone': '1'}", "{'phone': '1'}");
    crm.put("Phone", "2");
    erp.put("phone", "3");
    MergeOutcome outcome = fromCrm();
    assertThat(outcome.undecided()).isTrue();
    assertThat(outcome.nothingToWrite()).isTrue();
    assertThat(outcome.decisions().get(0).words())
        .isEqualTo(
            "phone in business-central: '3' stays, other side '2',"
                + " changed on both sides, a person has to decide");
  }

  @Test
  void the_same_edit_on_both_sides_is_no_conflict() {
    inStep("{'Phone': '1'}", "{'phone': '1'}");
    crm.put("Phone", "2");
    erp.put("phone", "2");
    assertThat(fromCrm().decisions()).isEmpty();
  }

  @Test
  void an_edit_of_what_the_other_side_owns_is_put_right() {
    inStep("{'Terms': 'A'}", "{'terms': 'A'}");
    crm.put("Terms", "B");
    MergeOutcome outcome = fromCrm();
    assertThat(outcome.toSource()).hasToString("{terms=\"A\"}");
    assertThat(outcome.decisions().get(0).words())
        .isEqualTo("terms in salesforce: 'B' -> 'A', put right, the other side owns it");
  }

  @Test
  void or_it_is_left_as_edited_where_the_contract_says_so() {
    inStep("{'Limit': 10}", "{'limit': 10}");
    crm.put("Limit", 99);
    MergeOutcome outcome = fromCrm();
    assertThat(outcome.nothingToWrite()).isTrue();
    assertThat(outcome.decisions()).extracting(FieldDecision::kind).containsExactly(Kind.IGNORED);
    erp.put("limit", 20);
    assertThat(fromCrm().toSource()).hasToString("{limit=20}");
  }

  @Test
  void the_owner_may_depend_on_the_state_that_was_agreed() {
    inStep("{'Tax': 'T1', 'Limit': 0}", "{'tax': 'T1', 'limit': 0}");
    crm.put("Tax", "T2");
    erp.put("limit", 500);
    assertThat(fromCrm().toTarget()).hasToString("{tax=\"T2\"}");
    inStep("{'Tax': 'T1', 'Limit': 500}", "{'tax': 'T1', 'limit': 500}");
    crm.put("Tax", "T2");
    assertThat(fromCrm().toSource()).hasToString("{tax=\"T1\"}");
  }

  @Test
  void a_value_typed_where_it_does_not_count_does_not_change_the_state() {
    erp = null;
    crm = json("{'Name': 'New', 'Tax': 'T1', 'Limit': 99999}");
    assertThat(fromCrm().toTarget()).hasToString("{name=\"New\", tax=\"T1\"}");
  }

  @Test
  void a_record_that_is_created_gets_what_is_not_its_own_and_what_it_cannot_do_without() {
    erp = null;
    crm = json("{'Name': 'New', 'Terms': 'A', 'City': 'Kiel', 'Phone': null}");
    assertThat(fromCrm().toTarget()).hasToString("{name=\"New\", city=\"Kiel\"}");
    crm = null;
    erp = json("{'name': 'OLD', 'terms': 'A', 'note': 'x'}");
    assertThat(fromErp().toTarget()).hasToString("{name=\"OLD\", terms=\"A\"}");
  }

  @Test
  void on_first_contact_the_owner_counts_and_gaps_are_filled_but_defaults_stay() {
    crm = json("{'Name': 'Nordlicht', 'Terms': null, 'City': 'Kiel', 'Phone': null, 'Note': null}");
    erp = json("{'name': 'NORD', 'terms': 'A', 'city': '', 'phone': '1', 'note': 'template'}");
    MergeOutcome outcome = fromCrm();
    assertThat(outcome.toTarget()).hasToString("{name=\"Nordlicht\", city=\"Kiel\"}");
    assertThat(outcome.toSource()).hasToString("{terms=\"A\", phone=\"1\"}");
  }

  @Test
  void on_first_contact_a_value_that_is_only_cut_and_in_capitals_is_no_difference() {
    crm = json("{'Name': 'Nordlicht'}");
    erp = json("{'name': 'NORDLI'}");
    assertThat(fromCrm().decisions()).isEmpty();
  }

  @Test
  void a_cleared_value_clears_the_other_side_unless_it_is_to_be_kept() {
    inStep("{'City': 'Kiel', 'Note': 'n'}", "{'city': 'Kiel', 'note': 'n'}");
    crm.putNull("City").putNull("Note");
    assertThat(fromCrm().toTarget()).hasToString("{city=null}");
  }

  @Test
  void a_field_that_a_record_does_not_tell_is_not_cleared() {
    inStep("{'City': 'Kiel', 'Name': 'A'}", "{'city': 'Kiel', 'name': 'A'}");
    crm = json("{'Name': 'A'}");
    assertThat(fromCrm().decisions()).isEmpty();
  }

  @Test
  void a_field_of_one_direction_never_goes_the_other_way() {
    inStep("{'Fax': '1'}", "{'fax': '1'}");
    erp.put("fax", "2");
    assertThat(fromCrm().nothingToWrite()).isTrue();
    crm.put("Fax", "3");
    assertThat(fromErp().toTarget()).isEmpty();
    assertThat(fromErp().toSource()).hasToString("{fax=\"3\"}");
  }

  @Test
  void values_of_an_answer_that_were_not_sent_are_the_targets_changes() {
    inStep("{'Name': 'New', 'Terms': null, 'City': null}", "{'name': 'NEW'}");
    erp = json("{'name': 'NEW', 'terms': 'A', 'city': 'Template City'}");
    MergeOutcome outcome = fromCrm();
    assertThat(outcome.toTarget()).isEmpty();
    assertThat(outcome.toSource()).hasToString("{terms=\"A\", city=\"Template City\"}");
  }
}
