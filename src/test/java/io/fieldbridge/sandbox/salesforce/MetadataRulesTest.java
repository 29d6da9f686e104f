package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an integrator's metadata folder adds: objects, rules, record types (contract 13, G5). */
class MetadataRulesTest {

  private static final String METADATA =
      """
      Account:
        recordTypes: [Partner, End Customer]
        validationRules:
          - name: Phone_For_Customers
            errorCondition: AND(ISPICKVAL(Type, "Customer - Direct"), ISBLANK(Phone))
            errorMessage: A customer needs a phone number.
            errorField: Phone
          - name: No_Loss_Of_Number
            errorCondition: "!ISNEW() && ISCHANGED(AccountNumber) && ISBLANK(AccountNumber)"
            errorMessage: The number stays.
        duplicateRules:
          - name: Same_Web_Site
            matchFields: [Website]
            action: alert
          - name: Same_Tax_Number
            matchFields: [Tax_Registration_Number__c]
            action: block
      Contact:
        validationRules:
          - name: Closed_Parent
            errorCondition: Account.Name = "Closed" || LEN(LastName) > 20
            errorMessage: No contact here.
      Truck__c:
        label: Truck
        currency: none
        fields:
          Name: string(80) required name
          Plate__c: string(20) external unique casesensitive
          Doors__c: multipicklist(Left|Right|Rear)
          Starts__c: time
      """;

  @TempDir private static Path folder;

  private static RunningOrg org;

  @BeforeAll
  static void start() throws IOException {
    Files.writeString(folder.resolve("own.yaml"), METADATA);
    Files.writeString(
        folder.resolve("more.json"), "{\"Account\":{\"fields\":{\"Color__c\":\"string(20)\"}}}");
    var files =
        new SalesforceSandboxSettings.Files(
            Optional.empty(), Optional.empty(), Optional.of(folder));
    org = new RunningOrg(SalesforceSandboxSettings.onPorts(0, 0).with(files));
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  @BeforeEach
  void reset() {
    org.sandbox.reset();
    org.login("sales-demo");
  }

  @Test
  void a_validation_rule_refuses_with_its_message_and_field() {
    var refused =
        org.post("/sobjects/Account", "{'Name':'A','Type':'Customer - Direct','Color__c':'red'}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION");
    assertThat(refused.message()).isEqualTo("A customer needs a phone number.");
    assertThat(refused.json().path(0).path("fields").path(0).asText()).isEqualTo("Phone");
    org.create("Account", "{'Name':'A','Type':'Customer - Direct','Phone':'1'}");
  }

  @Test
  void a_record_may_break_several_rules_at_once() {
    String id = org.create("Account", "{'Name':'A','AccountNumber':'7','Phone':'1'}");
    var refused =
        org.patch(
            "/sobjects/Account/" + id,
            "{'AccountNumber':null,'Type':'Customer - Direct','Phone':null}");
    assertThat(refused.json()).hasSize(2);
  }

  @Test
  void a_rule_reads_parents_and_functions() {
    String closed = org.create("Account", "{'Name':'Closed'}");
    assertThat(
            org.post("/sobjects/Contact", "{'LastName':'C','AccountId':'" + closed + "'}")
                .message())
        .isEqualTo("No contact here.");
    assertThat(org.post("/sobjects/Contact", "{'LastName':'" + "x".repeat(21) + "'}").status())
        .isEqualTo(400);
  }

  @Test
  void a_blocking_duplicate_is_refused_with_its_matches() {
    String first = org.create("Account", "{'Name':'A','Tax_Registration_Number__c':'X 1'}");
    var refused =
        org.call(
            "POST",
            "/sobjects/Account",
            "{'Name':'B','Tax_Registration_Number__c':'x1'}",
            "Sforce-Duplicate-Rule-Header",
            "allowSave=true");
    assertThat(refused.error()).isEqualTo("DUPLICATES_DETECTED");
    var result = refused.json().path(0).path("duplicateResult");
    assertThat(result.path("allowSave").asBoolean(true)).isFalse();
    var match = result.path("matchResults").path(0).path("matchRecords").path(0).path("record");
    assertThat(match.path("Id").asText()).isEqualTo(first);
    assertThat(match.has("Name")).isFalse();
  }

  @Test
  void an_alerting_duplicate_is_saved_on_demand() {
    org.create("Account", "{'Name':'A','Website':'www.a.example'}");
    String second = "{'Name':'B','Website':'www.a.example'}";
    assertThat(org.post("/sobjects/Account", second).error()).isEqualTo("DUPLICATES_DETECTED");
    var details =
        org.call(
            "POST",
            "/sobjects/Account",
            second,
            "Sforce-Duplicate-Rule-Header",
            "includeRecordDetails=true");
    assertThat(details.http().body()).contains("\"Name\":\"A\"");
    assertThat(
            org.call(
                    "POST",
                    "/sobjects/Account",
                    second,
                    "Sforce-Duplicate-Rule-Header",
                    "allowSave=true")
                .status())
        .isEqualTo(201);
  }

  @Test
  void record_types_belong_to_their_object() {
    String partner =
        org.first("SELECT Id FROM RecordType WHERE DeveloperName = 'End_Customer'", "Id");
    org.create("Account", "{'Name':'A','RecordTypeId':'" + partner + "'}");
    assertThat(
            org.post("/sobjects/Contact", "{'LastName':'C','RecordTypeId':'" + partner + "'}")
                .error())
        .isEqualTo("INVALID_CROSS_REFERENCE_KEY");
    assertThat(org.get("/sobjects/Account/describe").json().path("recordTypeInfos")).hasSize(3);
    org.post("/sandbox/settings", "{'facts':{'recordTypesChecked':false}}");
    org.create("Contact", "{'LastName':'C','RecordTypeId':'" + partner + "'}");
  }

  @Test
  void own_objects_have_a_prefix_and_case_sensitive_keys() {
    String first =
        org.create(
            "Truck__c",
            "{'Name':'T','Plate__c':'aa','Doors__c':'Left;Rear'," + "'Starts__c':'08:30'}");
    assertThat(first).startsWith("b00");
    org.create("Truck__c", "{'Name':'U','Plate__c':'AA'}");
    assertThat(org.post("/sobjects/Truck__c", "{'Name':'V','Plate__c':'aa'}").error())
        .isEqualTo("DUPLICATE_VALUE");
    assertThat(org.value("Truck__c", first, "Starts__c")).isEqualTo("08:30:00.000Z");
    assertThat(org.first("SELECT Name FROM Truck__c WHERE Doors__c INCLUDES ('Left;Rear')", "Name"))
        .isEqualTo("T");
  }

  @Test
  void a_wrong_file_is_told_with_its_place() throws IOException {
    Path wrong = Files.createTempDirectory(folder, "wrong");
    Path file = wrong.resolve("a.yaml");
    Files.writeString(file, "Account:\n  fields:\n    X__c: sting(3)\n");
    assertThatThrownBy(() -> Schema.load(wrong)).hasMessageContaining("Account: X__c");
    Files.writeString(file, "Account:\n  feilds: {}\n");
    assertThatThrownBy(() -> Schema.load(wrong))
        .hasMessageContaining("a.yaml")
        .hasMessageContaining("feilds");
    Files.writeString(
        file,
        "Account:\n  validationRules: [{name: R, errorCondition: ISBLANK(Nme), errorMessage: m}]\n");
    assertThatThrownBy(() -> Schema.load(wrong)).hasMessageContaining("'Nme'");
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> Schema.load(nowhere)).hasMessageContaining("nowhere");
  }

