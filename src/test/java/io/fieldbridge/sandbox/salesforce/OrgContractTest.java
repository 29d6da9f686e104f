package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What any org shows, by standard fields of accounts and contacts alone: against the simulator, or
 * against the org that the environment names (see {@link AnyOrg}).
 */
class OrgContractTest {

  private static final String MARK = UUID.randomUUID().toString().substring(0, 8);

  private static AnyOrg org;

  @BeforeAll
  static void start() {
    org = new AnyOrg();
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  private static String account(String name) {
    return org.create("Account", "{'Name':'" + name + " " + MARK + "'}");
  }

  @Test
  void a_created_record_has_an_18_character_id_and_a_location() {
    String id = account("Id");
    assertThat(id).hasSize(18).startsWith("001");
    JsonNode record = org.get("/sobjects/Account/" + id + "?fields=Name,IsDeleted").json();
    assertThat(record.path("attributes").path("url").asText())
        .isEqualTo(AnyOrg.BASE + "/sobjects/Account/" + id);
    assertThat(record.path("IsDeleted").asBoolean(true)).isFalse();
    assertThat(org.get("/sobjects/Account/" + id.substring(0, 15)).status()).isEqualTo(200);
  }

  @Test
  void every_answer_shows_the_use_of_the_api() {
    assertThat(org.get("/limits").http().headers().firstValue("Sforce-Limit-Info").orElse(""))
        .startsWith("api-usage=");
  }

  @Test
  void a_missing_required_field_is_named() {
    var refused = org.call("POST", "/sobjects/Contact", "{'FirstName':'x'}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).isEqualTo("REQUIRED_FIELD_MISSING");
    assertThat(refused.json().path(0).path("fields").path(0).asText()).isEqualTo("LastName");
  }

  @Test
  void wrong_values_have_their_codes() {
    assertThat(error("{'Name':'n','NoSuchField':1}")).isEqualTo("INVALID_FIELD");
    assertThat(error("{'Name':'" + "n".repeat(256) + "'}")).isEqualTo("STRING_TOO_LONG");
    assertThat(error("{'Name':'n','ParentId':'003000000000001'}")).isEqualTo("MALFORMED_ID");
    assertThat(error("{'Name':'n','CreatedDate':'x'")).isEqualTo("JSON_PARSER_ERROR");
    assertThat(org.call("POST", "/sobjects/Contact", "{'LastName':'n','Email':'no'}").error())
        .isEqualTo("INVALID_EMAIL_ADDRESS");
  }

  private static String error(String body) {
    return org.call("POST", "/sobjects/Account", body).error();
  }

  @Test
  void statements_that_are_wrong_have_their_codes() {
    assertThat(org.query("SELECT Nope FROM Account").error()).isEqualTo("INVALID_FIELD");
    assertThat(org.query("SELECT Id FROM Nope").error()).isEqualTo("INVALID_TYPE");
    assertThat(org.query("SELECT Id FROM").error()).isEqualTo("MALFORMED_QUERY");
    assertThat(
            org.query("SELECT Id FROM Account WHERE Id = '1' AND Name = 'a' OR Name = 'b'").error())
        .isEqualTo("MALFORMED_QUERY");
  }

  @Test
  void children_and_parents_come_with_a_query() {
    String id = account("Family");
    org.create("Contact", "{'LastName':'Child " + MARK + "','AccountId':'" + id + "'}");
    JsonNode parent =
        org.query("SELECT Name,(SELECT LastName FROM Contacts) FROM Account WHERE Id='" + id + "'")
            .json()
            .path("records")
            .path(0);
    assertThat(parent.path("Contacts").path("totalSize").asInt()).isEqualTo(1);
    JsonNode child =
        org.query("SELECT Account.Name FROM Contact WHERE AccountId='" + id + "'").json();
    assertThat(child.path("records").path(0).path("Account").path("Name").asText())
        .isEqualTo("Family " + MARK);
  }

  @Test
  void a_deleted_record_is_gone_from_queries_but_not_from_query_all() {
    String id = account("Gone");
    assertThat(org.call("DELETE", "/sobjects/Account/" + id, "").status()).isEqualTo(204);
    assertThat(org.get("/sobjects/Account/" + id).status()).isEqualTo(404);
    String soql = "SELECT IsDeleted FROM Account WHERE Id = '" + id + "'";
    assertThat(org.query(soql).json().path("totalSize").asInt()).isZero();
    JsonNode all = org.get("/queryAll?q=" + AnyOrg.encoded(soql)).json();
    assertThat(all.path("records").path(0).path("IsDeleted").asBoolean()).isTrue();
  }

  @Test
  void a_collection_reports_by_item() {
    var answer =
        org.call(
            "POST",
            "/composite/sobjects",
            "{'allOrNone':true,'records':[{'attributes':{'type':'Account'},'Name':'C'},"
                + "{'attributes':{'type':'Account'}}]}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().findValuesAsText("statusCode"))
        .containsExactly("ALL_OR_NONE_OPERATION_ROLLED_BACK", "REQUIRED_FIELD_MISSING");
  }

  @Test
  void a_composite_rolls_back_as_a_whole() {
    String name = "Composite " + MARK;
    String url = AnyOrg.BASE + "/sobjects/Account";
    var answer =
        org.call(
            "POST",
            "/composite",
            "{'allOrNone':true,'compositeRequest':[{'method':'POST','url':'"
                + url
                + "','referenceId':'a','body':{'Name':'"
                + name
                + "'}},{'method':'POST','url':'"
                + url
                + "','referenceId':'b','body':{'ParentId':'@{a.id}'}}]}");
    assertThat(answer.json().findValuesAsText("errorCode"))
        .containsExactly("PROCESSING_HALTED", "REQUIRED_FIELD_MISSING");
    assertThat(
            org.query("SELECT Id FROM Account WHERE Name = '" + name + "'")
                .json()
                .path("totalSize")
                .asInt())
        .isZero();
  }

  @Test
  void a_stale_write_fails_its_precondition() {
    String id = account("Stale");
    var refused =
        org.call(
            "PATCH",
            "/sobjects/Account/" + id,
            "{'Site':'x'}",
            "If-Unmodified-Since",
            "Sat, 01 Jan 2000 00:00:00 GMT");
    assertThat(refused.status()).isEqualTo(412);
  }
}
