package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Orders with their lines: P2, P3. */
class SalesOrderTest extends BusinessCentralTestCase {

  @Test
  void a_deep_insert_creates_header_and_lines_in_the_order_sent() {
    JsonNode order = order("WO-00012345");

    JsonNode lines = lines(order);
    assertThat(order.path("number").asText()).startsWith("S-ORD");
    assertThat(order.path("status").asText()).isEqualTo("Draft");
    assertThat(order.path("customerNumber").asText()).isEqualTo("K00010");
    assertThat(lines)
        .extracting(line -> line.path("sequence").asInt())
        .containsExactly(10000, 20000, 30000);
    assertThat(lines)
        .extracting(line -> line.path("lineType").asText())
        .containsExactly("Item", "Resource", "Comment");
    assertThat(lines.get(1).path("amountExcludingTax").decimalValue())
        .isEqualByComparingTo("131.03");
    assertThat(order.path("totalAmountExcludingTax").decimalValue()).isEqualByComparingTo("171.01");
    assertThat(order.path("totalTaxAmount").decimalValue()).isEqualByComparingTo("32.49");
    assertThat(order.path("totalAmountIncludingTax").decimalValue()).isEqualByComparingTo("203.50");
  }

  @Test
  void a_bad_line_leaves_nothing_behind() {
    String body =
        """
        {"customerNumber":"K00010","externalDocumentNumber":"WO-1",
         "salesOrderLines":[
          {"lineType":"Item","lineObjectNumber":"P-1001","quantity":1},
          {"lineType":"Item","lineObjectNumber":"NO-SUCH","quantity":1}]}
        """;

    Wire.Answer answer = wire.post("salesOrders", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("Internal_InvalidTableRelation");
    assertThat(wire.get("salesOrders").body().path("value")).isEmpty();
  }

  @Test
  void ship_and_invoice_posts_everything_and_deletes_the_order() {
    JsonNode order = order("WO-00012345");

    Wire.Answer posted =
        wire.act(
            "salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice", "If-Match", etag(order));

    assertThat(posted.status()).isEqualTo(204);
    assertThat(wire.get("salesOrders(" + id(order) + ")").status()).isEqualTo(404);
    JsonNode invoice = wire.only("salesInvoices", "externalDocumentNumber eq 'WO-00012345'");
    assertThat(invoice.path("orderNumber")).isEqualTo(order.path("number"));
    assertThat(invoice.path("orderId").asText()).isEqualTo(id(order));
    assertThat(invoice.path("status").asText()).isEqualTo("Open");
    assertThat(invoice.path("totalAmountIncludingTax").decimalValue())
        .isEqualByComparingTo("203.50");
    assertThat(invoice.path("remainingAmount").decimalValue()).isEqualByComparingTo("203.50");
    assertThat(customer("K00010").path("balanceDue").decimalValue()).isEqualByComparingTo("203.50");
    assertThat(item("P-1001").path("inventory").decimalValue()).isEqualByComparingTo("98");
  }
}
