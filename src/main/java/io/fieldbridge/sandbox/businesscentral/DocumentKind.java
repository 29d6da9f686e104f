package io.fieldbridge.sandbox.businesscentral;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The documents that can be drafted. */
enum DocumentKind {
  QUOTE("salesQuotes", "salesQuoteLines", "documentDate", NumberSeries.QUOTES),
  ORDER("salesOrders", "salesOrderLines", "orderDate", NumberSeries.ORDERS),
  INVOICE("salesInvoices", "salesInvoiceLines", "invoiceDate", NumberSeries.INVOICES),
  CREDIT_MEMO(
      "salesCreditMemos", "salesCreditMemoLines", "creditMemoDate", NumberSeries.CREDIT_MEMOS),
  PURCHASE_ORDER("purchaseOrders", "purchaseOrderLines", "orderDate", NumberSeries.PURCHASE_ORDERS),
  PURCHASE_INVOICE(
      "purchaseInvoices", "purchaseInvoiceLines", "invoiceDate", NumberSeries.PURCHASE_INVOICES),
  PURCHASE_CREDIT_MEMO(
      "purchaseCreditMemos",
      "purchaseCreditMemoLines",
      "creditMemoDate",
      NumberSeries.PURCHASE_CREDIT_MEMOS);

  private final String headerSet;
  private final String lineSet;
  private final String dateProperty;
  private final NumberSeries series;

  DocumentKind(String headerSet, String lineSet, String dateProperty, NumberSeries series) {
    this.headerSet = headerSet;
    this.lineSet = lineSet;
    this.dateProperty = dateProperty;
    this.series = series;
  }

  String headerSet() {
    return headerSet;
  }

  String lineSet() {
    return lineSet;
  }

  String dateProperty() {
    return dateProperty;
  }

  NumberSeries series() {
    return series;
  }

  Trade trade() {
    return headerSet.startsWith("sales") ? Trade.SALE : Trade.PURCHASE;
  }

  /** Whether it is delivered and invoiced in parts. */
  boolean isOrder() {
    return this == ORDER || this == PURCHASE_ORDER;
  }

  /** The price of one unit on a line. */
  String price() {
    return switch (this) {
      case PURCHASE_ORDER -> "directUnitCost";
      case PURCHASE_INVOICE, PURCHASE_CREDIT_MEMO -> "unitCost";
      default -> "unitPrice";
    };
  }

  /** The quantity of an order line that the next posting delivers. */
  String toDeliver() {
    return trade() == Trade.SALE ? "shipQuantity" : "receiveQuantity";
  }

  /** The quantity of an order line that is delivered already. */
  String delivered() {
    return trade() == Trade.SALE ? "shippedQuantity" : "receivedQuantity";
  }

  /** Whether it goes against the direction of its trade. */
  boolean isReturn() {
    return this == CREDIT_MEMO || this == PURCHASE_CREDIT_MEMO;
  }

  /** Types of block that forbid a new document of this kind. */
  Set<String> blockedBy() {
    return switch (this) {
      case QUOTE, ORDER -> Set.of("All", "Invoice", "Ship");
      case INVOICE -> Set.of("All", "Invoice");
      default -> Set.of("All");
    };
  }

  static List<DocumentKind> of(Trade trade) {
    return Arrays.stream(values()).filter(kind -> kind.trade() == trade).toList();
  }

  static Optional<DocumentKind> ofHeader(String set) {
    return Arrays.stream(values()).filter(kind -> kind.headerSet.equals(set)).findFirst();
  }

  static Optional<DocumentKind> ofLine(String set) {
    return Arrays.stream(values()).filter(kind -> kind.lineSet.equals(set)).findFirst();
  }
}
