package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Quotes on their way to an order or an invoice, and documents sent by mail. */
class QuoteTest extends BusinessCentralTestCase {

  @Test
  void a_quote_becomes_an_order_with_a_new_id_and_is_gone() {
    JsonNode quote = quote();

    assertThat(act(quote, "makeOrder").status()).isEqualTo(204);

    JsonNode order = wire.only("salesOrders", "externalDocumentNumber eq 'Q-1'");
    assertThat(id(order)).isNotEqualTo(id(quote));
    assertThat(order.path("status").asText()).isEqualTo("Draft");
    assertThat(lines(order).get(0).path("shipQuantity").asInt()).isEqualTo(2);
    assertThat(wire.get("salesQuotes(" + id(quote) + ")").status()).isEqualTo(404);
  }

  @Test
  void a_quote_becomes_a_draft_invoice_and_is_gone() {
    JsonNode quote = quote();

    assertThat(act(quote, "makeInvoice").status()).isEqualTo(204);

    JsonNode invoice = wire.only("salesInvoices", "externalDocumentNumber eq 'Q-1'");
    assertThat(invoice.path("status").asText()).isEqualTo("Draft");
    assertThat(invoice.path("totalAmountIncludingTax").decimalValue())
        .isEqualByComparingTo("47.58");
    assertThat(wire.get("salesQuotes(" + id(quote) + ")").status()).isEqualTo(404);
  }

  @Test
  void an_open_opportunity_asks_a_question_that_nobody_answers() {
    JsonNode quote = quote();
    wire.setting("openOpportunityDialog", true);

    Wire.Answer answer = act(quote, "makeOrder");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("Application_CallbackNotAllowed");
  }

  @Test
  void a_sent_quote_says_so_and_its_status_cannot_be_written() {
    JsonNode quote = quote();

    act(quote, "send");

    Wire.Answer sent = wire.get("salesQuotes(" + id(quote) + ")");
    assertThat(sent.text("status")).isEqualTo("Sent");
    assertThat(sent.text("sentDate")).doesNotStartWith("0001");
    assertThat(
            wire.patch("salesQuotes(" + id(quote) + ")", "*", "{\"status\":\"Accepted\"}").code())
        .isEqualTo("BadRequest_InvalidOperation");
  }

  @Test
  void an_invoice_stays_posted_where_its_mail_fails() {
    JsonNode quote = quote();
    act(quote, "makeInvoice");
    String path =
        "salesInvoices(" + id(wire.only("salesInvoices", "externalDocumentNumber eq 'Q-1'")) + ")";
    wire.setting("mailSetup", false);

    Wire.Answer answer = wire.act(path + "/Microsoft.NAV.postAndSend");

    assertThat(answer.code()).isEqualTo("Application_DialogException");
    assertThat(wire.get(path).text("status")).isEqualTo("Open");
    assertThat(wire.get(path).text("number")).startsWith("PS-INV");
  }

  private static JsonNode quote() {
    return wire.created(
        "salesQuotes",
        """
        {"customerNumber":"K00010","externalDocumentNumber":"Q-1","salesQuoteLines":[
          {"lineType":"Item","lineObjectNumber":"P-1001","quantity":2,"unitPrice":19.99}]}
        """);
  }

  private static Wire.Answer act(JsonNode quote, String action) {
    return wire.act("salesQuotes(" + id(quote) + ")/Microsoft.NAV." + action);
  }
}
