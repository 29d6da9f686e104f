package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One record at a time, as contract sections 1, 3.2 and 4 say. */
class RecordEndpointTest extends OrgTestCase {

  @Test
  void a_created_record_has_an_id_of_18_characters_and_a_location() {
    var created = org.post("/sobjects/Account", "{'Name':' Fresh  ','phone':'12'}");
    assertThat(created.status()).isEqualTo(201);
    String id = created.json().path("id").asText();
    assertThat(id).hasSize(18).startsWith("001");
    assertThat(created.json().path("success").asBoolean()).isTrue();
    assertThat(created.json().path("errors")).isEmpty();
    assertThat(created.http().headers().firstValue("Location"))
        .contains("/services/data/v62.0/sobjects/Account/" + id);

    JsonNode read = org.get("/sobjects/Account/" + id.substring(0, 15)).json();
    assertThat(read.path("attributes").path("url").asText())
        .isEqualTo("/services/data/v62.0/sobjects/Account/" + id);
    assertThat(read.path("Name").asText()).isEqualTo("Fresh");
    assertThat(read.path("Phone").asText()).isEqualTo("12");
    assertThat(read.path("BillingAddress").isNull()).isTrue();
    assertThat(read.path("CreatedDate").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000\\+0000");
    assertThat(read.path("CurrencyIsoCode").asText()).isEqualTo("EUR");
  }

  @Test
  void the_ids_are_the_same_after_each_reset() {
    String first = org.create("Account", "{'Name':'A'}");
    org.sandbox.reset();
    org.login("fieldbridge-demo");
    assertThat(org.create("Account", "{'Name':'A'}")).isEqualTo(first);
  }

  @Test
  void null_clears_an_absent_field_stays() {
    String id = org.create("Account", "{'Name':'A','Phone':'1','Fax':'2'}");
    var patched = org.patch("/sobjects/Account/" + id, "{'Phone':null}");
    assertThat(patched.status()).isEqualTo(204);
    assertThat(patched.http().body()).isEmpty();
    JsonNode read = org.get("/sobjects/Account/" + id + "?fields=Fax,Phone").json();
    assertThat(read.path("Phone").isNull()).isTrue();
    assertThat(read.path("Fax").asText()).isEqualTo("2");
    assertThat(read.propertyStream().map(Map.Entry::getKey))
        .containsExactly("attributes", "Fax", "Phone");
  }

  @Test
  void each_wrong_value_has_its_error_code() {
    assertRefused("{}", "REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]");
    assertRefused("{'Name':'A','Nope':1}", "INVALID_FIELD", "No such column 'Nope'");
    assertRefused("{'Name':'" + "x".repeat(256) + "'}", "STRING_TOO_LONG", "(max length=255)");
    assertRefused(
        "{'Name':'A','CreatedDate':'2020-01-01T00:00:00Z'}", "INVALID_FIELD_FOR_INSERT_UPDATE", "");
    assertRefused("{'Name':'A','AnnualRevenue':1e30}", "NUMBER_OUTSIDE_VALID_RANGE", "");
    assertRefused("{'Name':'A','AnnualRevenue':'a lot'}", "JSON_PARSER_ERROR", "double");
    assertRefused("{'Name':'A','ParentId':'001'}", "MALFORMED_ID", "incorrect type");
    assertRefused("{'Name':'A','ParentId':'003FB0000000001'}", "MALFORMED_ID", "incorrect type");
    assertRefused("{'Name':'A','ParentId':'001FB0zzzzzzzzz'}", "INVALID_CROSS_REFERENCE_KEY", "");
    assertRefused(
        "{'Name':'A','CurrencyIsoCode':'SEK'}", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "SEK");
    assertRefused(
        "{'Name':'A','ERP_Last_Sync_At__c':'yesterday'}", "JSON_PARSER_ERROR", "dateTime");
    assertRefused("{'Name':'A',", "JSON_PARSER_ERROR", "");
    assertThat(org.post("/sobjects/Contact", "{'LastName':'A','Email':'nobody'}").error())
        .isEqualTo("INVALID_EMAIL_ADDRESS");
  }

  private static void assertRefused(String body, String code, String text) {
    var refused = org.post("/sobjects/Account", body);
    assertThat(refused.status()).as(body).isEqualTo(400);
    assertThat(refused.json().isArray()).isTrue();
    assertThat(refused.error()).as(body).isEqualTo(code);
    assertThat(refused.message()).contains(text);
  }

  @Test
  void unknown_records_objects_and_resources_are_404_with_a_body() {
    assertThat(org.get("/sobjects/Account/001FB0zzzzzzzzz").error()).isEqualTo("NOT_FOUND");
    assertThat(org.get("/sobjects/Nonsense/001FB0zzzzzzzzz").error()).isEqualTo("NOT_FOUND");
    assertThat(org.get("/nonsense").status()).isEqualTo(404);
    assertThat(org.get("/sobjects/Account/Nope__c/1").error()).isEqualTo("NOT_FOUND");
    assertThat(org.get("/services/data/v99.0/limits").status()).isEqualTo(404);
  }

  @Test
  void a_deleted_record_is_gone_for_reads_but_not_for_query_all() {
    String id = org.create("Account", "{'Name':'A'}");
    String contact = org.create("Contact", "{'LastName':'C','AccountId':'" + id + "'}");
    assertThat(org.delete("/sobjects/Account/" + id).status()).isEqualTo(204);
    assertThat(org.get("/sobjects/Account/" + id).error()).isEqualTo("ENTITY_IS_DELETED");
    assertThat(org.get("/sobjects/Contact/" + contact).status()).isEqualTo(404);
    assertThat(org.patch("/sobjects/Account/" + id, "{}").status()).isEqualTo(404);
    String soql = "SELECT+IsDeleted+FROM+Account+WHERE+Id='" + id + "'";
    assertThat(org.get("/query?q=" + soql).json().path("totalSize").asInt()).isZero();
    assertThat(org.get("/queryAll/?q=" + soql).json().path("totalSize").asInt()).isEqualTo(1);
  }

  @Test
  void a_person_can_bring_a_record_back_from_the_recycle_bin() {
    String id = org.create("Account", "{'Name':'A'}");
    String contact = org.create("Contact", "{'LastName':'C','AccountId':'" + id + "'}");
    assertThat(org.post("/sandbox/undelete/" + id, "").status()).isEqualTo(400);
    org.delete("/sobjects/Account/" + id);
    assertThat(org.post("/sandbox/undelete/" + id, "").status()).isEqualTo(204);
    assertThat(org.get("/sobjects/Contact/" + contact).status()).isEqualTo(200);
  }

  @Test
  void an_update_stamps_author_and_time() {
    String id = org.create("Account", "{'Name':'A'}");
    org.login("sales-demo").patch("/sobjects/Account/" + id, "{'Name':'B'}");
    String user = org.value("Account", id, "LastModifiedById");
    assertThat(org.value("User", user, "Username")).isEqualTo("sales@fieldbridge.example");
    assertThat(org.value("Account", id, "CreatedById")).isNotEqualTo(user);
  }

  @Test
  void accounts_have_entity_tags_and_all_records_dates_to_check() {
    String id = org.create("Account", "{'Name':'A'}");
    String tag = org.get("/sobjects/Account/" + id).http().headers().firstValue("ETag").get();
    String path = "/sobjects/Account/" + id;
    assertThat(org.call("PATCH", path, "{'Fax':'1'}", "If-Match", tag).status()).isEqualTo(204);
    assertThat(org.call("PATCH", path, "{'Fax':'2'}", "If-Match", tag).status()).isEqualTo(412);
    String past = "Wed, 01 Jan 2020 00:00:00 GMT";
    assertThat(org.call("PATCH", path, "{}", "If-Unmodified-Since", past).status()).isEqualTo(412);
    assertThat(org.call("PATCH", path, "{}", "If-Unmodified-Since", "x").status()).isEqualTo(400);
  }

  @Test
  void patch_can_be_sent_as_post() {
    String id = org.create("Account", "{'Name':'A'}");
    var answer = org.post("/sobjects/Account/" + id + "?_HttpMethod=PATCH", "{'Name':'B'}");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(org.value("Account", id, "Name")).isEqualTo("B");
  }

  @Test
  void parents_and_children_can_be_reached_by_their_names() {
    String id = org.create("Account", "{'Name':'A'}");
    String contact = org.create("Contact", "{'LastName':'C','AccountId':'" + id + "'}");
    assertThat(org.get("/sobjects/Contact/" + contact + "/Account").json().path("Id").asText())
        .isEqualTo(id);
    assertThat(org.get("/sobjects/Account/" + id + "/Contacts").json().path("totalSize").asInt())
        .isEqualTo(1);
  }
}
