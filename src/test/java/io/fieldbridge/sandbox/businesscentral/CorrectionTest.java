package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Credit memos, and invoices that are taken back. */
class CorrectionTest extends BusinessCentralTestCase {

  @Test
  void a_cancelled_invoice_has_a_posted_corrective_credit_memo_and_nothing_remains() {
    JsonNode invoice = invoice();

    assertThat(wire.act(path(invoice) + "/Microsoft.NAV.cancel").status()).isEqualTo(204);

    JsonNode cancelled = wire.get(path(invoice)).body();
    JsonNode memo = wire.only("salesCreditMemos", "invoiceNumber eq '" + number(invoice) + "'");
    assertThat(cancelled.path("status").asText()).isEqualTo("Canceled");
    assertThat(cancelled.path("remainingAmount").decimalValue()).isEqualByComparingTo("0");
    assertThat(memo.path("status").asText()).isEqualTo("Corrective");
    assertThat(memo.path("totalAmountIncludingTax"))
        .isEqualTo(invoice.path("totalAmountIncludingTax"));
    assertThat(customer("K00010").path("balanceDue").decimalValue()).isEqualByComparingTo("0");
    assertThat(item("P-1001").path("inventory").decimalValue()).isEqualByComparingTo("100");
  }

  @Test
  void a_cancelled_or_partly_paid_invoice_cannot_be_cancelled() {
    JsonNode invoice = invoice();
    pay(invoice, "10");

    Wire.Answer paid = wire.act(path(invoice) + "/Microsoft.NAV.cancel");

    assertThat(paid.code()).isEqualTo("Application_DialogException");
    assertThat(paid.message()).contains("partially paid");
    JsonNode other = invoice("WO-2");
    wire.act(path(other) + "/Microsoft.NAV.cancel");
    assertThat(wire.act(path(other) + "/Microsoft.NAV.cancel").message()).contains("corrected");
  }

  @Test
  void a_draft_invoice_cannot_be_cancelled() {
    JsonNode draft = wire.created("salesInvoices", "{\"customerNumber\":\"K00010\"}");

    assertThat(wire.act(path(draft) + "/Microsoft.NAV.cancel").message())
        .contains("only be applied to a posted document");
  }

  @Test
  void a_corrective_credit_memo_is_a_draft_that_closes_its_invoice_when_posted() {
    JsonNode invoice = invoice();
    wire.act(path(invoice) + "/Microsoft.NAV.makeCorrectiveCreditMemo");
    JsonNode memo = wire.only("salesCreditMemos", "invoiceId eq " + id(invoice));

    assertThat(memo.path("status").asText()).isEqualTo("Draft");
    assertThat(wire.act("salesCreditMemos(" + id(memo) + ")/Microsoft.NAV.post").status())
        .isEqualTo(204);

    JsonNode posted = wire.get("salesCreditMemos(" + id(memo) + ")").body();
    assertThat(posted.path("number").asText()).startsWith("PS-CR");
    assertThat(posted.path("status").asText()).isEqualTo("Paid");
    assertThat(wire.get(path(invoice)).text("status")).isEqualTo("Paid");
  }

  @Test
  void a_credit_memo_lowers_the_balance_and_brings_goods_back() {
    JsonNode memo =
        wire.created(
            "salesCreditMemos",
            """
            {"customerNumber":"K00010","salesCreditMemoLines":[
              {"lineType":"Item","lineObjectNumber":"P-1001","quantity":2,"unitPrice":10}]}
            """);

    wire.act("salesCreditMemos(" + id(memo) + ")/Microsoft.NAV.post");

    assertThat(customer("K00010").path("balanceDue").decimalValue()).isEqualByComparingTo("-23.80");
    assertThat(item("P-1001").path("inventory").decimalValue()).isEqualByComparingTo("102");
    assertThat(wire.get("salesCreditMemos(" + id(memo) + ")").text("status")).isEqualTo("Open");
  }

  @Test
  void a_cancelled_credit_memo_has_a_corrective_invoice() {
    JsonNode memo =
        wire.created(
            "salesCreditMemos",
            "{\"customerNumber\":\"K00010\",\"salesCreditMemoLines\":[{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"quantity\":1,\"unitPrice\":10}]}");
    String path = "salesCreditMemos(" + id(memo) + ")";
    wire.act(path + "/Microsoft.NAV.post");

    assertThat(wire.act(path + "/Microsoft.NAV.cancel").status()).isEqualTo(204);

    assertThat(wire.get(path).text("status")).isEqualTo("Canceled");
    wire.only("salesInvoices", "status eq 'Corrective'");
    assertThat(customer("K00010").path("balanceDue").decimalValue()).isEqualByComparingTo("0");
  }

  @Test
  void a_customer_blocked_for_invoices_still_gets_credit_memos() {
    wire.patch("customers(" + id(customer("K00010")) + ")", "*", "{\"blocked\":\"Invoice\"}");

    wire.created("salesCreditMemos", "{\"customerNumber\":\"K00010\"}");
    assertThat(wire.post("salesInvoices", "{\"customerNumber\":\"K00010\"}").message())
        .contains("is blocked with type Invoice");
  }

  @Test
  void a_credit_memo_applies_to_a_posted_invoice_only() {
    JsonNode draft = wire.created("salesInvoices", "{\"customerNumber\":\"K00010\"}");

    Wire.Answer answer =
        wire.post(
            "salesCreditMemos",
            "{\"customerNumber\":\"K00010\",\"invoiceId\":\"%s\"}".formatted(id(draft)));

    assertThat(answer.code()).isEqualTo("Application_DialogException");
    assertThat(answer.message()).contains("posted Invoice");
  }

  private static JsonNode invoice() {
    return invoice("WO-1");
  }

  private static JsonNode invoice(String reference) {
    JsonNode order = order(reference);
    wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice");
    return wire.only("salesInvoices", "externalDocumentNumber eq '" + reference + "'");
  }

  private static void pay(JsonNode invoice, String amount) {
    wire.admin(
        "POST",
        "payments",
        "{\"invoice\":\"%s\",\"amount\":%s}".formatted(number(invoice), amount));
  }

  private static String path(JsonNode invoice) {
    return "salesInvoices(" + id(invoice) + ")";
  }

  private static String number(JsonNode row) {
    return row.path("number").asText();
  }
}
