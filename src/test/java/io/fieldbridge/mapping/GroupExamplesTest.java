package io.fieldbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples of a record that is several rows name the rows and a moment. */
class GroupExamplesTest {

  private static final String ROW =
      "{ item: A, unit: PCS, currency: '', status: Active, begins: 2026-01-01, ends: 2026-11-30,"
          + " quantity: 0, price: 5 }";

  @TempDir Path folder;

  @Test
  void an_example_shows_what_is_sent_and_when_that_changes() throws IOException {
    assertThat(
            problems(
                "at: 2026-11-21T12:00:00Z",
                "changes-at: 2026-11-30T23:00:00Z",
                "to: { salesforce: { Key__c: A|PCS|, CurrencyIsoCode: EUR, UnitPrice: 5 } }"))
        .isEmpty();
    assertThat(problems("at: 2026-12-01T12:00:00Z", "filtered: true")).isEmpty();
  }

  @Test
  void what_does_not_come_out_is_told() throws IOException {
    assertThat(problems("at: 2026-11-21T12:00:00Z", "changes-at: 2026-11-29T23:00:00Z"))
        .singleElement()
        .asString()
        .contains("price.examples.yaml:2", "the choice ends at 2026-11-30T23:00:00Z");
    assertThat(problems("at: 2026-11-21T12:00:00Z", "filtered: true"))
        .singleElement()
        .asString()
        .contains("the filter lets the record pass");
  }

  @Test
  void rows_without_a_moment_are_refused() throws IOException {
    assertThat(problems("filtered: true"))
        .singleElement()
        .asString()
        .contains("price.examples.yaml:2: rows without a moment");
  }

  private List<Problem> problems(String... lines) throws IOException {
    String example =
        "examples:\n  - name: one\n    from: business-central\n    rows: [ " + ROW + " ]\n    ";
    Files.writeString(folder.resolve("price.yaml"), PriceText.WHOLE);
    Files.writeString(
        folder.resolve("price.examples.yaml"), example + String.join("\n    ", lines) + "\n");
    Contracts contracts = Contracts.load(folder);
    assertThat(contracts.problems()).isEmpty();
    return Examples.check(folder, contracts);
  }
}
