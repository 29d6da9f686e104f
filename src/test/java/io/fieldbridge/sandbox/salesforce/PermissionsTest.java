package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Field-level security, object permissions, currencies, locks: contract sections 4 and 13. */
class PermissionsTest extends OrgTestCase {

  private static void permit(String rules) {
    var answer =
        org.post(
            "/sandbox/settings",
            "{'access':{'permissions':{'integration@fieldbridge.example':{" + rules + "}}}}");
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void a_hidden_field_does_not_exist() {
    permit("'Account.ERP_Credit_Limit__c':'none'");
    assertThat(org.query("SELECT ERP_Credit_Limit__c FROM Account").error())
        .isEqualTo("INVALID_FIELD");
    assertThat(org.query("SELECT Account.ERP_Credit_Limit__c FROM Contact").error())
        .isEqualTo("INVALID_FIELD");
    assertThat(org.post("/sobjects/Account", "{'Name':'A','ERP_Credit_Limit__c':1}").error())
        .isEqualTo("INVALID_FIELD");
    assertThat(org.get("/sobjects/Account/describe").http().body())
        .doesNotContain("ERP_Credit_Limit__c");
    String id = org.first("SELECT Id FROM Account LIMIT 1", "Id");
    assertThat(org.get("/sobjects/Account/" + id).json().has("ERP_Credit_Limit__c")).isFalse();
    org.login("sales-demo");
    assertThat(org.query("SELECT ERP_Credit_Limit__c FROM Account").status()).isEqualTo(200);
  }

  @Test
  void a_read_only_field_cannot_be_written() {
    permit("'Account.Phone':'read'");
    assertThat(org.query("SELECT Phone FROM Account LIMIT 1").status()).isEqualTo(200);
    var refused = org.post("/sobjects/Account", "{'Name':'A','Phone':'1'}");
    assertThat(refused.error()).isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
    assertThat(refused.json().path(0).path("fields").path(0).asText()).isEqualTo("Phone");
  }

  @Test
  void abilities_of_an_object_can_be_taken() {
    String id = org.create("Account", "{'Name':'A'}");
    permit("'Account':'read','Asset':''");
    assertThat(org.post("/sobjects/Account", "{'Name':'B'}").error())
        .isEqualTo("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");
    assertThat(org.patch("/sobjects/Account/" + id, "{'Name':'B'}").error())
        .isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY");
    assertThat(org.delete("/sobjects/Account/" + id).error())
        .isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY");
    assertThat(org.query("SELECT Id FROM Asset").error()).isEqualTo("INVALID_TYPE");
    assertThat(org.get("/sobjects/Asset/describe").status()).isEqualTo(404);
    assertThat(org.get("/sobjects/Account/describe").json().path("createable").asBoolean(true))
        .isFalse();
  }

  @Test
  void the_status_of_an_error_is_a_setting() {
    permit("'Account':'read'");
    String body = "{'access':{'errorStatus':{'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY':403}}}";
    org.post("/sandbox/settings", body);
    assertThat(org.post("/sobjects/Account", "{'Name':'B'}").status()).isEqualTo(403);
    org.post("/sandbox/settings", "{'access':{'refuseAllWith':'API_CURRENTLY_DISABLED'}}");
    assertThat(org.get("/limits").status()).isEqualTo(403);
    assertThat(org.get("/limits").error()).isEqualTo("API_CURRENTLY_DISABLED");
  }

  @Test
  void a_single_currency_org_knows_no_currency_field() {
    org.post("/sandbox/settings", "{'multiCurrency':false}");
    assertThat(org.post("/sobjects/Account", "{'Name':'A','CurrencyIsoCode':'EUR'}").error())
        .isEqualTo("INVALID_FIELD");
    assertThat(org.query("SELECT IsoCode FROM CurrencyType").error()).isEqualTo("INVALID_TYPE");
    String standard = "SELECT COUNT() FROM PricebookEntry WHERE Pricebook2.IsStandard = true";
    assertThat(org.query(standard).json().path("totalSize").asInt()).isEqualTo(200);
    assertThat(org.query("SELECT COUNT() FROM WorkOrder").json().path("totalSize").asInt())
        .isEqualTo(40);
  }

  @Test
  void a_held_row_cannot_be_locked_nor_can_its_lines_be_summed() {
    String quote = org.first("SELECT QuoteId FROM QuoteLineItem LIMIT 1", "QuoteId");
    String line =
        org.first("SELECT Id FROM QuoteLineItem WHERE QuoteId = '" + quote + "' LIMIT 1", "Id");
    org.post("/sandbox/locks", "{'id':'" + quote + "'}");
    assertThat(org.patch("/sobjects/Quote/" + quote, "{'Name':'N'}").error())
        .isEqualTo("UNABLE_TO_LOCK_ROW");
    var refused = org.patch("/sobjects/QuoteLineItem/" + line, "{'Quantity':9}");
    assertThat(refused.error()).isEqualTo("UNABLE_TO_LOCK_ROW");
    assertThat(refused.message()).contains(quote);
    String contact = org.first("SELECT Id FROM Contact WHERE AccountId != null LIMIT 1", "Id");
    org.post("/sandbox/locks", "{'id':'" + org.value("Contact", contact, "AccountId") + "'}");
    assertThat(org.patch("/sobjects/Contact/" + contact, "{'Phone':'1'}").error())
        .isEqualTo("UNABLE_TO_LOCK_ROW");
    org.delete("/sandbox/locks");
    assertThat(org.patch("/sobjects/Quote/" + quote, "{'Name':'N'}").status()).isEqualTo(204);
  }

  @Test
  void a_record_in_approval_is_locked_for_editing() {
    String quote = org.first("SELECT Id FROM Quote LIMIT 1", "Id");
    org.post("/sandbox/locks", "{'id':'" + quote + "','kind':'approval'}");
    assertThat(org.patch("/sobjects/Quote/" + quote, "{'Name':'N'}").error())
        .isEqualTo("ENTITY_IS_LOCKED");
  }

  @Test
  void a_merge_moves_the_children_and_names_the_winner() {
    String winner = org.create("Account", "{'Name':'W'}");
    String loser = org.create("Account", "{'Name':'L'}");
    String contact = org.create("Contact", "{'LastName':'C','AccountId':'" + loser + "'}");
    String body = "{'winner':'" + winner + "','losers':['" + loser + "']}";
    assertThat(org.post("/sandbox/merge", body).status()).isEqualTo(204);
    assertThat(org.value("Contact", contact, "AccountId")).isEqualTo(winner);
    assertThat(org.get("/sobjects/Account/" + loser).status()).isEqualTo(404);
    String deleted = "/queryAll?q=SELECT+MasterRecordId+FROM+Account+WHERE+Id='" + loser + "'";
    assertThat(
            org.get(deleted.replace("'", "%27"))
                .json()
                .path("records")
                .path(0)
                .path("MasterRecordId")
                .asText())
        .isEqualTo(winner);
  }
}
