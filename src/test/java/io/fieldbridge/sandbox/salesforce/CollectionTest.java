package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Many records in one call, as contract sections 3.3 and 3.4 say. */
class CollectionTest extends OrgTestCase {

  private static String account(String rest) {
    return "{'attributes':{'type':'Account'}" + rest + "}";
  }

  @Test
  void each_item_has_its_result_and_its_status_code() {
    var answer =
        org.post(
            "/composite/sobjects",
            "{'allOrNone':false,'records':["
                + account(",'Name':'A'")
                + ","
                + account("")
                + ","
                + account(",'Name':'C'")
                + "]}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path(0).path("success").asBoolean()).isTrue();
    JsonNode failed = answer.json().path(1);
    assertThat(failed.path("success").asBoolean()).isFalse();
    assertThat(failed.path("errors").path(0).path("statusCode").asText())
        .isEqualTo("REQUIRED_FIELD_MISSING");
    assertThat(failed.path("errors").path(0).path("fields").path(0).asText()).isEqualTo("Name");
    assertThat(answer.json().path(2).path("success").asBoolean()).isTrue();
  }

  @Test
  void all_or_none_leaves_nothing() {
    long before = org.query("SELECT COUNT() FROM Account").json().path("totalSize").asLong();
    var answer =
        org.post(
            "/composite/sobjects",
            "{'allOrNone':true,'records':[" + account(",'Name':'A'") + "," + account("") + "]}");
    assertThat(answer.json().path(0).path("errors").path(0).path("statusCode").asText())
        .isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
    assertThat(answer.json().path(1).path("errors").path(0).path("statusCode").asText())
        .isEqualTo("REQUIRED_FIELD_MISSING");
    assertThat(org.query("SELECT COUNT() FROM Account").json().path("totalSize").asLong())
        .isEqualTo(before);
  }

  @Test
  void updates_upserts_reads_and_deletes_go_in_collections_too() {
    String id = org.create("Account", "{'Name':'A'}");
    var updated =
        org.patch(
            "/composite/sobjects",
            "{'records':[" + account(",'id':'" + id + "','ERP_Customer_Id__c':'C-1'") + "]}");
    assertThat(updated.json().path(0).path("id").asText()).isEqualTo(id);
    var upserted =
        org.patch(
            "/composite/sobjects/Account/ERP_Customer_Id__c",
            "{'records':["
                + account(",'ERP_Customer_Id__c':'C-1','Name':'B'")
                + ","
                + account(",'ERP_Customer_Id__c':'C-2','Name':'N'")
                + ","
                + account(",'ERP_Customer_Id__c':'C-3','Name':'N'")
                + ","
                + account(",'ERP_Customer_Id__c':'c-3','Name':'N'")
                + "]}");
    assertThat(upserted.json().path(0).path("created").asBoolean()).isFalse();
    assertThat(upserted.json().path(1).path("created").asBoolean()).isTrue();
    assertThat(upserted.json().path(2).path("errors").path(0).path("statusCode").asText())
        .isEqualTo("DUPLICATE_VALUE");

    var read =
        org.post(
            "/composite/sobjects/Account",
            "{'ids':['" + id + "','001FB0zzzzzzzzz'],'fields':['Name']}");
    assertThat(read.json().path(0).path("Name").asText()).isEqualTo("B");
    assertThat(read.json().path(1).isNull()).isTrue();
    var byUrl = org.get("/composite/sobjects/Account?ids=" + id + "&fields=Id,Name");
    assertThat(byUrl.json().path(0).path("Id").asText()).isEqualTo(id);

    var deleted = org.delete("/composite/sobjects?ids=" + id + "&allOrNone=false");
    assertThat(deleted.json().path(0).path("success").asBoolean()).isTrue();
    assertThat(org.get("/sobjects/Account/" + id).status()).isEqualTo(404);
  }

  @Test
  void more_than_200_records_are_refused_as_a_whole() {
    String many = (account(",'Name':'A'") + ",").repeat(201).replaceFirst(",$", "");
    var refused = org.post("/composite/sobjects", "{'records':[" + many + "]}");
    assertThat(refused.status()).isEqualTo(400);
  }

  @Test
  void a_composite_call_may_refer_to_earlier_answers() {
    var answer =
        org.post(
            "/composite",
            "{'allOrNone':true,'compositeRequest':["
                + "{'method':'POST','url':'/services/data/v62.0/sobjects/Account','referenceId':'a',"
                + "'body':{'Name':'A'}},"
                + "{'method':'POST','url':'/services/data/v62.0/sobjects/Contact','referenceId':'c',"
                + "'body':{'LastName':'C','AccountId':'@{a.id}'}},"
                + "{'method':'GET','url':'/services/data/v62.0/sobjects/Contact/@{c.id}','referenceId':'r'}"
                + "]}");
    JsonNode parts = answer.json().path("compositeResponse");
    assertThat(parts.path(0).path("httpStatusCode").asInt()).isEqualTo(201);
    assertThat(parts.path(0).path("httpHeaders").path("Location").asText())
        .contains("/Account/001");
    assertThat(parts.path(2).path("body").path("AccountId"))
        .isEqualTo(parts.path(0).path("body").path("id"));
    assertThat(parts.path(2).path("referenceId").asText()).isEqualTo("r");
  }

  @Test
  void a_failed_all_or_none_composite_leaves_nothing() {
    long before = org.query("SELECT COUNT() FROM Account").json().path("totalSize").asLong();
    String parts =
        "'compositeRequest':["
            + "{'method':'POST','url':'/services/data/v62.0/sobjects/Account','referenceId':'a',"
            + "'body':{'Name':'A'}},"
            + "{'method':'POST','url':'/services/data/v62.0/sobjects/Account','referenceId':'b',"
            + "'body':{}},"
            + "{'method':'PATCH','url':'/services/data/v62.0/sobjects/Account/@{b.id}','referenceId':'c',"
            + "'body':{'Name':'B'}}]}";
    JsonNode all = org.post("/composite", "{'allOrNone':true," + parts).json();
    assertThat(error(all, 0)).isEqualTo("PROCESSING_HALTED");
    assertThat(error(all, 1)).isEqualTo("REQUIRED_FIELD_MISSING");
    assertThat(error(all, 2)).isEqualTo("PROCESSING_HALTED");
    assertThat(org.query("SELECT COUNT() FROM Account").json().path("totalSize").asLong())
        .isEqualTo(before);
    JsonNode some = org.post("/composite", "{'allOrNone':false," + parts).json();
    assertThat(some.path("compositeResponse").path(0).path("httpStatusCode").asInt())
        .isEqualTo(201);
    assertThat(error(some, 2)).isEqualTo("PROCESSING_HALTED");
  }

  private static String error(JsonNode composite, int index) {
    return composite
        .path("compositeResponse")
        .path(index)
        .path("body")
        .path(0)
        .path("errorCode")
        .asText();
  }

  @Test
  void a_failed_item_inside_rolls_an_all_or_none_composite_back() {
    long before = org.query("SELECT COUNT() FROM Account").json().path("totalSize").asLong();
    JsonNode answers =
        org.post(
                "/composite",
                "{'allOrNone':true,'compositeRequest':["
                    + "{'method':'POST','url':'/services/data/v62.0/sobjects/Account',"
                    + "'referenceId':'a','body':{'Name':'A'}},"
                    + "{'method':'POST','url':'/services/data/v62.0/composite/sobjects',"
                    + "'referenceId':'b','body':{'allOrNone':false,'records':["
                    + account(",'Name':'B'")
                    + ","
                    + account("")
                    + "]}}]}")
            .json();
    assertThat(error(answers, 0)).isEqualTo("PROCESSING_HALTED");
    assertThat(answers.path("compositeResponse").path(1).path("httpStatusCode").asInt())
        .isEqualTo(200);
    assertThat(org.query("SELECT COUNT() FROM Account").json().path("totalSize").asLong())
        .isEqualTo(before);
  }

  @Test
  void a_wrong_composite_is_refused_as_a_whole() {
    assertThat(org.post("/composite", "{'compositeRequest':[]}").status()).isEqualTo(400);
    assertThat(
            org.post(
                    "/composite",
                    "{'compositeRequest':[{'method':'GET','url':'/x','referenceId':'a-b'}]}")
                .status())
        .isEqualTo(400);
  }
}
