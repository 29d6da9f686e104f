package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Roll-up fields of the org's own, from a metadata folder: contract sections 7.3 and 13 (L3, G4).
 */
class RollUpFieldsTest {

  private static final String METADATA =
      """
      Invoice__c:
        fields:
          Lines_Total__c: currency(16,2) rollup(SUM Invoice_Line__c.Line_Amount__c)
          Lines__c: double(18,0) rollup(COUNT Invoice_Line__c)
          First_Shipment__c: date rollup(MIN Invoice_Line__c.Shipment_Date__c)
          Largest__c: currency(16,2) rollup(MAX Invoice_Line__c.Line_Amount__c)
      """;

  @TempDir private static Path folder;

  private static RunningOrg org;

  @BeforeAll
  static void start() throws IOException {
    Files.writeString(folder.resolve("own.yaml"), METADATA);
    var files =
        new SalesforceSandboxSettings.Files(
            Optional.empty(), Optional.empty(), Optional.of(folder));
    org = new RunningOrg(SalesforceSandboxSettings.onPorts(0, 0).with(files));
    org.post("/sandbox/settings", "{'changeEntities':['Invoice__c']}");
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  private static String line(String invoice, String amount, String shipped) {
    return org.create(
        "Invoice_Line__c",
        "{'Invoice__c':'%s','Line_Amount__c':%s,'Shipment_Date__c':'%s'}"
            .formatted(invoice, amount, shipped));
  }

  private static void assertSums(String invoice, double total, int lines, String first) {
    JsonNode row = org.get("/sobjects/Invoice__c/" + invoice).json();
    assertThat(row.path("Lines_Total__c").asDouble()).isEqualTo(total);
    assertThat(row.path("Lines__c").asInt()).isEqualTo(lines);
    assertThat(row.path("First_Shipment__c").asText()).isEqualTo(first);
  }

  @Test
  void a_master_follows_its_details() {
    String invoice = org.create("Invoice__c", "{'Name':'I-1'}");
    assertSums(invoice, 0, 0, "null");
    String small = line(invoice, "10.5", "2026-02-01");
    String large = line(invoice, "30", "2026-01-15");
    assertSums(invoice, 40.5, 2, "2026-01-15");
    assertThat(org.value("Invoice__c", invoice, "Largest__c")).isEqualTo("30.0");
    org.patch("/sobjects/Invoice_Line__c/" + small, "{'Line_Amount__c':1}");
    org.delete("/sobjects/Invoice_Line__c/" + large);
    assertSums(invoice, 1, 1, "2026-02-01");
  }

  @Test
  void the_masters_sums_are_a_change_event_of_its_own() {
    String invoice = org.create("Invoice__c", "{'Name':'I-2'}");
    PolledEvents events = new PolledEvents(org, "/data/Invoice__ChangeEvent", -1);
    line(invoice, "7", "2026-03-01");
    JsonNode payload = events.await(1).get(0).at("/data/payload");
    assertThat(payload.path("Lines_Total__c").asDouble()).isEqualTo(7);
    assertThat(payload.at("/ChangeEventHeader/changeType").asText()).isEqualTo("UPDATE");
  }

  @Test
  void a_held_master_keeps_its_details_from_being_written() {
    String invoice = org.create("Invoice__c", "{'Name':'I-3'}");
    org.post("/sandbox/locks", "{'id':'" + invoice + "'}");
    assertThat(org.post("/sobjects/Invoice_Line__c", "{'Invoice__c':'" + invoice + "'}").error())
        .isEqualTo("UNABLE_TO_LOCK_ROW");
    org.delete("/sandbox/locks");
  }

  @Test
  void a_sum_is_calculated_and_cannot_be_written() {
    assertThat(org.post("/sobjects/Invoice__c", "{'Name':'I','Lines__c':3}").error())
        .isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
    for (JsonNode field : org.get("/sobjects/Invoice__c/describe").json().path("fields")) {
      boolean sum = field.path("name").asText().matches("Lines.*|First.*|Largest.*");
      assertThat(field.path("calculated").asBoolean()).isEqualTo(sum);
    }
  }

  @Test
  void a_wrong_line_is_told_with_what_is_possible(@TempDir Path wrong) throws IOException {
    Files.writeString(
        wrong.resolve("own.yaml"), "Account: {fields: {X__c: 'double(18,0) rollup(COUNT Asset)'}}");
    assertThatThrownBy(() -> Schema.load(wrong)).hasMessageContaining("cascade");
    Files.writeString(
        wrong.resolve("own.yaml"), "Account: {fields: {X__c: 'double(18,0) rollup(AVG Asset.X)'}}");
    assertThatThrownBy(() -> Schema.load(wrong)).hasMessageContaining("must be like");
  }
}
