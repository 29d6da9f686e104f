package io.fieldbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./fieldbridge sandbox} takes: records and scenarios in files. */
class SandboxFilesTest {

  private static final String RECORDS =
      """
      salesforce:
        Account:
          - {$as: mill, Name: Mill & Sons, BillingPostalCode: 01067}
        Contact:
          - LastName: Miller
            AccountId: $mill
      business-central:
        customers:
          - $as: mill
            number: M-1
            displayName: Mill & Sons
            postalCode: 01067
        salesOrders:
          - customerNumber: $mill.number
            externalDocumentNumber: MILL-1
      """;

  private static Sandboxes sandboxes;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    sandboxes = Sandboxes.start(new DemoPorts(0, 0, 0, 0));
  }

  @AfterAll
  static void stop() {
    sandboxes.close();
  }

  @Test
  void records_of_ones_own_are_loaded_and_survive_a_reset() throws IOException {
    assertThat(sandboxes.load(file(RECORDS)))
        .endsWith("2 records in Salesforce, 2 in Business Central.");
    assertThat(found("Account", "Mill & Sons").path("BillingPostalCode").asText())
        .isEqualTo("01067");

    admin("reset");

    String account = found("Account", "Mill & Sons").path("Id").asText();
    JsonNode contact = salesforce("Contact").filter(row -> named(row, "Miller")).findFirst().get();
    assertThat(contact.path("AccountId").asText()).isEqualTo(account);
  }

  @Test
  void the_extension_is_there_when_it_is_asked_for() {
    assertThat(sandboxes.extension()).isEmpty();
    var contents = new Sandboxes.Contents(Optional.empty(), Profile.WITH_EXTENSION);
    try (Sandboxes extended = Sandboxes.start(new DemoPorts(0, 0, 0, 0), contents)) {
      assertThat(extended.extension().orElseThrow())
          .endsWith("/sandbox/api/fieldbridge/integration/v1.0");
    }
  }

  @Test
  void a_wrong_record_is_told_with_file_line_and_the_vendors_words() {
    assertThatThrownBy(() -> sandboxes.load(file(RECORDS.replace("LastName", "SecondName"))))
        .isInstanceOf(StoryException.class)
        .hasMessageContaining("records.yaml:5: Contact is refused with 400")
        .hasMessageContaining("SecondName");
    assertThatThrownBy(() -> sandboxes.load(file(RECORDS.replace("customers", "costumers"))))
        .hasMessageContaining("records.yaml:9: unknown object 'costumers', possible: [");
    assertThatThrownBy(() -> sandboxes.load(file(RECORDS.replace("Id: $mill", "Id: $hill"))))
        .hasMessageContaining("records.yaml:5: '$hill' refers to no record before");
    assertThatThrownBy(() -> sandboxes.load(file(RECORDS.replace("salesforce", "sales"))))
        .hasMessageContaining("unknown system 'sales', possible: [business-central, salesforce]");
    assertThatThrownBy(() -> sandboxes.load(file("salesforce:\n  Account: Acme\n")))
        .hasMessageContaining("records.yaml:2: expected a list of records");
    assertThatThrownBy(() -> sandboxes.load(folder.resolve("none.yaml")))
        .hasMessageContaining("cannot read the data file");
  }

  @Test
  void json_with_tabs_does_as_well_as_yaml() throws IOException {
    String json = "{\n\t\"salesforce\": {\n\t\t\"Account\": [\n\t\t\t{\"Name\": \"Jay Son\"}]}}";

    assertThat(sandboxes.load(file(json))).contains("1 records in Salesforce");
    assertThat(found("Account", "Jay Son").path("Id").asText()).startsWith("001");
  }

  @Test
  void every_shipped_scenario_can_be_played() throws IOException {
    List<Path> shipped;
    try (Stream<Path> files = Files.list(Path.of("conf/scenarios"))) {
      shipped = files.toList();
    }
    assertThat(shipped).hasSizeGreaterThan(2);
    for (Path scenario : shipped) {
      assertThat(sandboxes.play(scenario)).startsWith("Playing the scenario");
    }
    admin("reset");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("records.yaml"), text);
  }

  private static JsonNode found(String object, String name) {
    return salesforce(object).filter(row -> named(row, name)).findFirst().orElseThrow();
  }

  private static boolean named(JsonNode row, String name) {
    return row.path("Name").asText().contains(name);
  }

  private static Stream<JsonNode> salesforce(String object) {
    String url = sandboxes.systems().salesforce() + "/sandbox/records/" + object;
    return Session.withoutLogin().get(url).valueStream();
  }

  private static void admin(String verb) {
    Session.withoutLogin()
        .send(
            "POST",
            sandboxes.systems().salesforce() + "/sandbox/" + verb,
            java.util.Map.of(),
            java.util.Map.of());
  }
}
