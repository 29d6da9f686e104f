package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments in a journal that settle posted invoices. */
class PaymentTest extends BusinessCentralTestCase {

  private static final String FOREIGN_CUSTOMER = "K00080";
  private JsonNode journal;

  @BeforeEach
  void open_the_journal() {
    journal = wire.only("customerPaymentJournals", "code eq 'GENERAL'");
  }

  @Test
  void a_payment_is_in_the_currency_of_the_invoice_that_it_settles() {
    JsonNode invoice = invoice(FOREIGN_CUSTOMER);
    assertThat(invoice.path("currencyCode").asText()).isEqualTo("USD");

    pay(invoice, invoice.path("remainingAmount").decimalValue().negate().toPlainString());

    assertThat(post().status()).isEqualTo(204);
    assertThat(again(invoice).path("status").asText()).isEqualTo("Paid");
    assertThat(customer(FOREIGN_CUSTOMER).path("balanceDue").decimalValue())
        .isEqualByComparingTo("0");
    JsonNode entry =
        wire.route(
                "GET",
                "fieldbridge/integration/v1.0",
                "customerLedgerEntries?$filter=documentType%20eq%20'Payment'",
                null)
            .body()
            .path("value")
            .get(0);
    assertThat(entry.path("currencyCode").asText()).isEqualTo("USD");
    assertThat(entry.path("open").asBoolean()).isFalse();
  }

  @Test
  void part_of_an_invoice_can_be_paid_and_the_rest_later() {
    JsonNode invoice = invoice("K00010");
    pay(invoice, "-1.00");
    post();

    assertThat(again(invoice).path("status").asText()).isEqualTo("Open");
    assertThat(etag(again(invoice))).isEqualTo(etag(invoice));
    pay(invoice, again(invoice).path("remainingAmount").decimalValue().negate().toPlainString());
    post();
    assertThat(again(invoice).path("status").asText()).isEqualTo("Paid");
  }

  @Test
  void a_payment_with_the_wrong_sign_is_not_posted() {
    pay(invoice("K00010"), "5");

    Wire.Answer refused = post();

    assertThat(refused.code()).isEqualTo("Application_DialogException");
    assertThat(refused.message()).contains("opposite sign");
  }

  @Test
  void an_invoice_that_is_paid_takes_no_further_payment() {
    JsonNode invoice = invoice("K00010");
    pay(invoice, invoice.path("remainingAmount").decimalValue().negate().toPlainString());
    post();
    pay(invoice, "-1");

    assertThat(post().message()).contains("Open must be equal to 'Yes'");
  }

  @Test
  void an_id_and_a_number_of_different_invoices_are_refused() {
    JsonNode one = invoice("K00010");
    JsonNode other = invoice("K00010");

    Wire.Answer refused =
        wire.post(
            payments(),
            """
            {"customerNumber":"K00010","amount":-1,"appliesToInvoiceId":"%s","appliesToInvoiceNumber":"%s"}
            """
                .formatted(id(one), other.path("number").asText()));

    assertThat(refused.code()).isEqualTo("Application_DialogException");
    assertThat(refused.message()).contains("values do not match");
  }

  @Test
  void a_draft_is_no_invoice_to_pay() {
    JsonNode draft = wire.created("salesInvoices", "{\"customerNumber\":\"K00010\"}");

    assertThat(
            wire.post(
                    payments(),
                    "{\"customerNumber\":\"K00010\",\"appliesToInvoiceId\":\"" + id(draft) + "\"}")
                .message())
        .contains("does not match to a posted Invoice");
  }

  @Test
  void payments_cannot_be_posted_through_journals_where_the_tenant_hides_them() {
    wire.setting("paymentJournalsPostable", false);
    pay(invoice("K00010"), "-1");

    assertThat(post().status()).isEqualTo(404);
  }

  private JsonNode invoice(String customer) {
    JsonNode draft =
        wire.created(
            "salesInvoices",
            """
            {"customerNumber":"%s","salesInvoiceLines":[
              {"lineType":"Item","lineObjectNumber":"P-1001","quantity":2}]}"""
                .formatted(customer));
    wire.act("salesInvoices(" + id(draft) + ")/Microsoft.NAV.post");
    return again(draft);
  }

  private static JsonNode again(JsonNode invoice) {
    return wire.get("salesInvoices(" + id(invoice) + ")").body();
  }

  private void pay(JsonNode invoice, String amount) {
    wire.created(
        payments(),
        "{\"customerNumber\":\"%s\",\"amount\":%s,\"appliesToInvoiceId\":\"%s\"}"
            .formatted(invoice.path("customerNumber").asText(), amount, id(invoice)));
  }

  private String payments() {
    return "customerPaymentJournals(" + id(journal) + ")/customerPayments";
  }

  private Wire.Answer post() {
    return wire.act("journals(" + id(journal) + ")/Microsoft.NAV.post");
  }
}
