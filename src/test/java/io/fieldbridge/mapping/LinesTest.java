package io.fieldbridge.mapping;

import static io.fieldbridge.mapping.ContractText.NO_WORLD;
import static io.fieldbridge.mapping.ContractText.contract;
import static io.fieldbridge.mapping.ContractText.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.CanonicalRecord.Line;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the lines of a document come about and change (P3, G22). */
class LinesTest {

  private final Contract contract =
      contract(
          """
          contract: job
          carries: document
          direction: to-erp
          reference: ours
          key: { salesforce: Job, business-central: orders.number }
          fields:
            ours: { type: string(35), owner: crm, salesforce: { template: "{No}-{check}" }, business-central: { read: .ext, write: ext } }
          lines:
            business-central: orderLines
            sources:
              - from: Parts
                where: .Used
                fields:
                  item:     { type: string(20), required: true, salesforce: .Product.Code, business-central: item }
                  quantity: { type: quantity, unit: PCS, salesforce: .Qty, business-central: quantity }
                  text:     { type: string, salesforce: .Text, business-central: text }
              - from: Times
                group-by: .Task
                fields:
                  item: { type: string(20), salesforce: { constant: LABOUR }, business-central: item }
                  time: { type: duration, salesforce: { read: .Minutes, unit: minutes }, business-central: { field: quantity, unit: hours } }
              - from: Tasks
                unless-used-by: { Parts: .Task, Times: .Task }
                emit:
                  - role: cost
                    fields: { item: { type: string(20), salesforce: .CostCode, business-central: item } }
                  - role: revenue
                    fields: { item: { type: string(20), salesforce: .Code, business-central: item } }
          """);
  private final Translator translator = new Translator(contract, NO_WORLD);

  @Test
  void lines_keep_the_order_of_the_contract_and_then_of_the_record() {
    assertThat(sent(job()))
        .hasToString(
            "[{\"item\":\"B\",\"quantity\":2,\"text\":\"x\"},{\"item\":\"A\",\"quantity\":1},"
                + "{\"item\":\"LABOUR\",\"quantity\":1.5},{\"item\":\"LABOUR\",\"quantity\":0.25},"
                + "{\"item\":\"C4\"},{\"item\":\"R4\"}]");
  }

  @Test
  void keys_say_which_child_a_line_stands_for_and_in_which_role() {
    assertThat(lines(job()))
        .extracting(Line::key)
        .containsExactly(
            "Parts/p2", "Parts/p1", "Times/t1", "Times/t2", "Tasks/t4/cost", "Tasks/t4/revenue");
    assertThat(lines(job())).extracting(Line::role).endsWith("cost", "revenue");
  }

  @Test
  void a_child_that_others_stand_for_gives_no_line_of_its_own() {
    ObjectNode job = json("{'No': '1', 'Parts': [], 'Times': [], 'Tasks': [{'Id': 't4'}]}");
    assertThat(lines(job)).hasSize(2);
    job.set("Parts", json("{'x': [{'Id': 'p', 'Used': true, 'Task': 't4'}]}").get("x"));
    assertThat(lines(job)).extracting(Line::key).containsExactly("Parts/p");
  }

  @Test
  void a_child_that_gives_no_line_itself_stands_for_no_other() {
    ObjectNode job =
        json(
            "{'No': '1', 'Parts': [{'Id': 'p', 'Used': false, 'Task': 't4'}], 'Tasks': [{'Id': 't4'}]}");
    assertThat(lines(job))
        .extracting(Line::key)
        .containsExactly("Tasks/t4/cost", "Tasks/t4/revenue");
  }

  @Test
  void values_of_a_group_that_cannot_be_added_have_to_be_the_same() {
    Contract strict =
        contract(
            """
            contract: job
            key: { salesforce: Job, business-central: orders.number }
            fields: { no: { type: string, owner: crm, salesforce: No, business-central: ext } }
            lines:
              business-central: orderLines
              sources:
                - from: Times
                  group-by: .Task
                  fields: { price: { type: money, currency: EUR, salesforce: .Price, business-central: price } }
            """);
    ObjectNode job = json("{'Times': [{'Task': 't', 'Price': 1}, {'Task': 't', 'Price': 2}]}");
    assertThatThrownBy(() -> new Translator(strict, NO_WORLD).toCanonical("salesforce", job))
        .isInstanceOf(RecordRejectedException.class)
        .hasMessageContaining("Times t has several values of price: 1, 2");
  }

  @Test
  void a_line_without_what_the_erp_needs_is_refused_by_its_key() {
    ObjectNode job = json("{'No': '1', 'Parts': [{'Id': 'p9', 'Used': true, 'Qty': 1}]}");
    assertThatThrownBy(() -> sent(job)).hasMessageContaining("Line Parts/p9 has no item");
  }

