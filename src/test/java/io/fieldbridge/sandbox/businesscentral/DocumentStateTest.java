package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the state of a document allows, and what its lines make of it. */
class DocumentStateTest extends BusinessCentralTestCase {

  private JsonNode order;

  @BeforeEach
  void take_an_order() {
    order = order("WO-1");
  }

  @Test
  void an_order_in_review_is_locked_and_not_posted_until_it_is_approved() {
    state("In_x0020_Review");

    assertThat(wire.patch(path(), "*", "{\"shipToName\":\"Gate 2\"}").message())
        .contains("Status must be equal to", "Pending Approval");
    assertThat(wire.patch(line(), "*", "{\"quantity\":3}").code())
        .isEqualTo("Application_FieldValidationException");
    assertThat(post().message()).contains("approval");
    state("Open");
    assertThat(post().status()).isEqualTo(204);
  }

  @Test
  void a_reopened_order_can_be_changed_again() {
    state("Open");
    state("Draft");

    assertThat(wire.patch(line(), "*", "{\"quantity\":3}").status()).isEqualTo(200);
  }

  @Test
  void whether_an_order_is_shipped_is_told_by_its_lines_and_not_by_what_is_written() {
    wire.patch(path(), "*", "{\"fullyShipped\":true}");

    assertThat(wire.get(path()).body().path("fullyShipped").asBoolean()).isFalse();
    for (JsonNode line : lines(order)) {
      if (line.path("quantity").decimalValue().signum() != 0) {
        wire.patch("salesOrderLines(" + id(line) + ")", "*", "{\"invoiceQuantity\":0}");
      }
    }
    post();
    assertThat(wire.get(path()).body().path("fullyShipped").asBoolean()).isTrue();
    assertThat(wire.query("salesOrders", "$filter", "fullyShipped eq true").body().path("value"))
        .hasSize(1);
  }

  @Test
  void where_quantities_to_ship_begin_blank_they_are_blank_again_after_a_part() {
    wire.setting("blankQuantityToShip", true);
    wire.patch(line(), "*", "{\"shipQuantity\":1}");
    post();

    JsonNode rest = wire.get(line()).body();

    assertThat(rest.path("shippedQuantity").decimalValue()).isEqualByComparingTo("1");
    assertThat(rest.path("shipQuantity").decimalValue()).isEqualByComparingTo("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dueDate", "invoiceDate", "postingDate"})
  void an_invoice_without_one_of_its_dates_is_not_posted(String date) {
    JsonNode invoice =
        wire.created(
            "salesInvoices",
            """
            {"customerNumber":"K00010","salesInvoiceLines":[
              {"lineType":"Item","lineObjectNumber":"P-1001","quantity":1}]}""");
    wire.patch("salesInvoices(" + id(invoice) + ")", "*", "{\"" + date + "\":\"0001-01-01\"}");
    wire.patch(
        "salesInvoices(" + id(invoice) + ")",
        "*",
        date.equals("invoiceDate") ? "{\"dueDate\":\"2026-12-01\"}" : "{}");

    Wire.Answer refused = wire.act("salesInvoices(" + id(invoice) + ")/Microsoft.NAV.post");

    assertThat(refused.code()).isEqualTo("Application_FieldValidationException");
    assertThat(refused.message()).contains("Date must have a value");
  }

  @Test
  void a_quote_whose_payer_is_blocked_becomes_no_order() {
    JsonNode quote =
        wire.created(
            "salesQuotes", "{\"customerNumber\":\"K00010\",\"billToCustomerNumber\":\"K00020\"}");
    wire.patch("customers(" + id(customer("K00020")) + ")", "*", "{\"blocked\":\"Ship\"}");

    assertThat(wire.act("salesQuotes(" + id(quote) + ")/Microsoft.NAV.makeOrder").message())
        .contains("is blocked with type");
  }

  private void state(String status) {
    Wire.Answer answer =
        wire.admin(
            "POST",
            "release",
            "{\"object\":\"salesOrders\",\"number\":\"%s\",\"status\":\"%s\"}"
                .formatted(order.path("number").asText(), status));
    assertThat(answer.status()).isEqualTo(204);
  }

  private Wire.Answer post() {
    return wire.act(path() + "/Microsoft.NAV.shipAndInvoice");
  }

  private String path() {
    return "salesOrders(" + id(order) + ")";
  }

  private String line() {
    return "salesOrderLines(" + id(lines(order).get(0)) + ")";
  }
}
