package io.fieldbridge.mapping;

import static io.fieldbridge.mapping.ContractText.HEAD;
import static io.fieldbridge.mapping.ContractText.NO_WORLD;
import static io.fieldbridge.mapping.ContractText.contract;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.CanonicalRecord;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds for every pair, whatever was edited where: tried on seeded random pairs (G16). */
class MergePropertiesTest {

  private static final List<String> VALUES =
      List.of("", "Kiel", "kiel", "Husum an der Au", "HUSUM");

  private static final Contract CONTRACT =
      contract(
          HEAD
              + """
              fields:
                a: { type: string(40), too-long: cut, owner: crm, salesforce: A, business-central: { field: a, length: 5, case: upper } }
                b: { type: code, owner: erp, salesforce: B, business-central: .b }
                c: { type: string, owner: both, on-conflict: erp, salesforce: C, business-central: c }
                d: { type: string(40), owner: both, too-long: cut, on-conflict: crm, salesforce: D, business-central: { field: d, length: 5 } }
                e: { type: string, owner: { when: '.b == "Kiel"', then: erp, else: crm }, null: keep, salesforce: E, business-central: e }
              """);

  private final Translator translator = new Translator(CONTRACT, NO_WORLD);
  private Random random;

  @RepeatedTest(300)
  void after_one_merge_both_sides_are_at_rest_and_stay_there(RepetitionInfo repetition) {
    random = new Random(repetition.getCurrentRepetition());
    ObjectNode crm = edited("ABCDE");
    ObjectNode erp = edited("abcde");
    ObjectNode crmBase = random.nextBoolean() ? base("salesforce", edited("ABCDE")) : null;
    ObjectNode erpBase = crmBase == null ? null : base("business-central", edited("abcde"));

    MergeOutcome first = merge(crm, erp, crmBase, erpBase);
    apply(first.toTarget(), "business-central", erp);
    apply(first.toSource(), "salesforce", crm);
    MergeOutcome second = merge(crm, erp, base("salesforce", crm), base("business-central", erp));

    assertThat(second.nothingToWrite()).as("%s then %s", first, second).isTrue();
    assertThat(merge(crm, erp, crmBase, erpBase).toTarget())
        .as("a repetition sends nothing new")
        .allSatisfy((field, value) -> assertThat(sent(field, first)).isTrue());
  }

  @RepeatedTest(300)
  void both_sides_look_the_same_from_either_end(RepetitionInfo repetition) {
    random = new Random(-repetition.getCurrentRepetition());
    ObjectNode crm = edited("ABCDE");
    ObjectNode erp = edited("abcde");
    ObjectNode crmBase = base("salesforce", edited("ABCDE"));
    ObjectNode erpBase = base("business-central", edited("abcde"));
    MergeOutcome fromCrm = merge(crm, erp, crmBase, erpBase);
    MergeOutcome fromErp =
        Merge.merge(
            CONTRACT,
            "business-central",
            new MergeInput(
                translator.toCanonical("business-central", erp),
                translator.toCanonical("salesforce", crm),
                erpBase,
                crmBase));
    assertThat(fromErp.toSource()).isEqualTo(fromCrm.toTarget());
    assertThat(fromErp.toTarget()).isEqualTo(fromCrm.toSource());
  }

  private static boolean sent(String field, MergeOutcome first) {
    return first.toTarget().containsKey(field) || first.toSource().containsKey(field);
  }

  private MergeOutcome merge(
      ObjectNode crm, ObjectNode erp, ObjectNode crmBase, ObjectNode erpBase) {
    return Merge.merge(
        CONTRACT,
        "salesforce",
        new MergeInput(
            translator.toCanonical("salesforce", crm),
            translator.toCanonical("business-central", erp),
            crmBase,
            erpBase));
  }

  private ObjectNode edited(String fields) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    for (char field : fields.toCharArray()) {
      String value = VALUES.get(random.nextInt(VALUES.size()));
      record.put(String.valueOf(field), value);
    }
    return record;
  }

  private ObjectNode base(String system, ObjectNode record) {
    return JsonTrees.node(translator.toCanonical(system, record).fields());
  }

  private void apply(Map<String, JsonNode> wanted, String system, ObjectNode record) {
    record.setAll(translator.toSystem(system, new CanonicalRecord(wanted, List.of()), record));
  }
}