  @Test
  void of_a_document_that_is_there_only_the_difference_is_sent() {
    List<ObjectNode> present =
        List.of(
            json("{'id': 'L1', 'item': 'B', 'quantity': 2.0, 'text': 'x'}"),
            json("{'id': 'L2', 'item': 'A', 'quantity': 3, 'text': 'typed by hand'}"),
            json("{'id': 'L3', 'item': 'GONE', 'quantity': 1}"),
            json("{'id': 'L4', 'item': 'NOT OURS', 'quantity': 1}"));
    Map<String, String> ids = Map.of("Parts/p2", "L1", "Parts/p1", "L2", "Parts/p0", "L3");
    LineChanges changes =
        translator.lineChanges("business-central", lines(job()).subList(0, 3), present, ids);
    assertThat(changes.update()).hasToString("{L2={\"quantity\":1}}");
    assertThat(changes.delete()).containsExactly("L3");
    assertThat(changes.create()).containsOnlyKeys("Times/t1");
    assertThat(changes.none()).isFalse();
  }

  @Test
  void what_comes_after_a_changed_value_is_sent_with_it() {
    List<ObjectNode> present =
        List.of(json("{'id': 'L1', 'item': 'B', 'quantity': 3, 'text': 'x'}"));
    LineChanges changes =
        translator.lineChanges(
            "business-central", lines(job()).subList(0, 1), present, Map.of("Parts/p2", "L1"));
    assertThat(changes.update()).hasToString("{L1={\"quantity\":2,\"text\":\"x\"}}");
  }

  @Test
  void what_was_left_to_the_erp_is_not_wiped_by_a_later_change() {
    ObjectNode job =
        json(
            "{'No': '1', 'Parts': [{'Id': 'p', 'Used': true, 'Qty': 2, 'Text': null, 'Product': {'Code': 'A'}}]}");
    ObjectNode present = json("{'id': 'L1', 'item': 'A', 'quantity': 1, 'text': 'from the item'}");

    LineChanges changes =
        translator.lineChanges(
            "business-central", lines(job), List.of(present), Map.of("Parts/p", "L1"));

    assertThat(changes.update()).hasToString("{L1={\"quantity\":2}}");
  }

  @Test
  void our_reference_ends_with_its_check_code() {
    String reference =
        contract.reference(translator.toCanonical("salesforce", job())).orElseThrow();
    assertThat(reference).startsWith("J-7-").matches(CheckCode::holds);
    assertThat(contract.referenceField()).contains("ext");
    assertThatThrownBy(() -> translator.toCanonical("salesforce", json("{'No': null}")))
        .hasMessageContaining("Our reference cannot be made because No is empty");
  }

  @Test
  void the_contract_says_what_it_reads_of_children() {
    assertThat(contract.selection("salesforce").children().get("Parts").fields())
        .containsExactly("Id", "Product.Code", "Qty", "Task", "Text", "Used");
    assertThat(contract.selection("salesforce").children())
        .containsOnlyKeys("Parts", "Times", "Tasks");
    assertThat(contract.selection("business-central").children().get("orderLines").fields())
        .containsExactly("id", "item", "quantity", "text");
  }

  private static ObjectNode job() {
    return json(
        """
        {'No': 'J-7',
         'Parts': [{'Id': 'p2', 'Used': true, 'Product': {'Code': 'B'}, 'Qty': 2, 'Text': 'x'},
                   {'Id': 'p3', 'Used': false, 'Product': {'Code': 'Z'}, 'Qty': 9},
                   {'Id': 'p1', 'Used': true, 'Product': {'Code': 'A'}, 'Qty': 1, 'Text': null}],
         'Times': [{'Task': 't1', 'Minutes': 50}, {'Task': 't2', 'Minutes': 15},
                   {'Task': 't1', 'Minutes': 40}],
         'Tasks': [{'Id': 't1', 'Code': 'R1'}, {'Id': 't2', 'Code': 'R2'},
                   {'Id': 't4', 'Code': 'R4', 'CostCode': 'C4'}]}
        """);
  }

  private List<Line> lines(ObjectNode job) {
    return translator.toCanonical("salesforce", job).lines();
  }

  private Object sent(ObjectNode job) {
    CanonicalRecord record = translator.toCanonical("salesforce", job);
    return translator.toSystem("business-central", record, null).get("orderLines");
  }

  @Test
  void the_row_that_writes_just_the_key_tells_a_line_and_the_rows_up_to_the_quantity_its_goods() {
    Contract marked =
        contract(
            """
            contract: job
            key: { salesforce: Job, business-central: orders.number }
            fields: { no: { type: string, owner: crm, salesforce: No, business-central: ext } }
            lines:
              business-central: orderLines
              sources:
                - from: Parts
                  fields:
                    item: { type: string(20), salesforce: .Code, business-central: item }
                    quantity: { type: quantity, unit: PCS, salesforce: .Qty, business-central: quantity }
                    price: { type: money, currency: EUR, salesforce: .Price, business-central: price }
                    source: { type: string, salesforce: .Id, business-central: text }
            """);

    assertThat(marked.lineKeyFields()).containsExactly("text");
    assertThat(marked.lineGoodsFields()).containsExactly("item", "quantity");
    assertThat(contract.lineKeyFields()).isEmpty();
  }
}
