package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.store.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A parked message is told to a webhook, and is parked whatever becomes of that. */
class AlertTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String FAILING =
      """
      - route:
          id: deliver
          routeConfigurationId: delivery
          from:
            uri: inbox:account-customer?direction=to-erp
            steps:
              - throwException:
                  exceptionType: java.lang.IllegalStateException
                  message: "no good"
      - route:
          id: intake
          from:
            uri: sync:changes?system=crm&object=Account
            steps:
              - to: inbox:account-customer?direction=to-erp
      """;

  @TempDir private Path home;
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final AtomicInteger refuse = new AtomicInteger();
  private HttpServer server;
  private TinyHouse house;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook/secret-part",
        call -> {
          String query = String.valueOf(call.getRequestURI().getRawQuery());
          String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          posted.add(call.getRequestMethod() + " " + query + " " + body);
          call.sendResponseHeaders(refuse.getAndDecrement() > 0 ? 500 : 200, -1);
          call.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    house.close();
    server.stop(0);
  }

  @Test
  void the_webhook_gets_the_text_as_json_once() throws Exception {
    start(true);

    house.crm.tell("Account", "001A");

    await().atMost(PATIENCE).until(() -> posted.size() == 1);
    assertThat(posted.get(0)).startsWith("POST sig=a%2Fb {");
    String body = posted.get(0).substring(posted.get(0).indexOf('{'));
    assertThat(JsonText.read(body).path("text").asText())
        .contains("account-customer", "salesforce:Account:001A", "./fieldbridge show");
    assertThat(JsonText.read(body).size()).isEqualTo(1);
  }

  @Test
  void a_webhook_that_fails_is_asked_again_and_then_left_alone() throws Exception {
    refuse.set(5);
    start(true);

    house.crm.tell("Account", "001A");

    await().atMost(PATIENCE).until(() -> posted.size() == 4);
    house.crm.tell("Account", "001B");
    await().atMost(PATIENCE).until(() -> posted.size() == 6);
    assertThat(posted.get(5)).contains("001B");
    assertThat(parked()).isEqualTo(2);
  }

  @Test
  void without_an_address_there_is_no_alert_route_and_messages_are_parked() throws Exception {
    start(false);

    house.crm.tell("Account", "001A");

    await().atMost(PATIENCE).until(() -> parked() == 1);
    assertThat(house.camel.getRoute("alert")).isNull();
    assertThat(posted).isEmpty();
  }

  @Test
  void a_broken_alert_route_keeps_no_message_from_being_parked() throws Exception {
    house = new TinyHouse(home);
    house.write(
        "routes/_alert.camel.yaml",
        """
        - route:
            id: alert
            from:
              uri: inbox:parked
              steps:
                - to: direct:nowhere?failIfNoConsumers=true&block=false
        """);
    go();

    house.crm.tell("Account", "001A");
    house.crm.tell("Account", "001B");

    await().atMost(PATIENCE).until(() -> parked() == 2);
  }

  @Test
  void personal_values_are_masked_and_the_rest_is_told() throws Exception {
    house = new TinyHouse(home).webhook(Optional.of(address()));
    house.ship("_alert.camel.xml");
    String reading = "- to: sync:read\n        - throwException:";
    go(FAILING.replace("- throwException:", reading).replace("no good", "no good: ${body[Name]}"));
    house.crm.put("Account", "001A", "Name", "Zephyrine Quux");

    house.crm.tell("Account", "001A");

    await().atMost(PATIENCE).until(() -> posted.size() == 1);
    assertThat(posted.get(0)).contains("no good: ***").doesNotContain("Zephyrine");
  }

  @Test
  void the_address_is_shown_to_nobody() {
    house = new TinyHouse(home).webhook(Optional.of(address()));

    assertThat(house.camel.getRegistry().lookupByName("webhook").toString())
        .isEqualTo("webhook at " + address().getHost());
    assertThat(house.properties.toString()).doesNotContain("secret-part");
  }

  private void start(boolean withAddress) throws Exception {
    house = new TinyHouse(home).webhook(withAddress ? Optional.of(address()) : Optional.empty());
    house.ship("_alert.camel.xml");
    go();
  }

  private void go() throws Exception {
    go(FAILING);
  }

  private void go(String routes) throws Exception {
    house.ship("_delivery.camel.yaml");
    house.write("routes/failing.camel.yaml", routes);
    house.start();
    house.engine.state().modes().set("account-customer", FlowMode.LIVE, "test");
  }

  private long parked() {
    return house.engine.state().inbox().backlog().stream()
        .filter(backlog -> backlog.state() == io.fieldbridge.inbox.State.PARKED)
        .mapToLong(backlog -> backlog.count())
        .sum();
  }

  private URI address() {
    return URI.create(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/hook/secret-part?sig=a%2Fb");
  }
}
