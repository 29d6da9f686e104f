package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Objects and fields of the org as records: what setup tools and pre-flight checks query. */
class DefinitionsTest extends OrgTestCase {

  private static final String FIELDS =
      "SELECT QualifiedApiName, DataType, Length, IsNillable, EntityDefinition.KeyPrefix"
          + " FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Account'";

  private static JsonNode records(String soql) {
    var answer = org.query(soql);
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    return answer.json().path("records");
  }

  @Test
  void objects_are_records_of_entity_definition() {
    JsonNode objects =
        records(
            "SELECT QualifiedApiName, KeyPrefix, IsEverCreatable FROM EntityDefinition"
                + " WHERE QualifiedApiName IN ('Account','Invoice__c') ORDER BY QualifiedApiName");
    assertThat(objects).hasSize(2);
    assertThat(objects.path(0).path("KeyPrefix").asText()).isEqualTo("001");
    assertThat(objects.path(1).path("IsEverCreatable").asBoolean()).isTrue();
  }

  @Test
  void fields_are_records_of_field_definition_with_their_type_in_words() {
    JsonNode key = records(FIELDS + " AND QualifiedApiName = 'ERP_Customer_Id__c'").path(0);
    assertThat(key.path("DataType").asText()).isEqualTo("Text(80)");
    assertThat(key.path("Length").asInt()).isEqualTo(80);
    assertThat(key.path("EntityDefinition").path("KeyPrefix").asText()).isEqualTo("001");
    assertThat(records(FIELDS + " AND DataType = 'Currency(18, 0)'").path(0).path("Length"))
        .isNotNull();
    JsonNode lines =
        records(
            "SELECT DurableId, DataType FROM FieldDefinition"
                + " WHERE EntityDefinitionId = 'Invoice_Line__c' AND QualifiedApiName = 'Invoice__c'");
    assertThat(lines.path(0).path("DurableId").asText()).isEqualTo("Invoice_Line__c.Invoice__c");
    assertThat(lines.path(0).path("DataType").asText()).isEqualTo("Master-Detail(Invoice__c)");
  }

  @Test
  void fields_need_a_filter_on_their_object() {
    var refused = org.query("SELECT QualifiedApiName FROM FieldDefinition");
    assertThat(refused.error()).isEqualTo("MALFORMED_QUERY");
    assertThat(refused.message()).contains("reified column");
  }

  @Test
  void the_tooling_api_knows_them_too_and_pages_under_its_own_address() {
    org.post("/sandbox/settings", "{'pageSize':20}");
    String soql =
        "SELECT QualifiedApiName, (SELECT QualifiedApiName FROM Fields) FROM EntityDefinition"
            + " WHERE QualifiedApiName != 'Account'";
    var page =
        org.get("/tooling/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8)).json();
    String further = page.path("nextRecordsUrl").asText();
    assertThat(further).startsWith("/services/data/v62.0/tooling/query/01g");
    assertThat(org.get(further).json().path("records")).isNotEmpty();
    org.post("/sandbox/settings", "{'pageSize':2000}");
  }

  @Test
  void nobody_learns_of_what_it_may_not_see() {
    org.post(
        "/sandbox/settings",
        "{'access':{'permissions':{'integration@fieldbridge.example':"
            + "{'Asset':'','Account.Phone':'none'}}}}");
    assertThat(records("SELECT Id FROM EntityDefinition WHERE QualifiedApiName = 'Asset'"))
        .isEmpty();
    assertThat(records(FIELDS + " AND QualifiedApiName = 'Phone'")).isEmpty();
    org.post("/sandbox/settings", "{'access':{'permissions':{}}}");
  }
}
