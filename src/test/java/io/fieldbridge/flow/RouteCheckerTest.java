package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.mapping.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake in a route file is told with file, line, what and what to do; all at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteCheckerTest {

  private TinyHouse house;

  @BeforeAll
  void build(@TempDir Path home) {
    house = new TinyHouse(home);
    house.properties.setProperty("fieldbridge.flow.work-order-invoice.target", "sales-order");
  }

  @AfterAll
  void stop() {
    house.close();
  }

  @Test
  void the_shipped_routes_have_no_mistake() throws IOException {
    List<RouteText> shipped =
        List.of("_delivery", "_report", "_sweep", "account-customer", "work-order-invoice").stream()
            .map(name -> new RouteText(Path.of("/r/" + name + ".camel.yaml"), Shipped.route(name)))
            .toList();

    assertThat(house.checker().check(shipped)).isEmpty();
  }

  @Test
  void an_unknown_option_is_named_with_its_line() {
    assertThat(steps("- to: sync:read?colour=red"))
        .containsExactly(
            "x.camel.yaml:6: the endpoint has no option colour. Correct the option's name;"
                + " docs/routes.md lists those of sync: and inbox:.");
  }

  @Test
  void a_route_that_begins_nowhere_is_told() {
    assertThat(check(text("x.camel.yaml", "- route:\n    id: x\n")))
        .singleElement()
        .asString()
        .contains("x.camel.yaml", "'x' begins nowhere", "from:");
  }

  @Test
  void an_endpoint_without_a_name_is_told() {
    assertThat(steps("- to: 'sync:'")).singleElement().asString().contains("x.camel.yaml:6");
    assertThat(steps("- to: 'inbox:'")).singleElement().asString().contains("x.camel.yaml:6");
  }

  @Test
  void an_unknown_component_is_named() {
    assertThat(steps("- to: bizcentral:customers"))
        .singleElement()
        .asString()
        .startsWith("x.camel.yaml:6: there is no component 'bizcentral'.");
  }

  @Test
  void a_missing_setting_is_named_and_where_to_set_it() {
    assertThat(steps("- to: log:{{no.such}}"))
        .singleElement()
        .asString()
        .contains("x.camel.yaml:6", "{{no.such}}", "Set no.such in conf/application.properties");
  }

  @Test
  void a_wrong_expression_is_shown() {
    assertThat(steps("- setBody:", "    simple: \"${body\""))
        .singleElement()
        .asString()
        .startsWith("x.camel.yaml:6: the expression '${body' is wrong");
  }

  @Test
  void an_unknown_step_is_named() {
    assertThat(steps("- setBdy: { simple: x }"))
        .containsExactly(
            "x.camel.yaml:6: there is no step 'setBdy'. Correct the step's name or its"
                + " indentation.");
  }

  @Test
  void a_wrong_verb_is_told_together_with_the_right_ones() {
    assertThat(steps("- to: sync:raed"))
        .singleElement()
        .asString()
        .contains("x.camel.yaml:6", "sync:raed is no step", "read, translate");
  }

  @Test
  void a_verb_without_what_it_needs_and_an_unknown_role_are_told() {
    assertThat(steps("- to: sync:write?system=erp", "- to: sync:translate?to=shop"))
        .satisfiesExactly(
            first -> assertThat(first).contains("sync:write needs the option 'object'"),
            second -> assertThat(second).contains("x.camel.yaml:7", "the role 'shop'"));
  }

  @Test
  void an_inbox_without_a_contract_is_told() {
    assertThat(steps("- to: inbox:invoices?direction=to-erp"))
        .singleElement()
        .asString()
        .contains("no contract of that name", "mappings/invoices.yaml");
  }

  @Test
  void an_object_direction_flow_field_or_action_that_nobody_knows_is_told() {
    assertThat(delivery("- to: sync:write?system=erp&object=customer"))
        .singleElement()
        .asString()
        .contains("x.camel.yaml:7", "knows no object 'customer'", "customers");
    assertThat(delivery("- to: sync:post?action=shipAndInvoce"))
        .singleElement()
        .asString()
        .contains("x.camel.yaml:7", "'shipAndInvoce'", "shipAndInvoice");
    assertThat(delivery("- to: sync:refresh?flow=accounts&field=customer"))
        .singleElement()
        .asString()
        .contains("x.camel.yaml:7", "'accounts'");
    assertThat(delivery("- to: sync:refresh?flow=account-customer&field=custommer"))
        .singleElement()
        .asString()
        .contains("x.camel.yaml:7", "no field 'custommer'");
    assertThat(intake("Acount", "to-erp")).singleElement().asString().contains("'Acount'");
    assertThat(intake("Account", "to-crm")).singleElement().asString().contains("go to-erp");
    assertThat(intake("Account", "to-erp")).isEmpty();
  }

  private List<String> delivery(String step) {
    return check(
        text("x.camel.yaml", delivers("deliver", "to-erp").replace("- to: sync:read", step)));
  }

  private List<String> intake(String object, String direction) {
    return check(
        text(
            "x.camel.yaml",
            """
            - route:
                id: intake
                from:
                  uri: sync:changes?system=crm&object=%s
                  steps:
                    - to: inbox:account-customer?direction=%s
            """
                .formatted(object, direction)));
  }

  @Test
  void a_missing_bean_is_named() {
    assertThat(steps("- bean: { ref: prices }"))
        .singleElement()
        .asString()
        .contains("there is no bean 'prices'", "camel.beans.prices");
  }

  @Test
  void a_delivery_without_failure_routing_is_told() {
    assertThat(
            check(
                text(
                    "x.camel.yaml",
                    """
                    - route:
                        id: deliver
                        from:
                          uri: inbox:account-customer?direction=to-erp
                          steps:
                            - to: sync:read
                    """)))
        .singleElement()
        .asString()
        .contains("x.camel.yaml:1", "'routeConfigurationId: delivery'");
  }

  @Test
  void an_id_that_two_files_use_is_told_with_both() {
    String route =
        "- route:\n    id: twice\n    from:\n      uri: timer:%s\n      steps:\n        - to: log:x\n";
    assertThat(
            check(
                text("a.camel.yaml", route.formatted("a")),
                text("b.camel.yaml", route.formatted("b"))))
        .hasSize(2)
        .allSatisfy(
            problem -> assertThat(problem).contains("a.camel.yaml:1 and b.camel.yaml:1", "twice"));
  }

  @Test
  void two_routes_that_deliver_one_inbox_are_told_with_both_in_yaml_and_in_xml() {
    assertThat(
            check(
                text("a.camel.yaml", delivers("a", "to-erp") + delivers("other", "to-crm")),
                text(
                    "b.camel.xml",
                    """
                    <routes xmlns="http://camel.apache.org/schema/xml-io">
                      <route id="b" routeConfigurationId="*">
                        <from uri="inbox:account-customer?workers=3&amp;direction=to-erp"/>
                        <to uri="sync:read"/>
                      </route>
                    </routes>
                    """)))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("a.camel.yaml:1: more than one route delivers"),
            second -> assertThat(second).startsWith("b.camel.xml:2: more than one route delivers"))
        .allSatisfy(
            problem ->
                assertThat(problem)
                    .contains("account-customer to-erp", "a.camel.yaml:1 and b.camel.xml:2"));
  }

  @Test
  void of_two_routes_for_one_inbox_one_may_be_left_out_by_its_precondition() {
    String left = delivers("b", "to-erp").replace("id: b", "id: b\n    precondition: \"false\"");

    assertThat(check(text("a.camel.yaml", delivers("a", "to-erp") + left))).isEmpty();
  }

  private static String delivers(String id, String direction) {
    return """
    - route:
        id: %s
        routeConfigurationId: "*"
        from:
          uri: inbox:account-customer?direction=%s
          steps:
            - to: sync:read
    """
        .formatted(id, direction);
  }

  @Test
  void xml_is_checked_like_yaml() {
    assertThat(
            check(
                text(
                    "x.camel.xml",
                    """
                    <routes xmlns="http://camel.apache.org/schema/xml-io">
                      <route id="x">
                        <from uri="timer:x?perod=4"/>
                        <to uri="sync:post?system=erp"/>
                      </route>
                    </routes>
                    """)))
        .satisfiesExactly(
            first -> assertThat(first).contains("x.camel.xml:3", "no option perod"),
            second -> assertThat(second).contains("x.camel.xml:4", "needs the option 'action'"));
  }

  @Test
  void a_file_that_is_no_yaml_or_empty_is_told_beside_the_others() {
    assertThat(
            check(
                text("a.camel.yaml", "- route:\n    id: x\n   from: y\n"),
                text("b.camel.yaml", ""),
                text("c.camel.yaml", "- route: { id: c, from: { uri: \"nope:c\", steps: [] } }")))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("a.camel.yaml:3: "),
            second -> assertThat(second).startsWith("b.camel.yaml: the file is empty"),
            third -> assertThat(third).contains("there is no component 'nope'"));
  }

  private List<String> steps(String... steps) {
    String head = "- route:\n    id: x\n    from:\n      uri: direct:x\n      steps:\n        ";
    return check(text("x.camel.yaml", head + String.join("\n        ", steps) + "\n"));
  }

  private static RouteText text(String name, String text) {
    return new RouteText(Path.of("/routes", name), text);
  }

  private List<String> check(RouteText... texts) {
    return house.checker().check(List.of(texts)).stream().map(Problem::toString).toList();
  }
}
