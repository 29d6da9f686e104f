package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Draft and posted invoices, and quotes on their way to an order. */
class SalesInvoiceTest extends BusinessCentralTestCase {

  @Test
  void a_posted_draft_keeps_its_id_and_changes_its_number() {
    JsonNode draft = draft();

    Wire.Answer posted = wire.act(path(draft) + "/Microsoft.NAV.post");

    assertThat(posted.status()).isEqualTo(204);
    JsonNode invoice = wire.get(path(draft)).body();
    assertThat(invoice.path("number").asText())
        .startsWith("PS-INV")
        .isNotEqualTo(draft.path("number").asText());
    assertThat(invoice.path("status").asText()).isEqualTo("Open");
    assertThat(invoice.path("dueDate").asText()).isEqualTo("2026-12-03");
    assertThat(invoice.path("remainingAmount").decimalValue()).isEqualByComparingTo("119");
    assertThat(customer("K00010").path("balanceDue").decimalValue()).isEqualByComparingTo("119");
  }

  @Test
  void a_posted_invoice_cannot_be_posted_again_nor_changed() {
    JsonNode draft = draft();
    wire.act(path(draft) + "/Microsoft.NAV.post");
    JsonNode line = wire.get(path(draft) + "/salesInvoiceLines").body().path("value").get(0);

    assertThat(wire.act(path(draft) + "/Microsoft.NAV.post").message()).contains("draft");
    assertThat(wire.patch(path(draft), "*", "{\"externalDocumentNumber\":\"X\"}").message())
        .contains("posted");
    assertThat(wire.patch("salesInvoiceLines(" + id(line) + ")", "*", "{\"quantity\":2}").message())
        .contains("posted");
    assertThat(wire.delete(path(draft), "*").status()).isEqualTo(400);
    assertThat(wire.patch(path(draft), "*", "{\"dueDate\":\"2027-01-31\"}").text("dueDate"))
        .isEqualTo("2027-01-31");
  }

  @Test
  void the_number_of_a_draft_is_read_only() {
    assertThat(wire.patch(path(draft()), "*", "{\"number\":\"X\"}").code())
        .isEqualTo("BadRequest_InvalidOperation");
  }

  @Test
  void a_draft_can_be_deleted_with_its_lines() {
    JsonNode draft = draft();

    assertThat(wire.delete(path(draft), etag(draft)).status()).isEqualTo(204);

    assertThat(wire.get(path(draft)).status()).isEqualTo(404);
  }

  @Test
  void an_order_made_from_a_quote_takes_its_place() {
    JsonNode quote =
        wire.created(
            "salesQuotes",
            """
            {"customerNumber":"K00010","externalDocumentNumber":"Q-1","salesQuoteLines":[
             {"lineType":"Item","lineObjectNumber":"P-1001","quantity":2,"unitPrice":50}]}
            """);

    assertThat(wire.act("salesQuotes(" + id(quote) + ")/Microsoft.NAV.makeOrder").status())
        .isEqualTo(204);

    assertThat(wire.get("salesQuotes(" + id(quote) + ")").status()).isEqualTo(404);
    JsonNode order = wire.only("salesOrders", "externalDocumentNumber eq 'Q-1'");
    assertThat(order.path("totalAmountExcludingTax").decimalValue()).isEqualByComparingTo("100");
    assertThat(wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice").status())
        .isEqualTo(204);
  }

  private static JsonNode draft() {
    return wire.created(
        "salesInvoices",
        """
        {"customerNumber":"K00010","invoiceDate":"2026-11-03","salesInvoiceLines":[
         {"lineType":"Item","lineObjectNumber":"P-1001","quantity":1,"unitPrice":100}]}
        """);
  }

  private static String path(JsonNode invoice) {
    return "salesInvoices(" + id(invoice) + ")";
  }
}
