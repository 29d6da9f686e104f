package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Composite Graph, Tree and Batch: contract section 3.4. */
class TreeAndGraphTest extends OrgTestCase {

  private static long count(String name) {
    return org.query("SELECT COUNT() FROM Account WHERE Name = '" + name + "'")
        .json()
        .path("totalSize")
        .asLong();
  }

  private static String node(String reference, String object, String body) {
    return "{'method':'POST','url':'/services/data/v62.0/sobjects/"
        + object
        + "','referenceId':'"
        + reference
        + "','body':"
        + body
        + "}";
  }

  @Test
  void each_graph_is_all_or_none_for_itself() {
    String graphs =
        "{'graphs':[{'graphId':'g1','compositeRequest':["
            + node("a", "Account", "{'Name':'Graph one'}")
            + ","
            + node("c", "Contact", "{'LastName':'C','AccountId':'@{a.id}'}")
            + "]},{'graphId':'g2','compositeRequest':["
            + node("a", "Account", "{'Name':'Graph two'}")
            + ","
            + node("b", "Account", "{}")
            + "]}]}";
    JsonNode answer = org.post("/composite/graph", graphs).json().path("graphs");
    assertThat(answer.path(0).path("isSuccessful").asBoolean()).isTrue();
    assertThat(answer.path(1).path("isSuccessful").asBoolean()).isFalse();
    JsonNode second = answer.path(1).path("graphResponse").path("compositeResponse");
    assertThat(second.path(0).path("body").path(0).path("errorCode").asText())
        .isEqualTo("PROCESSING_HALTED");
    assertThat(second.path(1).path("body").path(0).path("errorCode").asText())
        .isEqualTo("REQUIRED_FIELD_MISSING");
    assertThat(count("Graph one")).isEqualTo(1);
    assertThat(count("Graph two")).isZero();
  }

  @Test
  void a_graph_holds_single_records_only() {
    String query =
        "{'graphs':[{'graphId':'g','compositeRequest':[{'method':'GET',"
            + "'url':'/services/data/v62.0/query?q=SELECT+Id+FROM+Account','referenceId':'q'}]}]}";
    assertThat(org.post("/composite/graph", query).status()).isEqualTo(400);
    assertThat(org.post("/services/data/v49.0/composite/graph", "{}").status()).isEqualTo(404);
  }

  private static String tree(String contact) {
    return "{'records':[{'attributes':{'type':'Account','referenceId':'r1'},'Name':'Tree',"
        + "'Contacts':{'records':[{'attributes':{'type':'Contact','referenceId':'r2'}"
        + contact
        + "}]}}]}";
  }

  @Test
  void a_tree_is_inserted_with_its_children() {
    var answer = org.post("/composite/tree/Account", tree(",'LastName':'T'"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("hasErrors").asBoolean(true)).isFalse();
    String account = answer.json().path("results").path(0).path("id").asText();
    String contact = answer.json().path("results").path(1).path("id").asText();
    assertThat(org.value("Contact", contact, "AccountId")).isEqualTo(account);
    org.delete("/sobjects/Account/" + account);
  }

  @Test
  void a_tree_with_a_wrong_leaf_leaves_nothing() {
    var answer = org.post("/composite/tree/Account", tree(""));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("hasErrors").asBoolean()).isTrue();
    JsonNode failed = answer.json().path("results");
    assertThat(failed).hasSize(1);
    assertThat(failed.path(0).path("referenceId").asText()).isEqualTo("r2");
    assertThat(failed.path(0).path("errors").path(0).path("statusCode").asText())
        .isEqualTo("REQUIRED_FIELD_MISSING");
    assertThat(count("Tree")).isZero();
  }

  private static String batch(boolean halt) {
    return "{'haltOnError':"
        + halt
        + ",'batchRequests':[{'method':'POST','url':'v62.0/sobjects/Account',"
        + "'richInput':{'Name':'Batch'}},{'method':'GET','url':'v62.0/sobjects/Nothing/1'},"
        + "{'method':'GET','url':'v62.0/limits'}]}";
  }

  @Test
  void the_calls_of_a_batch_are_independent_and_counted() {
    long before = used();
    JsonNode results = org.post("/composite/batch", batch(false)).json();
    assertThat(results.path("hasErrors").asBoolean()).isTrue();
    assertThat(results.path("results").path(0).path("statusCode").asInt()).isEqualTo(201);
    assertThat(results.path("results").path(1).path("statusCode").asInt()).isEqualTo(404);
    assertThat(results.path("results").path(2).path("statusCode").asInt()).isEqualTo(200);
    assertThat(used() - before).isGreaterThanOrEqualTo(4);
  }

  private static long used() {
    String header = org.get("/limits").http().headers().firstValue("Sforce-Limit-Info").orElse("");
    return Long.parseLong(header.replaceAll("api-usage=(\\d+)/.*", "$1"));
  }

  @Test
  void a_batch_halts_on_an_error_where_it_shall() {
    JsonNode third = org.post("/composite/batch", batch(true)).json().path("results").path(2);
    assertThat(third.path("statusCode").asInt()).isEqualTo(412);
    assertThat(third.path("result").path(0).path("errorCode").asText())
        .isEqualTo("BATCH_PROCESSING_HALTED");
  }

  @Test
  void the_composite_resources_are_listed() {
    assertThat(org.get("/composite").json().fieldNames())
        .toIterable()
        .containsExactly("tree", "batch", "sobjects", "graph");
  }
}
