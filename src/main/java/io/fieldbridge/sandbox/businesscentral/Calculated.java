package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Properties that are worked out when they are read, and so move no time stamp. */
final class Calculated {

  private static final Map<String, Map<String, BiFunction<Company, Row, Object>>> RULES =
      Map.of(
          "customers",
          Map.of("balanceDue", (company, row) -> PartyLedger.open(company, Trade.SALE, row.id())),
          "customerFinancialDetails",
          Map.of(
              "balance", (company, row) -> PartyLedger.open(company, Trade.SALE, row.id()),
              "totalSalesExcludingTax", (company, row) -> PartyLedger.sales(company, row.id()),
              "overdueAmount", (company, row) -> PartyLedger.overdue(company, row.id())),
          "items",
          Map.of("inventory", (company, row) -> Stock.of(company, row.id())),
          "vendors",
          Map.of(
              "balance",
              (company, row) -> PartyLedger.open(company, Trade.PURCHASE, row.id()).negate()),
          "accounts",
          Map.of("netChange", GeneralLedger::netChange),
          "salesOrders",
          Map.of(
              "fullyShipped",
              (company, row) -> DocumentState.isDelivered(company, DocumentKind.ORDER, row)),
          "purchaseOrders",
          Map.of(
              "fullyReceived",
              (company, row) ->
                  DocumentState.isDelivered(company, DocumentKind.PURCHASE_ORDER, row)),
          "salesInvoices",
          Map.of("remainingAmount", PartyLedger::remaining));

  private Calculated() {}

  /** Reads any property of a row by its name. */
  static Function<String, Object> values(Company company, EntityType type, Row row) {
    return name -> value(company, type, row, name);
  }

  static Object value(Company company, EntityType type, Row row, String name) {
    BiFunction<Company, Row, Object> rule = RULES.getOrDefault(type.set(), Map.of()).get(name);
    if (rule != null) {
      return rule.apply(company, row);
    }
    Object value = row.get(name);
    return value == null ? type.property(name).empty() : value;
  }

  /** The amount as it is stored: without superfluous zeros. */
  static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
