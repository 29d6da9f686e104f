package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Another customer or currency has the ERP enter all lines of an order anew, at its list prices:
 * each of ours is there once all the same, at the agreed price in the agreed currency (N7, G20).
 */
class EnteredAnewTest extends AmendmentTestCase {

  @Test
  void the_agreed_prices_stand_when_the_order_goes_to_another_customer() {
    String workOrder = ordered();

    String customer = handOver(workOrder, "Amended For Another");

    awaitAgreed(workOrder, customer);
  }

  @Test
  void the_agreed_currency_stands_when_the_other_customer_has_another() {
    String workOrder = ordered();
    String other = accounts.linked("Amended In Dollars");
    String customer = accounts.customerOf(other).path("id").asText();
    erp.update("customers", customer, "{'currencyCode': 'USD'}");

    crm.update("WorkOrder", workOrder, "{'AccountId': '%s'}".formatted(other));

    awaitAgreed(workOrder, accounts.customerOf(other).path("number").asText());
    assertThat(workOrders.onlyOrder(workOrder).path("currencyCode").asText()).isEqualTo("EUR");
  }

  @Test
  void a_line_of_finance_stays_and_a_part_that_goes_meanwhile_goes_there() {
    String workOrder = ordered();
    addedByFinance(workOrder, "'lineObjectNumber': 'P-1003', 'quantity': 1");
    businessCentral.fault(
        "{'fault': 'row-lock', 'object': 'salesOrderLines', 'operation': 'update', 'times': -1}");
    String customer = handOver(workOrder, "Amended With Finance");
    awaitCustomer(workOrder, customer);

    crm.delete("ProductConsumed", part(workOrder, 3));
    businessCentral.clearFaults();

    soon(
        () ->
            assertThat(lines(workOrder).findValuesAsText("lineObjectNumber"))
                .containsExactlyInAnyOrder("P-1001", "P-1003"));
    soon(() -> assertThat(bridge.open(workOrder)).isEmpty());
    assertThat(price(workOrder, "P-1001")).isEqualTo("12.5");
  }

  @ParameterizedTest
  @CsvSource({
    "lost-reply, salesOrders, 0",
    "commit-later, salesOrders, 0",
    "row-lock, salesOrderLines, 0",
    "row-lock, salesOrderLines, 1",
    "lost-reply, salesOrderLines, 1",
  })
  void each_line_is_there_once_wherever_the_change_is_broken_off(
      String fault, String object, int skip) {
    String workOrder = ordered();
    businessCentral.fault(
        "{'fault': '%s', 'object': '%s', 'operation': 'update', 'skip': %d, 'times': 3, 'milliseconds': 300}"
            .formatted(fault, object, skip));

    String customer = handOver(workOrder, "Amended Despite " + fault + object + skip);

    awaitAgreed(workOrder, customer);
  }

  @Test
  void lines_that_finance_had_entered_anew_are_taken_for_ours() {
    String workOrder = ordered();
    String order = workOrders.onlyOrder(workOrder).path("id").asText();
    String customer = workOrders.onlyOrder(workOrder).path("customerNumber").asText();
    erp.update("salesOrders", order, "{'currencyCode': 'USD'}");

    quantities(workOrder, Map.of(2, 4));

    awaitOrder(workOrder, "71");
    assertThat(lines(workOrder)).hasSize(2);
    awaitCustomer(workOrder, customer);
  }

  @Test
  void lines_that_finance_put_in_the_place_of_ours_are_for_a_person() {
    String workOrder = ordered();
    for (JsonNode line : lines(workOrder)) {
      erp.delete("salesOrderLines", line.path("id").asText());
    }
    addedByFinance(workOrder, "'lineObjectNumber': 'P-1003', 'quantity': 1");

    quantities(workOrder, Map.of(2, 4));

    workOrders.awaitStatus(workOrder, "Rejected by ERP", "are not there any more");
    assertThat(lines(workOrder)).hasSize(1);
  }

  /** Sales gives the work order to a new account; its customer's number. */
  private String handOver(String workOrder, String name) {
    String other = accounts.linked(name);
    crm.update("WorkOrder", workOrder, "{'AccountId': '%s'}".formatted(other));
    return accounts.customerOf(other).path("number").asText();
  }

  private void addedByFinance(String workOrder, String values) {
    String order = workOrders.onlyOrder(workOrder).path("id").asText();
    erp.create(
        "salesOrders(" + order + ")/salesOrderLines", "{'lineType': 'Item', %s}".formatted(values));
  }

  private void awaitAgreed(String workOrder, String customer) {
    awaitCustomer(workOrder, customer);
    awaitOrder(workOrder, "46");
    assertThat(lines(workOrder)).hasSize(2);
    assertThat(List.of(price(workOrder, "P-1001"), price(workOrder, "P-1002")))
        .containsExactly("12.5", "7");
  }

  private void awaitCustomer(String workOrder, String customer) {
    soon(
        () ->
            assertThat(workOrders.onlyOrder(workOrder).path("customerNumber").asText())
                .isEqualTo(customer));
  }

  private JsonNode lines(String workOrder) {
    return workOrders.onlyOrder(workOrder).path("salesOrderLines");
  }

  private String price(String workOrder, String item) {
    for (JsonNode line : lines(workOrder)) {
      if (line.path("lineObjectNumber").asText().equals(item)) {
        return line.path("unitPrice").decimalValue().stripTrailingZeros().toPlainString();
      }
    }
    throw new AssertionError("no line of " + item);
  }
}
