package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** External ids: upserts, parents named by them, and what happens with several or none. */
class UpsertTest extends OrgTestCase {

  private static final String KEY = "/sobjects/Account/ERP_Customer_Id__c/";

  @Test
  void an_upsert_creates_then_updates() {
    var created = org.patch(KEY + "C-1", "{'Name':'A'}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().path("created").asBoolean()).isTrue();
    var updated = org.patch(KEY + "c-1", "{'Name':'B'}");
    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.json().path("created").asBoolean()).isFalse();
    assertThat(updated.json().path("id")).isEqualTo(created.json().path("id"));
    var old = org.patch("/services/data/v45.0" + KEY + "C-1", "{'Name':'C'}");
    assertThat(old.status()).isEqualTo(204);
  }

  @Test
  void the_key_must_not_be_in_the_body() {
    var refused = org.patch(KEY + "C-1", "{'Name':'A','ERP_Customer_Id__c':'C-1'}");
    assertThat(refused.error()).isEqualTo("INVALID_FIELD");
  }

  @Test
  void update_only_never_creates() {
    assertThat(org.patch(KEY + "C-1?updateOnly=true", "{'Name':'A'}").status()).isEqualTo(404);
  }

  @Test
  void keys_may_hold_slashes_and_blanks() {
    assertThat(org.patch(KEY + "C%2F1%20x", "{'Name':'A'}").status()).isEqualTo(201);
    assertThat(org.get(KEY + "C%2F1%20x").json().path("ERP_Customer_Id__c").asText())
        .isEqualTo("C/1 x");
  }

  @Test
  void a_key_of_several_records_answers_300_with_their_addresses() {
    String first = org.create("WorkOrder", "{'ERP_Order_Number__c':'SO-1'}");
    org.create("WorkOrder", "{'ERP_Order_Number__c':'so-1'}");
    var several = org.get("/sobjects/WorkOrder/ERP_Order_Number__c/SO-1");
    assertThat(several.status()).isEqualTo(300);
    assertThat(several.json().path(0).asText())
        .isEqualTo("/services/data/v62.0/sobjects/WorkOrder/" + first);
    assertThat(several.json()).hasSize(2);
  }

  @Test
  void a_unique_value_is_taken_once_in_any_case() {
    String id = org.create("Account", "{'Name':'A','ERP_Customer_Id__c':'c-1'}");
    var refused = org.post("/sobjects/Account", "{'Name':'B','ERP_Customer_Id__c':'C-1'}");
    assertThat(refused.error()).isEqualTo("DUPLICATE_VALUE");
    assertThat(refused.message())
        .isEqualTo(
            "duplicate value found: ERP_Customer_Id__c duplicates value on record with id: " + id);
  }

  @Test
  void the_key_of_a_deleted_record_is_free_again() {
    String first = org.patch(KEY + "C-1", "{'Name':'A'}").json().path("id").asText();
    org.delete("/sobjects/Account/" + first);
    var again = org.patch(KEY + "C-1", "{'Name':'A'}");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().path("id").asText()).isNotEqualTo(first);
  }

  @Test
  void a_parent_can_be_named_by_its_external_id() {
    String account = org.patch(KEY + "C-1", "{'Name':'A'}").json().path("id").asText();
    String contact =
        org.create("Contact", "{'LastName':'X','Account':{'ERP_Customer_Id__c':'C-1'}}");
    assertThat(org.value("Contact", contact, "AccountId")).isEqualTo(account);
    var missing =
        org.post("/sobjects/Contact", "{'LastName':'X','Account':{'ERP_Customer_Id__c':'C-9'}}");
    assertThat(missing.error()).isEqualTo("INVALID_FIELD");
    assertThat(missing.message()).startsWith("Foreign key external ID: c-9 not found for field");
    var both =
        org.post(
            "/sobjects/Contact",
            "{'LastName':'X','AccountId':'"
                + account
                + "','Account':{'ERP_Customer_Id__c':'C-1'}}");
    assertThat(both.error()).isEqualTo("INVALID_FIELD");
  }
}
