package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Rounding, cumulative tax, discounts and currencies: G10, Z4. */
class AmountsTest extends BusinessCentralTestCase {

  private static final String LINE =
      "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"quantity\":1,\"unitPrice\":10.01}";

  @Test
  void one_line_takes_the_odd_cent_of_its_tax_group() {
    wire.setting("standardTaxPercent", 25);

    JsonNode order = orderOf("K00010", LINE, LINE, LINE);

    assertThat(column(order, "totalTaxAmount"))
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(amount("2.50"), amount("2.51"), amount("2.50"));
    assertThat(order.path("totalTaxAmount").decimalValue()).isEqualByComparingTo("7.51");
  }

  @Test
  void an_edited_line_absorbs_the_difference_against_the_others() {
    wire.setting("standardTaxPercent", 25);
    JsonNode order = orderOf("K00010", LINE, LINE, LINE);
    JsonNode first = lines(order).get(0);

    wire.patch("salesOrderLines(" + id(first) + ")", etag(first), "{\"unitPrice\":10.02}");

    assertThat(column(order, "totalTaxAmount"))
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(amount("2.50"), amount("2.51"), amount("2.50"));
    wire.patch("salesOrderLines(" + id(first) + ")", "*", "{\"unitPrice\":10.04}");
    assertThat(column(order, "totalTaxAmount").get(0)).isEqualByComparingTo("2.51");
    assertThat(header(order).path("totalTaxAmount").decimalValue()).isEqualByComparingTo("7.52");
  }

  @Test
  void a_discount_in_percent_gives_the_amount_and_the_other_way_round() {
    JsonNode order =
        orderOf(
            "K00010",
            "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"quantity\":3,\"unitPrice\":19.99,\"discountPercent\":10}",
            "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"quantity\":1,\"unitPrice\":50,\"discountAmount\":5}");

    assertThat(column(order, "discountAmount").get(0)).isEqualByComparingTo("6.00");
    assertThat(column(order, "amountExcludingTax").get(0)).isEqualByComparingTo("53.97");
    assertThat(column(order, "discountPercent").get(1)).isEqualByComparingTo("10");
  }

  @Test
  void an_invoice_discount_is_spread_over_the_lines_to_the_cent() {
    JsonNode order = orderOf("K00010", LINE, LINE, LINE);

    Wire.Answer changed =
        wire.patch("salesOrders(" + id(order) + ")", "*", "{\"discountAmount\":10}");

    assertThat(changed.body().path("totalAmountExcludingTax").decimalValue())
        .isEqualByComparingTo("20.03");
    assertThat(column(order, "invoiceDiscountAllocation").stream().reduce(BigDecimal::add))
        .hasValueSatisfying(sum -> assertThat(sum).isEqualByComparingTo("10"));
    assertThat(column(order, "amountExcludingTax").get(0)).isEqualByComparingTo("10.01");
    assertThat(changed.body().path("totalTaxAmount").decimalValue()).isEqualByComparingTo("3.81");
  }

  @Test
  void a_list_price_is_shown_in_the_currency_of_the_document() {
    String part = id(item("P-1001"));
    wire.patch("items(" + part + ")", "*", "{\"unitPrice\":46}");

    JsonNode order =
        orderOf("K00080", "{\"lineType\":\"Item\",\"itemId\":\"" + part + "\",\"quantity\":1}");

    assertThat(order.path("currencyCode").asText()).isEqualTo("USD");
    assertThat(column(order, "unitPrice").get(0)).isEqualByComparingTo("50");
    assertThat(column(order, "taxPercent").get(0)).isEqualByComparingTo("0");
  }

  @Test
  void the_ledger_holds_local_amounts_at_the_rate_of_the_posting_date() {
    JsonNode order =
        orderOf(
            "K00080",
            "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"quantity\":1,\"unitPrice\":250}");

    wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice");

    assertThat(customer("K00080").path("balanceDue").decimalValue()).isEqualByComparingTo("230");
    JsonNode details =
        wire.get("customers(" + id(customer("K00080")) + ")/customerFinancialDetail").body();
    assertThat(details.path("balance").decimalValue()).isEqualByComparingTo("230");
    assertThat(details.path("totalSalesExcludingTax").decimalValue()).isEqualByComparingTo("230");
  }

  @Test
  void prices_that_include_tax_are_backed_out() {
    JsonNode order =
        wire.created(
            "salesOrders",
            """
            {"customerNumber":"K00010","pricesIncludeTax":true,"salesOrderLines":[
             {"lineType":"Item","lineObjectNumber":"P-1001","quantity":1,"unitPrice":119}]}
            """);

    assertThat(order.path("totalAmountExcludingTax").decimalValue()).isEqualByComparingTo("100");
    assertThat(order.path("totalTaxAmount").decimalValue()).isEqualByComparingTo("19");
  }

  private static JsonNode orderOf(String customer, String... lines) {
    return wire.created(
        "salesOrders",
        "{\"customerNumber\":\"%s\",\"postingDate\":\"2026-11-03\",\"salesOrderLines\":[%s]}"
            .formatted(customer, String.join(",", lines)));
  }

  private static JsonNode header(JsonNode order) {
    return wire.get("salesOrders(" + id(order) + ")").body();
  }

  private static List<BigDecimal> column(JsonNode order, String name) {
    return StreamSupport.stream(lines(order).spliterator(), false)
        .map(line -> line.path(name).decimalValue())
        .toList();
  }
}
