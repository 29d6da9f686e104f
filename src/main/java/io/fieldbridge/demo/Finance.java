package io.fieldbridge.demo;

import static io.fieldbridge.demo.BusinessCentralCompany.equal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Works in Business Central: keeps customers, looks at orders and invoices. */
final class Finance {

  static final String NOT_BLOCKED = "_x0020_";

  private final BusinessCentralCompany company;

  Finance(DemoSystems systems) {
    this.company = new BusinessCentralCompany(systems, Credentials.finance(systems));
  }

  List<JsonNode> customersNumbered(String number) {
    return company.list("customers", equal("number", number));
  }

  List<JsonNode> customersNamed(String name) {
    return company.list("customers", equal("displayName", name));
  }

  JsonNode customer(String id) {
    return company.read("customers", id);
  }

  void changeCustomer(String id, Map<String, Object> fields) {
    company.change("customers", id, fields);
  }

  /** Payment terms by their due date formula, e.g. {@code 14D}: codes differ between companies. */
  JsonNode paymentTerms(String dueDateCalculation) {
    List<JsonNode> all = company.list("paymentTerms", "");
    return all.stream()
        .filter(terms -> terms.path("dueDateCalculation").asText().equals(dueDateCalculation))
        .findFirst()
        .orElseThrow(
            () -> new StoryException("no payment terms due in " + dueDateCalculation + ": " + all));
  }

  List<JsonNode> invoicesOf(String customerNumber) {
    return company.list("salesInvoices", equal("customerNumber", customerNumber));
  }

  List<JsonNode> ordersOf(String customerNumber) {
    return company.list("salesOrders", equal("customerNumber", customerNumber));
  }

  /** Lines that cost something, by item number; comments are left out. */
  List<InvoiceLine> lines(JsonNode invoice) {
    String id = invoice.path("id").asText();
    return company.list("salesInvoices(" + id + ")/salesInvoiceLines", "").stream()
        .filter(line -> !line.path("lineType").asText().equals("Comment"))
        .map(InvoiceLine::read)
        .sorted(Comparator.comparing(InvoiceLine::item))
        .toList();
  }

  /**
   * Units of the local currency for one unit of {@code currency} on a day, from the ERP's table.
   */
  BigDecimal exchangeRate(String currency, String day) {
    List<JsonNode> rows = company.list("currencyExchangeRates", equal("currencyCode", currency));
    return rows.stream()
        .filter(row -> row.path("startingDate").asText().compareTo(day) <= 0)
        .max(Comparator.comparing(row -> row.path("startingDate").asText()))
        .map(Finance::rate)
        .orElse(BigDecimal.ONE);
  }

  private static BigDecimal rate(JsonNode row) {
    return row.path("relationalExchangeRateAmount")
        .decimalValue()
        .divide(row.path("exchangeRateAmount").decimalValue(), 9, java.math.RoundingMode.HALF_UP);
  }
}