  @Test
  void a_mistake_in_a_file_is_told_with_file_object_and_field(@TempDir Path wrong)
      throws IOException {
    Path file = wrong.resolve("a.yaml");
    assertThat(told(file, "- Account\n")).contains("a.yaml", "names");
    assertThat(told(file, "Account: 5\n")).contains("a.yaml", "Account must have names");
    assertThat(told(file, "Account: {fields: [X__c]}\n")).contains("a.yaml", "Account: fields");
    assertThat(told(file, field("string(20) externalId")))
        .contains("a.yaml", "Account: X__c", "'externalId'", "external");
    assertThat(told(file, field("string(20), external"))).contains("X__c", "','");
    assertThat(told(file, field("string"))).contains("X__c", "string(80)");
    assertThat(told(file, field("string(many)"))).contains("X__c", "'many'");
    assertThat(told(file, field("currency(16)"))).contains("X__c", "currency(16,2)");
    assertThat(told(file, field("text(16)"))).contains("X__c", "'text'");
    assertThat(told(file, "Account:\n  fields:\n\tX__c: date\n")).contains("a.yaml", "line 3");
  }

  private static String field(String line) {
    return "Account:\n  fields:\n    X__c: \"" + line + "\"\n";
  }

  private static String told(Path file, String content) throws IOException {
    Files.writeString(file, content);
    return catchThrowableOfType(IllegalArgumentException.class, () -> Schema.load(file.getParent()))
        .getMessage();
  }

  @Test
  void an_empty_file_adds_nothing(@TempDir Path empty) throws IOException {
    Files.writeString(empty.resolve("a.yaml"), "# nothing yet\n");
    assertThat(Schema.load(empty).objects()).hasSameSizeAs(Schema.load(null).objects());
  }
}
