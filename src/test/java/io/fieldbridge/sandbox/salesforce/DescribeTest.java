package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the org says of itself, and of what changed when. */
class DescribeTest {

  @TempDir static Path folder;

  private static RunningOrg org;

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(
        folder.resolve("own.yaml"),
        "Account:\n  fields:\n    Region__c: picklist(North|South)\n"
            + "Depot__c:\n  prefix: a00\n  currency: own\n  fields:\n"
            + "    Name: string(80) required name\n"
            + "    Account__c: reference(Account) children(Depots__r)\n");
    org =
        new RunningOrg(
            SalesforceSandboxSettings.onPorts(0, 0)
                .with(
                    new SalesforceSandboxSettings.Files(
                        Optional.empty(), Optional.empty(), Optional.of(folder))));
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  private static JsonNode field(String object, String name) {
    for (JsonNode field : org.get("/sobjects/" + object + "/describe/").json().path("fields")) {
      if (field.path("name").asText().equals(name)) {
        return field;
      }
    }
    throw new AssertionError(object + " has no field " + name);
  }

  @Test
  void fields_say_what_they_take() {
    JsonNode key = field("Account", "ERP_Customer_Id__c");
    assertThat(key.path("externalId").asBoolean()).isTrue();
    assertThat(key.path("unique").asBoolean()).isTrue();
    assertThat(key.path("length").asInt()).isEqualTo(80);
    JsonNode name = field("Account", "Name");
    assertThat(name.path("nillable").asBoolean()).isFalse();
    assertThat(name.path("nameField").asBoolean()).isTrue();
    JsonNode number = field("WorkOrder", "WorkOrderNumber");
    assertThat(number.path("autoNumber").asBoolean()).isTrue();
    assertThat(number.path("createable").asBoolean()).isFalse();
    JsonNode lookup = field("WorkOrder", "AccountId");
    assertThat(lookup.path("referenceTo").path(0).asText()).isEqualTo("Account");
    assertThat(lookup.path("relationshipName").asText()).isEqualTo("Account");
    assertThat(field("Account", "BillingCity").path("compoundFieldName").asText())
        .isEqualTo("BillingAddress");
    assertThat(field("WorkOrder", "ERP_Exchange_Rate__c").path("scale").asInt()).isEqualTo(9);
    assertThat(field("Account", "Payment_Terms__c").path("picklistValues")).hasSize(4);
  }

  @Test
  void objects_are_listed_with_their_prefix_and_children() {
    JsonNode all = org.get("/sobjects/").json();
    assertThat(all.path("maxBatchSize").asInt()).isEqualTo(200);
    assertThat(all.findValuesAsText("name")).contains("Account", "WorkOrder", "TimeSheetEntry");
    assertThat(
            org.get("/sobjects/WorkOrder").json().path("objectDescribe").path("keyPrefix").asText())
        .isEqualTo("0WO");
    assertThat(
            org.get("/sobjects/WorkOrder/describe")
                .json()
                .path("childRelationships")
                .findValuesAsText("relationshipName"))
        .contains("WorkOrderLineItems", "ProductsConsumed", "TimeSheetEntries");
  }

  @Test
  void objects_and_fields_can_be_added_by_files() {
    String account = org.create("Account", "{'Name':'A','Region__c':'North'}");
    String depot = org.create("Depot__c", "{'Name':'D','Account__c':'" + account + "'}");
    assertThat(depot).startsWith("a00");
    assertThat(
            org.first(
                "SELECT (SELECT Name FROM Depots__r), Region__c FROM Account WHERE Id = '"
                    + account
                    + "'",
                "Region__c"))
        .isEqualTo("North");
    assertThat(org.query("SELECT Account__r.Name FROM Depot__c").status()).isEqualTo(200);
  }

  @Test
  void updated_and_deleted_ids_can_be_asked_for() {
    String kept = org.create("Account", "{'Name':'kept'}");
    String gone = org.create("Account", "{'Name':'gone'}");
    org.delete("/sobjects/Account/" + gone);
    Instant now = Instant.now();
    String span =
        "?start="
            + now.minus(5, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS)
            + "&end="
            + now.plus(2, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
    JsonNode updated = org.get("/sobjects/Account/updated/" + span).json();
    assertThat(updated.path("ids").toString()).contains(kept).doesNotContain(gone);
    assertThat(updated.path("latestDateCovered").asText()).endsWith(":00.000+0000");
    JsonNode deleted = org.get("/sobjects/Account/deleted/" + span).json();
    assertThat(deleted.path("deletedRecords").findValuesAsText("id")).contains(gone);
    assertThat(org.get("/sobjects/Account/updated/?start=x&end=y").status()).isEqualTo(400);
    assertThat(
            org.get(
                    "/sobjects/Account/deleted/?start=2020-01-01T00:00:00Z&end=2020-01-02T00:00:00Z")
                .error())
        .isEqualTo("INVALID_REPLICATION_DATE");
  }

  @Test
  void ids_carry_the_checksum_of_their_letter_case() {
    assertThat(RecordIds.canonical("001000000000062")).isEqualTo("001000000000062AAA");
    assertThat(RecordIds.canonical("001A0000006Vm9u")).isEqualTo("001A0000006Vm9uIAC");
    assertThat(RecordIds.canonical("001A0000006Vm9uIAC")).isEqualTo("001A0000006Vm9uIAC");
    assertThat(RecordIds.canonical("001A0000006Vm9-")).isNull();
    assertThat(RecordIds.canonical("001")).isNull();
  }
}
