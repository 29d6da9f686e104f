package io.fieldbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.store.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a contract marks as personal is masked under every name that it bears. */
class PersonalTest {

  private static final String FLOW = "account-customer";

  private final Personal personal = Contracts.load(Path.of("mappings")).personal(FLOW);

  @Test
  void fields_are_masked_by_their_names_in_both_systems_and_our_own_however_deep() {
    ObjectNode values =
        JsonText.read(
            """
            {"Name": "Quux", "rows": [{"displayName": "Quux", "addressLine2": "Back door"}],
             "street": "Am Wall", "Phone": null, "Website": "", "AccountNumber": "10000"}
            """);

    assertThat(personal.masked(values))
        .isEqualTo(
            JsonText.read(
                """
                {"Name": "***", "rows": [{"displayName": "***", "addressLine2": "***"}],
                 "street": "***", "Phone": null, "Website": "", "AccountNumber": "10000"}
                """));
  }

  @Test
  void values_are_masked_in_texts_as_they_are_and_as_json_the_longest_first() {
    ObjectNode record = JsonText.object().put("Name", "Quux \"Q\"").put("displayName", "Quux");
    record.put("Phone", "12");

    PersonalValues values = personal.values(List.of(record));

    assertThat(values.mask("Quux \"Q\" and {\"Name\":\"Quux \\\"Q\\\"\"}, Quux, 12"))
        .isEqualTo("*** and {\"Name\":\"***\"}, ***, 12");
    Reason masked = values.mask(new Reason("too-long", "Name", "Quux is too long", "Cut Quux"));
    assertThat(masked).isEqualTo(new Reason("too-long", "Name", "*** is too long", "Cut ***"));
  }

  @Test
  void without_a_contract_the_fields_of_all_contracts_are_masked() {
    Personal all = Contracts.load(Path.of("mappings")).personal("report");

    assertThat(all.masked(JsonText.object().put("Phone", "123")))
        .hasToString("{\"Phone\":\"***\"}");
  }

  @Test
  void the_number_that_records_are_known_by_cannot_be_personal(@TempDir Path folder)
      throws IOException {
    for (String file : List.of("_lists.yaml", FLOW + ".yaml", FLOW + ".examples.yaml")) {
      String text = Files.readString(Path.of("mappings", file));
      Files.writeString(
          folder.resolve(file),
          text.replace("    type: string(20)\n", "    type: string(20)\n    personal: true\n"));
    }

    assertThat(Contracts.load(folder).problems())
        .singleElement()
        .hasToString(
            "account-customer.yaml:20: 'number' is the number that records are known by, and cannot"
                + " be masked. Take personal out.");
  }
}
