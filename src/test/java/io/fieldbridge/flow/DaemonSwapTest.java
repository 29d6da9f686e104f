package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.Bridge;
import io.fieldbridge.Mappings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running daemon swaps a shipped flow for its XML twin and goes on counting. */
class DaemonSwapTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String XML =
      """
      <routes xmlns="http://camel.apache.org/schema/xml-io">
        <route id="account-to-customer" routeConfigurationId="delivery">
          <from uri="inbox:account-customer?direction=to-erp"/>
          <to uri="sync:read"/>
          <to uri="sync:translate?to=erp"/>
          <to uri="sync:write?system=erp&amp;object=customers"/>
          <to uri="sync:link"/>
          <to uri="sync:report"/>
        </route>
        <route id="account-intake">
          <from uri="sync:changes?system=crm&amp;object=Account"/>
          <to uri="inbox:account-customer?direction=to-erp"/>
        </route>
      </routes>
      """;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void an_xml_flow_takes_over_from_the_yaml_one_and_the_metrics_go_on(@TempDir Path home)
      throws IOException {
    Path routes = shipped(home);
    try (Bridge bridge = Bridge.live(home, Map.of())) {
      account(bridge, "Before Swap");
      await().atMost(PATIENCE).until(() -> delivered(bridge) >= 1);
      double before = delivered(bridge);

      Files.delete(routes.resolve("account-customer.camel.yaml"));
      Files.writeString(routes.resolve("account-customer.camel.xml"), XML);
      await().atMost(PATIENCE).until(() -> counters(bridge, "customer-to-account").isEmpty());
      account(bridge, "After Swap");

      await()
          .atMost(PATIENCE)
          .until(() -> !bridge.erp().find("customers", "displayName eq 'After Swap'").isEmpty());
      await().atMost(PATIENCE).until(() -> delivered(bridge) > before);
      assertThat(bridge.erp().find("customers", "displayName eq 'Before Swap'")).hasSize(1);
    }
  }

  @Test
  void a_flow_that_comes_by_swap_has_its_gauges(@TempDir Path home) throws IOException {
    Mappings.copiedTo(home);
    try (Bridge bridge = Bridge.live(home, Map.of())) {
      Path mappings = home.resolve("mappings");
      for (String kind : List.of(".examples.yaml", ".yaml")) {
        String shipped = Files.readString(mappings.resolve("account-customer" + kind));
        Files.writeString(
            mappings.resolve("second" + kind),
            shipped.replace("contract: account-customer", "contract: second"));
      }

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(metrics(bridge))
                      .contains("fieldbridge_messages{flow=\"second\",state=\"parked\"}")
                      .contains("fieldbridge_flow_stopped{flow=\"second\"}"));
    }
  }

  @Test
  void what_changes_while_a_route_file_is_away_is_told_when_it_is_back(@TempDir Path home)
      throws IOException {
    Path file = shipped(home).resolve("account-customer.camel.yaml");
    try (Bridge bridge = Bridge.live(home, Map.of())) {
      account(bridge, "Told At Once");
      await().atMost(PATIENCE).until(() -> delivered(bridge) >= 1);
      Path aside = Files.move(file, home.resolve("aside"));
      await().atMost(PATIENCE).until(() -> counters(bridge, "account-intake").isEmpty());
      String before = mark(bridge);
      account(bridge, "Told Late");
      await().atMost(PATIENCE).until(() -> !mark(bridge).equals(before));

      Files.move(aside, file);

      await()
          .atMost(PATIENCE)
          .until(() -> !bridge.erp().find("customers", "displayName eq 'Told Late'").isEmpty());
    }
  }

  /** How far the events of Salesforce are read. */
  private static String mark(Bridge bridge) {
    String feed = "salesforce:/data/ChangeEvents";
    return bridge.engine().state().inbox().position(feed).orElse("@").split("@")[0];
  }

  private static Path shipped(Path home) throws IOException {
    Path routes = Files.createDirectories(home.resolve("routes"));
    try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
      for (Path file : shipped.toList()) {
        Files.copy(file, routes.resolve(file.getFileName()));
      }
    }
    return routes;
  }

  private static void account(Bridge bridge, String name) {
    bridge
        .crm()
        .create(
            "Account",
            "{'Name': '"
                + name
                + "', 'BillingCity': 'Bremen', 'BillingCountry': 'Germany', 'CurrencyIsoCode': 'EUR'}");
  }

  private double delivered(Bridge bridge) {
    return counters(bridge, "account-to-customer").stream()
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(0);
  }

  private List<String> counters(Bridge bridge, String route) {
    return metrics(bridge)
        .lines()
        .filter(line -> line.startsWith("camel_exchanges_total"))
        .filter(line -> line.contains("routeId=\"" + route + "\""))
        .toList();
  }

  private String metrics(Bridge bridge) {
    try {
      return http.send(
              HttpRequest.newBuilder(bridge.daemonUrl().resolve("/observe/metrics")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
