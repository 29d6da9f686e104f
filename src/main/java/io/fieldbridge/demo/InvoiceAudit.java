package io.fieldbridge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;

/** Asks Business Central's books whether a work order was billed once, to the cent. */
final class InvoiceAudit {

  private final Finance finance;
  private final Narrator narrator;

  InvoiceAudit(Finance finance, Narrator narrator) {
    this.finance = finance;
    this.narrator = narrator;
  }

  /** The customer has exactly one document more than before, and it agrees with the work order. */
  void once(
      LinkedAccount linked, Books before, JsonNode workOrder, List<InvoiceLine> expectedLines) {
    narrator.asked("Business Central for all documents of customer " + linked.customerNumber());
    Books after = Books.of(finance, linked.customerNumber());
    Check.equal("documents of the customer", before.documents() + 1, after.documents());
    JsonNode invoice = numbered(after, workOrder.path("ERP_Invoice_Number__c").asText());
    String reference = invoice.path("externalDocumentNumber").asText();
    Check.that(!reference.isBlank(), "the invoice bears no reference");
    Check.equal("documents bearing reference " + reference, 1L, after.bearing(reference));
    List<InvoiceLine> lines = finance.lines(invoice);
    Check.equal("lines of the invoice", expectedLines, lines);
    tell(invoice, lines);
    sameFigures(workOrder, invoice, lines);
  }

  /** The customer has the same documents as before. */
  void nothing(LinkedAccount linked, Books before) {
    narrator.asked("Business Central for all documents of customer " + linked.customerNumber());
    Books after = Books.of(finance, linked.customerNumber());
    Check.equal("documents of the customer", before.documents(), after.documents());
    narrator.found("none was added");
  }

  private static JsonNode numbered(Books books, String number) {
    return books.invoices().stream()
        .filter(invoice -> invoice.path("number").asText().equals(number))
        .findFirst()
        .orElseThrow(() -> new StoryException("Business Central holds no invoice " + number));
  }

  private void tell(JsonNode invoice, List<InvoiceLine> lines) {
    StringBuilder text = new StringBuilder("one invoice, ");
    text.append(invoice.path("number").asText()).append(", of order ");
    text.append(invoice.path("orderNumber").asText()).append(", reference ");
    text.append(invoice.path("externalDocumentNumber").asText());
    lines.forEach(line -> text.append('\n').append(line));
    narrator.found(text.toString());
  }

  private void sameFigures(JsonNode workOrder, JsonNode invoice, List<InvoiceLine> lines) {
    Check.equal("status of the invoice", "Open", invoice.path("status").asText());
    Check.equal(
        "order number", text(invoice, "orderNumber"), text(workOrder, "ERP_Order_Number__c"));
    Check.equal("currency", text(invoice, "currencyCode"), text(workOrder, "ERP_Currency__c"));
    BigDecimal rate =
        finance.exchangeRate(text(invoice, "currencyCode"), text(invoice, "postingDate"));
    Check.equalAmount("exchange rate", rate, amount(workOrder, "ERP_Exchange_Rate__c"));
    BigDecimal sum =
        lines.stream().map(InvoiceLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    Check.equalAmount("sum of lines", sum, amount(invoice, "totalAmountExcludingTax"));
    same(workOrder, "ERP_Total_Excl_Tax__c", invoice, "totalAmountExcludingTax");
    same(workOrder, "ERP_Tax_Amount__c", invoice, "totalTaxAmount");
    same(workOrder, "ERP_Total_Amount__c", invoice, "totalAmountIncludingTax");
    narrator.found(
        String.format(
            "the same figures on both sides: %s %s + tax %s = %s, rate %s",
            text(invoice, "currencyCode"),
            amount(invoice, "totalAmountExcludingTax").toPlainString(),
            amount(invoice, "totalTaxAmount").toPlainString(),
            amount(invoice, "totalAmountIncludingTax").toPlainString(),
            amount(workOrder, "ERP_Exchange_Rate__c").toPlainString()));
  }

  private static void same(JsonNode workOrder, String field, JsonNode invoice, String property) {
    Check.equalAmount(field, amount(invoice, property), amount(workOrder, field));
  }

  private static String text(JsonNode row, String field) {
    return row.path(field).asText();
  }

  private static BigDecimal amount(JsonNode row, String field) {
    Check.that(row.path(field).isNumber(), field + " holds no number, but " + row.path(field));
    return row.path(field).decimalValue();
  }
}
