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

/** Formula fields, made with each read: contract section 13, G9. */
class FormulaFieldsTest {

  private static final String METADATA =
      """
      Account:
        fields:
          Full__c: string(200) formula = Name & " (" & AccountNumber & ")"
          Per_Head__c: currency(16,2) formula = AnnualRevenue / NumberOfEmployees
          Large__c: boolean formula = AnnualRevenue > 100
          Loud__c: string(200) formula = UPPER(Full__c)
      Contact:
        fields:
          Company__c: string(200) formula = Account.Full__c
      """;

  @TempDir private static Path folder;

  private static RunningOrg org;
  private static String account;

  @BeforeAll
  static void start() throws IOException {
    Files.writeString(folder.resolve("own.yaml"), METADATA);
    var files =
        new SalesforceSandboxSettings.Files(
            Optional.empty(), Optional.empty(), Optional.of(folder));
    org = new RunningOrg(SalesforceSandboxSettings.onPorts(0, 0).with(files));
    account =
        org.create(
            "Account",
            "{'Name':'Formula','AccountNumber':'F-1','AnnualRevenue':1000,'NumberOfEmployees':3}");
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  @Test
  void they_are_read_like_any_field() {
    JsonNode row = org.get("/sobjects/Account/" + account).json();
    assertThat(row.path("Full__c").asText()).isEqualTo("Formula (F-1)");
    assertThat(row.path("Per_Head__c").decimalValue()).isEqualByComparingTo("333.33");
    assertThat(row.path("Large__c").asBoolean()).isTrue();
    assertThat(org.value("Account", account, "Loud__c")).isEqualTo("FORMULA (F-1)");
  }

  @Test
  void they_are_selected_filtered_and_sorted_by() {
    String soql = "SELECT Full__c FROM Account WHERE Per_Head__c > 300 ORDER BY Loud__c LIMIT 1";
    assertThat(org.first(soql, "Full__c")).isEqualTo("Formula (F-1)");
  }

  @Test
  void a_parent_that_changes_changes_them_without_touching_the_record() {
    String parent = org.create("Account", "{'Name':'Old','AccountNumber':'1'}");
    String contact = org.create("Contact", "{'LastName':'L','AccountId':'" + parent + "'}");
    assertThat(org.value("Contact", contact, "Company__c")).isEqualTo("Old (1)");
    String stamp = org.value("Contact", contact, "SystemModstamp");
    org.patch("/sobjects/Account/" + parent, "{'Name':'New'}");
    assertThat(
            org.first("SELECT Company__c FROM Contact WHERE Id = '" + contact + "'", "Company__c"))
        .isEqualTo("New (1)");
    assertThat(org.value("Contact", contact, "SystemModstamp")).isEqualTo(stamp);
  }

  @Test
  void they_cannot_be_written_and_are_in_no_event() {
    assertThat(org.patch("/sobjects/Account/" + account, "{'Full__c':'x'}").error())
        .isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
    assertThat(org.get("/sobjects/AccountChangeEvent/eventSchema").http().body())
        .contains("ERP_Customer_Id__c")
        .doesNotContain("Full__c");
    String type = "SELECT DataType FROM FieldDefinition WHERE EntityDefinitionId = 'Account'";
    assertThat(org.first(type + " AND QualifiedApiName = 'Full__c'", "DataType"))
        .isEqualTo("Formula (Text(200))");
  }

  @Test
  void a_wrong_formula_is_told(@TempDir Path wrong) throws IOException {
    Files.writeString(
        wrong.resolve("own.yaml"), "Account: {fields: {X__c: 'string(9) formula = Nope & 1'}}");
    assertThatThrownBy(() -> Schema.load(wrong)).hasMessageContaining("Nope");
  }
}
