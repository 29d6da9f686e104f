package io.fieldbridge.sandbox.businesscentral;

import java.util.Arrays;
import java.util.Set;

/** The sales documents that can be drafted. */
enum DocumentKind {
  QUOTE("salesQuotes", "salesQuoteLines", "documentDate", NumberSeries.QUOTES),
  ORDER("salesOrders", "salesOrderLines", "orderDate", NumberSeries.ORDERS),
  INVOICE("salesInvoices", "salesInvoiceLines", "invoiceDate", NumberSeries.INVOICES);

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

  /** Types of block that forbid a new document of this kind. */
  Set<String> blockedBy() {
    return this == INVOICE ? Set.of("All", "Invoice") : Set.of("All", "Invoice", "Ship");
  }

  static DocumentKind ofHeader(String set) {
    return Arrays.stream(values())
        .filter(kind -> kind.headerSet.equals(set))
        .findFirst()
        .orElseThrow();
  }
}
