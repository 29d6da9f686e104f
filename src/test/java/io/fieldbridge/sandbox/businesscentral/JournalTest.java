package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Payments before and after they are posted, and what the ledgers show. */
class JournalTest extends BusinessCentralTestCase {

  @Test
  void a_payment_that_applies_to_an_invoice_closes_it_when_the_journal_is_posted() {
    JsonNode invoice = invoice();
    JsonNode journal = wire.only("customerPaymentJournals", "code eq 'GENERAL'");
    JsonNode payment =
        wire.created(
            "customerPaymentJournals(" + id(journal) + ")/customerPayments",
            """
            {"customerNumber":"K00010","amount":-203.50,"appliesToInvoiceNumber":"%s"}
            """
                .formatted(invoice.path("number").asText()));
    assertThat(payment.path("appliesToInvoiceId").asText()).isEqualTo(id(invoice));
    assertThat(payment.path("lineNumber").asInt()).isEqualTo(10000);

    Wire.Answer posted = wire.act("journals(" + id(journal) + ")/Microsoft.NAV.post");

    assertThat(posted.status()).as(posted.raw().body()).isEqualTo(204);
    JsonNode paid = wire.get("salesInvoices(" + id(invoice) + ")").body();
    assertThat(paid.path("status").asText()).isEqualTo("Paid");
    assertThat(paid.path("remainingAmount").decimalValue()).isEqualByComparingTo("0");
    assertThat(customer("K00010").path("balanceDue").decimalValue()).isEqualByComparingTo("0");
    assertThat(payments(journal)).isEmpty();
  }

  @Test
  void a_payment_without_an_invoice_stands_against_the_balance_alone() {
    JsonNode invoice = invoice();
    JsonNode journal = wire.only("customerPaymentJournals", "code eq 'GENERAL'");
    wire.created(
        "customerPaymentJournals(" + id(journal) + ")/customerPayments",
        "{\"customerNumber\":\"K00010\",\"amount\":-100}");

    wire.act("journals(" + id(journal) + ")/Microsoft.NAV.post");

    assertThat(wire.get("salesInvoices(" + id(invoice) + ")").text("status")).isEqualTo("Open");
    assertThat(customer("K00010").path("balanceDue").decimalValue()).isEqualByComparingTo("103.50");
  }

  @Test
  void each_set_of_journals_shows_its_template_and_all_of_them_can_be_asked_for() {
    assertThat(codes("journals")).containsExactly("DEFAULT");
    assertThat(codes("journals?$filter=templateDisplayName%20eq%20%27CASHRCPT%27"))
        .containsExactly("GENERAL");
    assertThat(wire.act("journals(" + journal("DEFAULT") + ")/Microsoft.NAV.post").message())
        .contains("nothing to post");
  }

  @Test
  void general_lines_must_balance() {
    String path = "journals(" + journal("DEFAULT") + ")";
    wire.created(
        path + "/journalLines",
        "{\"accountType\":\"G_x002F_L_x0020_Account\",\"accountNumber\":\"8400\",\"amount\":-50}");

    assertThat(wire.act(path + "/Microsoft.NAV.post").message()).contains("out of balance");
    wire.created(
        path + "/journalLines",
        "{\"accountType\":\"Customer\",\"accountNumber\":\"K00020\",\"amount\":50}");
    assertThat(wire.act(path + "/Microsoft.NAV.post").status()).isEqualTo(204);
    assertThat(customer("K00020").path("balanceDue").decimalValue()).isEqualByComparingTo("50");
  }

  @Test
  void posting_makes_ledger_entries_that_balance_and_are_numbered_on() {
    JsonNode invoice = invoice();

    JsonNode entries =
        wire.query(
                "generalLedgerEntries",
                "$filter",
                "documentNumber eq '" + invoice.path("number").asText() + "'",
                "$orderby",
                "entryNumber")
            .body()
            .path("value");

    BigDecimal debit = BigDecimal.ZERO;
    BigDecimal credit = BigDecimal.ZERO;
    for (JsonNode entry : entries) {
      debit = debit.add(entry.path("debitAmount").decimalValue());
      credit = credit.add(entry.path("creditAmount").decimalValue());
    }
    assertThat(entries).hasSize(4);
    assertThat(debit).isEqualByComparingTo(credit).isEqualByComparingTo("203.50");
    JsonNode moved =
        wire.query("itemLedgerEntries", "$filter", "itemNumber eq 'P-1001' and entryType eq 'Sale'")
            .body()
            .path("value")
            .get(0);
    assertThat(moved.path("quantity").decimalValue()).isEqualByComparingTo("-2");
    assertThat(moved.path("documentType").asText()).isEqualTo("Sales_x0020_Shipment");
    assertThat(moved.path("salesAmountActual").decimalValue()).isEqualByComparingTo("39.98");
    assertThat(wire.post("generalLedgerEntries", "{}").status()).isEqualTo(405);
  }

  @Test
  void stock_moves_without_the_stamp_of_the_item() {
    String before = item("P-1001").path("lastModifiedDateTime").asText();

    invoice();

    assertThat(item("P-1001").path("lastModifiedDateTime").asText()).isEqualTo(before);
    assertThat(item("P-1001").path("inventory").decimalValue()).isEqualByComparingTo("98");
  }

  private static JsonNode invoice() {
    JsonNode order = order("WO-1");
    wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice");
    return wire.only("salesInvoices", "externalDocumentNumber eq 'WO-1'");
  }

  private static JsonNode payments(JsonNode journal) {
    return wire.get("customerPaymentJournals(" + id(journal) + ")/customerPayments")
        .body()
        .path("value");
  }

  private static String journal(String code) {
    return id(wire.only("journals", "code eq '" + code + "'"));
  }

  private static java.util.List<String> codes(String path) {
    return wire.get(path).body().path("value").findValuesAsText("code");
  }
}
