package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What people do in the vendor's client beside us, through the admin path. */
class BackofficeTest extends BusinessCentralTestCase {

  @Test
  void a_released_order_is_locked_but_can_be_posted() {
    JsonNode order = order("WO-1");
    release("salesOrders", order);

    Wire.Answer locked =
        wire.patch("salesOrders(" + id(order) + ")", "*", "{\"shipToName\":\"Gate 2\"}");

    assertThat(locked.code()).isEqualTo("Application_FieldValidationException");
    assertThat(locked.message()).contains("Status must be equal to");
    assertThat(wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice").status())
        .isEqualTo(204);
  }

  @Test
  void an_open_invoice_may_be_a_released_draft() {
    JsonNode invoice = wire.created("salesInvoices", "{\"customerNumber\":\"K00010\"}");

    release("salesInvoices", invoice);

    assertThat(wire.get("salesInvoices(" + id(invoice) + ")").text("status")).isEqualTo("Open");
    assertThat(wire.get("salesInvoices(" + id(invoice) + ")").text("number"))
        .isEqualTo(invoice.path("number").asText());
  }

  @Test
  void a_payment_moves_the_time_stamp_only_when_it_closes_the_invoice() {
    JsonNode order = order("WO-1");
    wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice");
    JsonNode invoice = invoice();

    pay(invoice, "100");

    JsonNode part = invoice();
    assertThat(part.path("remainingAmount").decimalValue()).isEqualByComparingTo("103.50");
    assertThat(etag(part)).isEqualTo(etag(invoice));
    assertThat(customer("K00010").path("balanceDue").decimalValue()).isEqualByComparingTo("103.5");
    pay(invoice, "103.50");
    assertThat(invoice().path("status").asText()).isEqualTo("Paid");
    assertThat(etag(invoice())).isNotEqualTo(etag(invoice));
    assertThat(customer("K00010").path("balanceDue").decimalValue()).isEqualByComparingTo("0");
  }

  @Test
  void a_payment_of_too_much_is_refused_with_a_sentence() {
    wire.act("salesOrders(" + id(order("WO-1")) + ")/Microsoft.NAV.shipAndInvoice");

    Wire.Answer answer =
        wire.admin(
            "POST",
            "payments",
            "{\"invoice\":\"%s\",\"amount\":999}".formatted(invoice().path("number").asText()));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("problem")).contains("203.5");
  }

  @Test
  void a_rate_that_is_entered_holds_from_its_day() {
    String rate =
        "{\"currencyCode\":\"%s\",\"startingDate\":\"%s\",\"exchangeRateAmount\":100,"
            + "\"relationalExchangeRateAmount\":50}";

    assertThat(wire.admin("POST", "rates", rate.formatted("USD", "2026-11-01")).status())
        .isEqualTo(204);

    JsonNode entered = wire.only("currencyExchangeRates", "startingDate eq 2026-11-01");
    assertThat(entered.path("relationalExchangeRateAmount").decimalValue())
        .isEqualByComparingTo("50");
    assertThat(wire.admin("POST", "rates", rate.formatted("XXX", "2026-11-01")).text("problem"))
        .contains("there is no currencies XXX");
    assertThat(wire.admin("POST", "rates", rate.formatted("USD", "soon")).text("problem"))
        .contains("must be a date such as");
  }

  @Test
  void records_are_shown_raw_and_an_unknown_setting_is_refused() {
    assertThat(wire.admin("GET", "records/customers", null).body()).hasSizeGreaterThan(30);
    assertThat(wire.admin("POST", "settings", "{\"colour\":1}").text("problem"))
        .contains("unknown setting");
  }

  private static JsonNode invoice() {
    return wire.only("salesInvoices", "externalDocumentNumber eq 'WO-1'");
  }

  private static void release(String set, JsonNode document) {
    String body =
        "{\"object\":\"%s\",\"number\":\"%s\"}".formatted(set, document.path("number").asText());
    assertThat(wire.admin("POST", "release", body).status()).isEqualTo(204);
  }

  private static void pay(JsonNode invoice, String amount) {
    String body =
        "{\"invoice\":\"%s\",\"amount\":%s}".formatted(invoice.path("number").asText(), amount);
    assertThat(wire.admin("POST", "payments", body).status()).isEqualTo(204);
  }
}
