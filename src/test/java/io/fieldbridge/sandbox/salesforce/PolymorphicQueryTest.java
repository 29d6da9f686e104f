package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lookups to one of several objects, and TYPEOF: contract sections 5 and 12.4. */
class PolymorphicQueryTest extends OrgTestCase {

  @BeforeEach
  void records() {
    String account = org.create("Account", "{'Name':'Poly','Phone':'1','Industry':'Shipping'}");
    String workOrder = org.create("WorkOrder", "{'Subject':'Poly order'}");
    task("about account", account);
    task("about order", workOrder);
    org.create("Task", "{'Subject':'about nothing'}");
  }

  private static void task(String subject, String what) {
    org.create("Task", "{'Subject':'" + subject + "','WhatId':'" + what + "'}");
  }

  private static JsonNode what(String selected, String subject) {
    var answer =
        org.query("SELECT " + selected + " FROM Task WHERE Subject = 'about " + subject + "'");
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    return answer.json().path("records").path(0).path("What");
  }

  @Test
  void the_parent_shows_the_fields_that_all_have() {
    JsonNode account = what("What.Name, What.Type", "account");
    assertThat(account.path("Name").asText()).isEqualTo("Poly");
    assertThat(account.path("Type").asText()).isEqualTo("Account");
    assertThat(account.path("attributes").path("type").asText()).isEqualTo("Name");
    assertThat(account.path("attributes").path("url").asText()).contains("/sobjects/Account/001");
    assertThat(what("What.Name", "order").path("Name").asText()).startsWith("000");
    assertThat(what("What.Name", "nothing").isNull()).isTrue();
  }

  @Test
  void it_can_be_filtered_by_its_type_but_not_by_a_field_of_one_object() {
    assertThat(org.first("SELECT Subject FROM Task WHERE What.Type = 'WorkOrder'", "Subject"))
        .isEqualTo("about order");
    var refused = org.query("SELECT Id FROM Task WHERE What.Industry = 'Shipping'");
    assertThat(refused.error()).isEqualTo("INVALID_FIELD");
    assertThat(refused.message()).contains("No such column 'Industry' on entity 'Name'");
  }

  @Test
  void an_order_may_belong_to_a_queue() {
    String queue = org.create("Group", "{'Name':'Dispatch','Type':'Queue'}");
    org.create("WorkOrder", "{'Subject':'Queued','OwnerId':'" + queue + "'}");
    String owned = " FROM WorkOrder WHERE Subject = 'Queued' AND Owner.Type = 'Group'";
    JsonNode owner =
        org.query("SELECT Owner.Name, Owner.Username" + owned).json().at("/records/0/Owner");
    assertThat(owner.path("Name").asText()).isEqualTo("Dispatch");
    assertThat(owner.path("Username").isNull()).isTrue();
    assertThat(org.post("/sobjects/Account", "{'Name':'A','OwnerId':'" + queue + "'}").error())
        .isEqualTo("MALFORMED_ID");
  }

  @Test
  void typeof_takes_fields_by_object() {
    String typeof =
        "Id, TYPEOF What WHEN Account THEN Phone, Owner.Username"
            + " WHEN Asset THEN SerialNumber ELSE Name END";
    JsonNode account = what(typeof, "account");
    assertThat(account.path("Phone").asText()).isEqualTo("1");
    assertThat(account.path("Owner").path("Username").asText()).contains("@");
    assertThat(account.path("attributes").path("type").asText()).isEqualTo("Account");
    assertThat(what(typeof, "order").path("Name").asText()).startsWith("000");
    assertThat(what(typeof, "nothing").isNull()).isTrue();
    assertThat(what("TYPEOF What WHEN Account THEN Phone END", "order").isNull()).isTrue();
  }

  @Test
  void typeof_needs_a_lookup_to_several_objects_and_one_of_them() {
    assertThat(org.query("SELECT TYPEOF Owner WHEN User THEN Name END FROM Account").error())
        .isEqualTo("INVALID_FIELD");
    assertThat(org.query("SELECT TYPEOF What WHEN Product2 THEN Name END FROM Task").error())
        .isEqualTo("INVALID_TYPE");
    assertThat(org.query("SELECT TYPEOF What WHEN Account THEN Phone FROM Task").error())
        .isEqualTo("MALFORMED_QUERY");
  }
}
