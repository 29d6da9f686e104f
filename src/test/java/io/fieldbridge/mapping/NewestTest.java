package io.fieldbridge.mapping;

import static io.fieldbridge.mapping.ContractText.HEAD;
import static io.fieldbridge.mapping.ContractText.NO_WORLD;
import static io.fieldbridge.mapping.ContractText.contract;
import static io.fieldbridge.mapping.ContractText.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.mapping.FieldDecision.Kind;
import io.fieldbridge.model.CanonicalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where both changed a field, the later edit stays if the contract says so (G1, G16). */
class NewestTest {

  private static final Instant NOON = Instant.parse("2026-08-03T12:00:00Z");

  private final Contract contract =
      contract(
          HEAD
              + """
              fields:
                city:  { type: string, owner: both, on-conflict: newest, on-tie: erp, salesforce: City, business-central: city }
                phone: { type: string, owner: both, on-conflict: newest, salesforce: Phone, business-central: phone }
              """);

  private MergeOutcome merge(EditTimes ofCrm, EditTimes ofErp) {
    ObjectNode before = json("{'city': 'Kiel', 'phone': '1'}");
    MergeInput input =
        new MergeInput(
            canonical("salesforce", "{'City': 'Husum', 'Phone': '2'}"),
            canonical("business-central", "{'city': 'Bonn', 'phone': '3'}"),
            before,
            before,
            ofCrm,
            ofErp);
    return Merge.merge(contract, "salesforce", input);
  }

  private CanonicalRecord canonical(String system, String record) {
    return new Translator(contract, NO_WORLD).toCanonical(system, json(record));
  }

  private static EditTimes record(Instant at) {
    return new EditTimes(Map.of(), at);
  }

  @Test
  void the_later_edit_stays() {
    MergeOutcome crm = merge(record(NOON.plusSeconds(5)), record(NOON));
    assertThat(crm.toTarget()).hasToString("{city=\"Husum\", phone=\"2\"}");
    assertThat(crm.toSource()).isEmpty();

    MergeOutcome erp = merge(record(NOON), record(NOON.plusSeconds(5)));
    assertThat(erp.toSource()).hasToString("{city=\"Bonn\", phone=\"3\"}");
    assertThat(erp.toTarget()).isEmpty();
    assertThat(erp.decisions())
        .extracting(FieldDecision::kind)
        .containsExactly(Kind.NEWEST, Kind.NEWEST);
  }

  @Test
  void the_time_of_the_field_counts_where_its_feed_tells_it() {
    EditTimes crm =
        new EditTimes(Map.of("City", NOON, "Phone", NOON.plusSeconds(9)), NOON.plusSeconds(9));

    MergeOutcome merged = merge(crm, record(NOON.plusSeconds(5)));

    assertThat(merged.toSource()).hasToString("{city=\"Bonn\"}");
    assertThat(merged.toTarget()).hasToString("{phone=\"2\"}");
  }

  @Test
  void an_example_says_when_each_side_was_edited(@TempDir Path folder) throws IOException {
    String text =
        HEAD
            + "fields: { city: { type: string, owner: both, on-conflict: newest, salesforce: City,"
            + " business-central: city } }\n";
    String example =
        """
        examples:
          - name: the ERP was later
            record: { City: Husum }
            target: { city: Bonn }
            agreed: { salesforce: { City: Kiel }, business-central: { city: Kiel } }
            edited: { salesforce: 2026-08-03T12:00:00Z, business-central: 2026-08-03T%sZ }
            to: { salesforce: { City: Bonn } }
        """;
    Files.writeString(folder.resolve("pair.yaml"), text);
    Files.writeString(folder.resolve("pair.examples.yaml"), example.formatted("12:00:05"));
    assertThat(Examples.check(folder, Contracts.load(folder))).isEmpty();
    Files.writeString(folder.resolve("pair.examples.yaml"), example.formatted("11:00:00"));
    assertThat(Examples.check(folder, Contracts.load(folder))).hasSize(1);
  }

  @Test
  void what_is_less_than_a_second_apart_or_unknown_is_a_tie() {
    MergeOutcome close = merge(record(NOON), record(NOON.plusMillis(900)));
    assertThat(close.toSource()).hasToString("{city=\"Bonn\"}");
    assertThat(close.undecided()).isTrue();

    MergeOutcome unknown = merge(EditTimes.UNKNOWN, record(NOON));
    assertThat(unknown.toSource()).hasToString("{city=\"Bonn\"}");
    assertThat(unknown.undecided()).isTrue();
  }
}
