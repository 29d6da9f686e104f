package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Facts that public documents leave open: each has a setting that turns it. */
class OpenFactsTest extends BusinessCentralTestCase {

  private static final String CHOSEN = "0b7f2d4c-6a51-4f0e-9a77-5d1c3f5b9e01";

  @Test
  void an_action_names_what_came_of_it_where_the_tenant_does_so() {
    assertThat(location(make("makeOrder"))).isEmpty();

    wire.setting("actionLocation", true);

    String order = location(make("makeOrder"));
    assertThat(order).contains("/salesOrders(");
    assertThat(wire.send("GET", order, null).text("status")).isEqualTo("Draft");
    assertThat(location(make("makeInvoice"))).contains("/salesInvoices(");
    String shipped = "salesOrders(" + id(order("WO-1")) + ")/Microsoft.NAV.shipAndInvoice";
    assertThat(location(wire.act(shipped))).contains("/salesInvoices(");
  }

  @Test
  void a_new_row_is_expanded_at_once_where_the_tenant_does_so() {
    String path = "salesOrders?$expand=customer";
    String body = "{\"customerNumber\":\"K00010\"}";
    assertThat(wire.created(path, body).has("customer")).isFalse();

    wire.setting("expandOnCreate", true);

    assertThat(wire.created(path, body).path("customer").path("number").asText())
        .isEqualTo("K00010");
  }

  @Test
  void an_id_can_be_chosen_where_the_tenant_takes_it() {
    String body = "{\"id\":\"" + CHOSEN + "\",\"displayName\":\"Klar GmbH\"}";
    assertThat(wire.post("customers", body).code()).isEqualTo("BadRequest_InvalidOperation");

    wire.setting("clientChosenIds", true);

    assertThat(id(wire.created("customers", body))).isEqualTo(CHOSEN);
    assertThat(wire.post("customers", body).code()).isEqualTo("Internal_EntityWithSameKeyExists");
  }

  @Test
  void a_quote_is_accepted_by_a_change_where_the_version_takes_it() {
    String path = "salesQuotes(" + id(quote()) + ")";
    String accepted = "{\"status\":\"Accepted\"}";
    assertThat(wire.patch(path, "*", accepted).code()).isEqualTo("BadRequest_InvalidOperation");

    wire.setting("quoteStatusWritable", true);

    JsonNode quote = wire.patch(path, "*", accepted).body();
    assertThat(quote.path("status").asText()).isEqualTo("Accepted");
    assertThat(quote.path("acceptedDate").asText()).isNotEqualTo("0001-01-01");
    assertThat(wire.patch(path, "*", "{\"status\":\"Lost\"}").code()).isEqualTo("Unknown");
  }

  @Test
  void lines_of_a_deep_insert_may_bear_a_sequence_in_other_versions() {
    String body =
        "{\"customerNumber\":\"K00010\",\"salesOrderLines\":[{\"sequence\":500,\"description\":\"x\"}]}";
    assertThat(wire.post("salesOrders", body).code()).isEqualTo("Internal_ServerError");

    wire.setting("deepInsertTakesSequence", true);

    assertThat(lines(wire.created("salesOrders", body)).get(0).path("sequence").asInt())
        .isEqualTo(500);
  }

  @Test
  void a_batch_may_stop_at_its_first_error_unless_the_client_wants_it_to_go_on() {
    assertThat(batch("")).containsExactly(400, 201);

    wire.setting("batchContinuesAfterError", false);

    assertThat(batch("")).containsExactly(400);
    assertThat(batch("", "Prefer", "odata.continue-on-error")).containsExactly(400, 201);
  }

  @Test
  void a_batch_may_know_neither_dependencies_nor_groups() {
    String depends = ",\"dependsOn\":[\"1\"]";
    String group = ",\"atomicityGroup\":\"g\"";
    assertThat(batch(depends)).containsExactly(400, 424);
    assertThat(batch(group)).containsExactly(400, 400);

    wire.setting("batchHeedsDependsOn", false);
    wire.setting("batchHeedsAtomicityGroups", false);

    assertThat(batch(depends)).containsExactly(400, 201);
    assertThat(batch(group)).containsExactly(400, 201);
  }

  @Test
  void a_customer_has_no_contact_where_no_relation_code_is_set_up() {
    wire.setting("customerCreatesContact", false);

    JsonNode customer = wire.created("customers", "{\"displayName\":\"Klar GmbH\"}");

    assertThat(wire.get("customers(" + id(customer) + ")/contactsInformation").body().path("value"))
        .isEmpty();
  }

  @Test
  void a_replica_may_not_yet_show_what_was_written() {
    String path = "customers(" + id(customer("K00010")) + ")";
    assertThat(replica(path).path("city").asText()).isEqualTo("Hamburg");
    wire.setting("replicaLagMilliseconds", 3_600_000);
    replica(path);

    wire.patch(path, "*", "{\"city\":\"Kiel\"}");

    assertThat(replica(path).path("city").asText()).isEqualTo("Hamburg");
    assertThat(wire.get(path).text("city")).isEqualTo("Kiel");
    assertThat(wire.get(path, "Data-Access-Intent", "ReadWrite").text("city")).isEqualTo("Kiel");
    wire.setting("replicaLagMilliseconds", 0);
    assertThat(replica(path).path("city").asText()).isEqualTo("Kiel");
  }

  private static JsonNode replica(String path) {
    return wire.get(path, "Data-Access-Intent", "ReadOnly").body();
  }

  @Test
  void an_extension_that_asks_a_question_stops_every_posting() {
    wire.setting("postingDialog", true);

    assertThat(
            wire.act("salesOrders(" + id(order("WO-1")) + ")/Microsoft.NAV.shipAndInvoice").code())
        .isEqualTo("Application_CallbackNotAllowed");
  }

  @Test
  void a_number_series_that_has_run_out_gives_no_numbers() {
    wire.setting("numberSeriesExhausted", true);

    Wire.Answer refused = wire.post("salesOrders", "{\"customerNumber\":\"K00010\"}");

    assertThat(refused.code()).isEqualTo("Application_DialogException");
    assertThat(refused.message()).contains("number series");
  }

  private static JsonNode quote() {
    return wire.created("salesQuotes", "{\"customerNumber\":\"K00010\"}");
  }

  private static Wire.Answer make(String action) {
    return wire.act("salesQuotes(" + id(quote()) + ")/Microsoft.NAV." + action);
  }

  private static String location(Wire.Answer answer) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(204);
    return answer.raw().headers().firstValue("Location").orElse("");
  }

  /** The statuses of a batch whose first part is refused and whose second has more to say. */
  private static List<Integer> batch(String more, String... headers) {
    String part =
        "{\"id\":\"%s\",\"method\":\"POST\",\"url\":\"companies(%s)/customers\"%s,\"body\":{\"displayName\":\"%s\"}}";
    String group = more.contains("atomicityGroup") ? more : "";
    JsonNode answers =
        wire.root(
                "POST",
                "$batch",
                "{\"requests\":[%s,%s]}"
                    .formatted(
                        part.formatted("1", wire.companyId(), group, ""),
                        part.formatted("2", wire.companyId(), more, "Klar GmbH")),
                headers)
            .body()
            .path("responses");
    List<Integer> statuses = new ArrayList<>();
    answers.forEach(each -> statuses.add(each.path("status").asInt()));
    return statuses;
  }
}
