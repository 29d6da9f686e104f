package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Decimals of currencies, rounded invoices, and discounts that a customer gets by itself. */
class RoundingTest extends BusinessCentralTestCase {

  @Test
  void amounts_have_the_decimals_of_their_currency() {
    wire.patch(
        "currencies(" + id(wire.only("currencies", "code eq 'USD'")) + ")",
        "*",
        "{\"amountDecimalPlaces\":\"0:0\"}");

    JsonNode order =
        order(
            "\"currencyCode\":\"USD\"",
            "\"quantity\":3,\"unitPrice\":10.55,\"discountPercent\":10");

    JsonNode line = lines(order).get(0);
    assertThat(line.path("discountAmount").decimalValue()).isEqualByComparingTo("3");
    assertThat(line.path("amountExcludingTax").decimalValue()).isEqualByComparingTo("29");
    assertThat(line.path("totalTaxAmount").decimalValue()).isEqualByComparingTo("6");
    assertThat(again(order).path("totalAmountIncludingTax").decimalValue())
        .isEqualByComparingTo("35");
  }

  @Test
  void a_posted_invoice_is_rounded_by_a_line_of_its_own_where_that_is_set_up() {
    wire.setting("invoiceRoundingCents", 5);
    JsonNode order =
        order("\"externalDocumentNumber\":\"WO-9\"", "\"quantity\":1,\"unitPrice\":10.01");
    assertThat(again(order).path("totalAmountIncludingTax").decimalValue())
        .isEqualByComparingTo("11.91");

    wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice");

    JsonNode invoice =
        wire.query(
                "salesInvoices",
                "$filter",
                "externalDocumentNumber eq 'WO-9'",
                "$expand",
                "salesInvoiceLines")
            .body()
            .path("value")
            .get(0);
    assertThat(invoice.path("totalAmountIncludingTax").decimalValue())
        .isEqualByComparingTo("11.90");
    assertThat(invoice.path("remainingAmount").decimalValue()).isEqualByComparingTo("11.90");
    JsonNode rounding = invoice.path("salesInvoiceLines").get(1);
    assertThat(rounding.path("lineType").asText()).isEqualTo("Account");
    assertThat(rounding.path("amountIncludingTax").decimalValue()).isEqualByComparingTo("-0.01");
    assertThat(customer("K00010").path("balanceDue").decimalValue()).isEqualByComparingTo("11.90");
  }

  @Test
  void a_customer_with_a_discount_of_its_own_gets_it_until_somebody_gives_another() {
    wire.setup("customers", "K00010", "{\"invoiceDiscountPercent\":10}");

    JsonNode order = order("\"orderDate\":\"2026-11-03\"", "\"quantity\":2,\"unitPrice\":50");

    assertThat(again(order).path("discountAmount").decimalValue()).isEqualByComparingTo("10");
    assertThat(again(order).path("totalAmountExcludingTax").decimalValue())
        .isEqualByComparingTo("90");
    wire.patch("salesOrders(" + id(order) + ")", "*", "{\"discountAmount\":4}");
    wire.patch("salesOrderLines(" + id(lines(order).get(0)) + ")", "*", "{\"quantity\":3}");
    assertThat(again(order).path("discountAmount").decimalValue()).isEqualByComparingTo("4");
  }

  private static JsonNode order(String header, String line) {
    return wire.created(
        "salesOrders",
        "{\"customerNumber\":\"K00010\",%s,\"salesOrderLines\":[{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",%s}]}"
            .formatted(header, line));
  }

  private static JsonNode again(JsonNode order) {
    return wire.get("salesOrders(" + id(order) + ")").body();
  }
}
