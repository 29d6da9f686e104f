package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks: handshake, notifications, expiry and what ends a subscription. */
class SubscriptionTest extends BusinessCentralTestCase {

  private Subscriber subscriber;

  @BeforeEach
  void listen() throws IOException {
    subscriber = new Subscriber();
    wire.setting("webhookDelayMilliseconds", 100);
    wire.setting("webhookRetryMilliseconds", 20);
  }

  @AfterEach
  void stopListening() {
    subscriber.close();
  }

  @Test
  void a_subscription_begins_with_a_handshake_and_lasts_three_days() {
    JsonNode subscription = subscribe("customers").body();

    assertThat(subscriber.handshakes()).isEqualTo(1);
    Instant expires = Instant.parse(subscription.path("expirationDateTime").asText());
    assertThat(Duration.between(Instant.now(), expires))
        .isBetween(Duration.ofHours(71), Duration.ofHours(72));
    assertThat(wire.root("GET", "subscriptions", null).body().path("value")).hasSize(1);
  }

  @Test
  void subscriptions_are_found_by_what_they_watch() {
    subscribe("customers");
    subscribe("items");

    String filter = Wire.encoded("endswith(resource,'/items')");

    JsonNode found = wire.root("GET", "subscriptions?$filter=" + filter, null).body().path("value");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("resource").asText()).endsWith("/items");
  }

  @Test
  void whoever_does_not_repeat_the_token_gets_no_subscription() {
    subscriber.forgetsTokens();

    Wire.Answer answer = subscribe("customers");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains("validation");
    assertThat(wire.root("GET", "subscriptions", null).body().path("value")).isEmpty();
  }

  @Test
  void a_change_is_told_without_its_data() {
    subscribe("customers");
    String customer = id(customer("K00010"));

    wire.patch("customers(" + customer + ")", "*", "{\"city\":\"Kiel\"}");
    wire.patch("customers(" + customer + ")", "*", "{\"city\":\"Bremen\"}");

    patiently().until(() -> !subscriber.notifications().isEmpty());
    assertThat(subscriber.notifications()).hasSize(1);
    JsonNode told = subscriber.notifications().get(0);
    assertThat(told.path("changeType").asText()).isEqualTo("updated");
    assertThat(told.path("resource").asText()).endsWith("/customers(" + customer + ")");
    assertThat(told.path("clientState").asText()).isEqualTo("secret");
    assertThat(wire.send("GET", told.path("resource").asText(), null).text("city"))
        .isEqualTo("Bremen");
  }

  @Test
  void a_line_tells_of_its_header_and_a_posted_order_is_deleted() {
    JsonNode order = order("WO-1");
    subscribe("salesOrders");

    JsonNode line = lines(order).get(0);
    wire.patch("salesOrderLines(" + id(line) + ")", "*", "{\"quantity\":3}");

    patiently().until(() -> subscriber.notifications().size() == 1);
    wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice");
    patiently().until(() -> subscriber.notifications().size() == 2);
    assertThat(subscriber.notifications())
        .extracting(told -> told.path("changeType").asText())
        .containsExactly("updated", "deleted");
  }

  @Test
  void what_was_rolled_back_is_not_told() {
    subscribe("customers");
    String part =
        "{\"id\":\"1\",\"method\":\"POST\",\"url\":\"companies(%s)/customers\",\"body\":{\"displayName\":\"%s\"}}";
    wire.root(
        "POST",
        "$batch",
        "{\"requests\":[%s,%s]}"
            .formatted(
                part.formatted(wire.companyId(), "Ghost"), part.formatted(wire.companyId(), "")),
        "Isolation",
        "snapshot");
    wire.created("customers", "{\"displayName\":\"Real\"}");

    patiently().until(() -> !subscriber.notifications().isEmpty());
    assertThat(subscriber.notifications()).hasSize(1);
  }

  @Test
  void many_changes_are_told_as_a_collection_to_be_queried() {
    wire.setting("webhookCollectionFrom", 2);
    subscribe("items");

    for (String number : new String[] {"P-1001", "P-1002", "P-1003"}) {
      wire.patch("items(" + id(item(number)) + ")", "*", "{\"unitCost\":3.33}");
    }

    patiently().until(() -> !subscriber.notifications().isEmpty());
    JsonNode told = subscriber.notifications().get(0);
    assertThat(told.path("changeType").asText()).isEqualTo("collection");
    assertThat(wire.send("GET", told.path("resource").asText(), null).body().path("value"))
        .hasSize(3);
  }

  @Test
  void an_answer_of_5xx_is_tried_again() {
    subscribe("customers");
    subscriber.answers(503);

    wire.patch("customers(" + id(customer("K00010")) + ")", "*", "{\"city\":\"Kiel\"}");

    patiently().until(() -> subscriber.calls().size() >= 3);
    assertThat(wire.root("GET", "subscriptions", null).body().path("value")).hasSize(1);
  }

  @Test
  void an_answer_of_4xx_deletes_the_subscription() {
    subscribe("customers");
    subscriber.answers(404);

    wire.patch("customers(" + id(customer("K00010")) + ")", "*", "{\"city\":\"Kiel\"}");

    patiently().until(() -> wire.root("GET", "subscriptions", null).body().path("value").isEmpty());
  }

  @Test
  void renewal_needs_the_tag_and_shakes_hands_again() {
    JsonNode subscription = subscribe("customers").body();
    String path = "subscriptions('" + subscription.path("subscriptionId").asText() + "')";

    assertThat(wire.root("PATCH", path, "{}").code()).isEqualTo("BadRequest_InvalidToken");
    assertThat(wire.root("PATCH", path, "{}", "If-Match", etag(subscription)).status())
        .isEqualTo(200);

    assertThat(subscriber.handshakes()).isEqualTo(2);
    assertThat(wire.root("PATCH", path, "{}", "If-Match", etag(subscription)).status())
        .isEqualTo(409);
    assertThat(wire.root("DELETE", path, null, "If-Match", "*").status()).isEqualTo(204);
    assertThat(wire.root("GET", path, null).status()).isEqualTo(404);
  }

  @Test
  void an_expired_subscription_is_gone() {
    wire.setting("webhookExpirySeconds", 0);

    subscribe("customers");

    assertThat(wire.root("GET", "subscriptions", null).body().path("value")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"contacts", "itemVariants", "salesShipments", "customerPayments", "nothing"})
  void some_sets_cannot_be_subscribed_to(String set) {
    Wire.Answer answer = subscribe(set);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains("does not support subscriptions");
  }

  @Test
  void an_address_without_https_is_taken_on_this_machine_alone() {
    Wire.Answer answer = subscribe("customers", "http://hooks.example/bc");

    assertThat(answer.message()).contains("https");
    wire.setting("webhookHttpOnLoopback", false);
    assertThat(subscribe("customers").message()).contains("https");
  }

  @Test
  void there_are_at_most_so_many_subscriptions() {
    wire.setting("webhookSubscriptionsMax", 1);
    subscribe("customers");

    assertThat(subscribe("items").message()).contains("maximum number");
  }

  private Wire.Answer subscribe(String set) {
    return subscribe(set, subscriber.url());
  }

  private static Wire.Answer subscribe(String set, String url) {
    return wire.root(
        "POST",
        "subscriptions",
        """
        {"notificationUrl":"%s","resource":"/api/v2.0/companies(%s)/%s","clientState":"secret"}
        """
            .formatted(url, wire.companyId(), set));
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
  }
}
