package io.fieldbridge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** All sales documents that Business Central holds for one customer at one moment. */
record Books(List<JsonNode> orders, List<JsonNode> invoices) {

  static Books of(Finance finance, String customerNumber) {
    return new Books(finance.ordersOf(customerNumber), finance.invoicesOf(customerNumber));
  }

  int documents() {
    return orders.size() + invoices.size();
  }

  /** Orders and invoices that bear a reference. */
  long bearing(String reference) {
    return count(orders, reference) + count(invoices, reference);
  }

  private static long count(List<JsonNode> documents, String reference) {
    return documents.stream()
        .filter(one -> one.path("externalDocumentNumber").asText().equals(reference))
        .count();
  }
}
