package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route file or contract that changed is swapped, after a check, while the rest runs. */
class HotSwapTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String INTAKE =
      """
      - route:
          id: %s
          from:
            uri: sync:changes?system=%s&object=%s
            steps:
              - setVariable: { name: note, constant: "%s" }
              - to: inbox:account-customer?direction=to-erp
      """;

  /** A part of an account. */
  private static final String CONTACT = "Contact&root=AccountId&rootObject=Account";

  private TinyHouse house;

  @BeforeEach
  void start(@TempDir Path home) throws Exception {
    house = new TinyHouse(home);
    house.write("routes/accounts.camel.yaml", INTAKE.formatted("accounts", "crm", "Account", "a"));
    house.write("routes/orders.camel.yaml", INTAKE.formatted("orders", "fsm", "WorkOrder", "a"));
    house.start();
    await().atMost(PATIENCE).until(() -> !house.crm.opened().isEmpty());
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void no_change_is_lost_while_a_file_is_swapped_again_and_again() {
    for (int round = 0; round < 3; round++) {
      String note = "round " + round;
      IntStream.range(0, 60).forEach(i -> house.crm.tell("Account", note + "-" + i));
      house.write(
          "routes/accounts.camel.yaml", INTAKE.formatted("accounts", "crm", "Account", note));
      IntStream.range(60, 100).forEach(i -> house.crm.tell("Account", note + "-" + i));
      await().atMost(PATIENCE).until(() -> text("accounts").contains(note));
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(house.received("account-customer"))
                    .hasSize(300)
                    .doesNotHaveDuplicates());
    assertThat(house.crm.opened()).hasSize(1);
  }

  @Test
  void the_other_flows_keep_their_routes_as_they_are() {
    Object before = house.camel.getRoute("orders");

    house.write("routes/accounts.camel.yaml", INTAKE.formatted("accounts", "crm", "Account", "b"));
    await().atMost(PATIENCE).until(() -> text("accounts").contains("constant{b}"));

    assertThat((Object) house.camel.getRoute("orders")).isSameAs(before);
  }

  @Test
  void a_file_with_a_mistake_leaves_what_runs_until_it_is_mended() {
    house.write("routes/accounts.camel.yaml", INTAKE.formatted("accounts", "nobody", "X", "b"));
    house.write("routes/fresh.camel.yaml", INTAKE.formatted("fresh", "crm", CONTACT, "b"));
    await().atMost(PATIENCE).until(() -> house.camel.getRoute("fresh") != null);

    assertThat(text("accounts")).contains("constant{a}");

    house.write("routes/accounts.camel.yaml", INTAKE.formatted("accounts", "crm", "Account", "c"));
    await().atMost(PATIENCE).until(() -> text("accounts").contains("constant{c}"));
  }

  @Test
  void a_file_that_cannot_be_read_keeps_no_other_and_is_taken_when_it_can() {
    house.write("routes/fresh.camel.yaml", "#".repeat(1_000_001));
    house.write("routes/accounts.camel.yaml", INTAKE.formatted("accounts", "crm", "Account", "b"));
    await().atMost(PATIENCE).until(() -> text("accounts").contains("constant{b}"));

    house.write("routes/fresh.camel.yaml", INTAKE.formatted("fresh", "crm", CONTACT, "b"));
    await().atMost(PATIENCE).until(() -> house.camel.getRoute("fresh") != null);
  }

  @Test
  void a_route_that_asks_for_another_object_reopens_the_feed_where_it_stood() {
    house.crm.tell("Account", "first");
    await().atMost(PATIENCE).until(() -> house.received("account-customer").contains("first"));

    house.write("routes/fresh.camel.yaml", INTAKE.formatted("fresh", "crm", CONTACT, "b"));
    await().atMost(PATIENCE).until(() -> house.crm.opened().size() == 2);
    house.crm.tell("Contact", "second");

    await().atMost(PATIENCE).until(() -> house.received("account-customer").contains("second"));
    assertThat(house.crm.opened().get(1)).isEqualTo(Set.of("Account", "Contact", "WorkOrder"));
    assertThat(house.received("account-customer")).containsExactly("first", "second");
    assertThat(house.erp.opened()).isEmpty();
  }

  @Test
  void a_deleted_file_stops_its_routes_and_closes_what_nobody_asks_for() {
    house.delete("routes/accounts.camel.yaml");

    await().atMost(PATIENCE).until(() -> house.camel.getRoute("accounts") == null);
    await().atMost(PATIENCE).until(() -> house.crm.opened().size() == 2);
    assertThat(house.crm.opened().get(1)).isEqualTo(Set.of("WorkOrder"));
    assertThat(house.camel.getRoute("orders")).isNotNull();
  }

  @Test
  void an_xml_route_takes_the_place_of_a_yaml_one() {
    house.delete("routes/accounts.camel.yaml");
    house.write(
        "routes/accounts.camel.xml",
        """
        <routes xmlns="http://camel.apache.org/schema/xml-io">
          <route id="accounts">
            <from uri="sync:changes?system=crm&amp;object=Account"/>
            <to uri="inbox:account-customer?direction=to-erp"/>
          </route>
        </routes>
        """);
    await().atMost(PATIENCE).until(() -> !text("accounts").contains("constant"));

    house.crm.tell("Account", "by-xml");
    await().atMost(PATIENCE).until(() -> house.received("account-customer").contains("by-xml"));
    assertThat(house.crm.opened()).hasSize(1);
  }

  @Test
  void the_shared_failure_routing_is_swapped_with_every_route_that_names_it() {
    house.ship("_delivery.camel.yaml");
    house.ship("_report.camel.yaml");
    await().atMost(PATIENCE).until(() -> house.camel.getRoute("report") != null);
    Object before = house.camel.getRoute("report");
    int configurations = house.camel.getRouteConfigurationDefinitions().size();

    house.write(
        "routes/_delivery.camel.yaml",
        Shipped.route("_delivery").replace("backOff=1s&backOffMax=1m", "backOff=1s&backOffMax=3m"));

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                house.camel.getRoute("report") != null && house.camel.getRoute("report") != before);
    assertThat(house.camel.getRouteConfigurationDefinitions()).hasSize(configurations);
    assertThat(house.camel.hasEndpoint("inbox:waiting?backOff=1s&backOffMax=3m")).isNotNull();
  }

  @Test
  void a_shared_file_that_routes_still_need_is_not_taken_away() {
    house.ship("_delivery.camel.yaml");
    house.ship("_report.camel.yaml");
    await().atMost(PATIENCE).until(() -> house.camel.getRoute("report") != null);

    int configurations = house.camel.getRouteConfigurationDefinitions().size();
    house.delete("routes/_delivery.camel.yaml");
    house.write("routes/fresh.camel.yaml", INTAKE.formatted("fresh", "crm", CONTACT, "b"));

    await().atMost(PATIENCE).until(() -> house.camel.getRoute("fresh") != null);
    assertThat(house.camel.getRouteConfigurationDefinitions()).hasSize(configurations);
  }

  @Test
  void a_contract_is_swapped_when_it_and_its_examples_are_in_order() {
    String shipped = Shipped.mapping("account-customer");
    house.write("mappings/account-customer.yaml", shipped.replace("version: 1", "version: x"));
    house.write("mappings/work-order-invoice.yaml", bumped("work-order-invoice"));
    await().atMost(PATIENCE).until(() -> version("work-order-invoice") == 7);
    assertThat(version("account-customer")).isEqualTo(1);

    house.write("mappings/account-customer.yaml", bumped("account-customer"));
    await().atMost(PATIENCE).until(() -> version("account-customer") == 7);
  }

  private static String bumped(String flow) {
    return Shipped.mapping(flow).replace("version: 1", "version: 7");
  }

  private int version(String flow) {
    return house.engine.contracts().find(flow).orElseThrow().version();
  }

  private String text(String route) {
    return String.valueOf(house.camel.getRouteDefinition(route));
  }
}
