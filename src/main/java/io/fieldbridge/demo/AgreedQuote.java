package io.fieldbridge.demo;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What salesperson and customer agreed.
 *
 * @param lines by product code
 */
record AgreedQuote(String id, String number, String pricebookId, Map<String, Line> lines) {

  /** One agreed price; {@code entryId} is the price book entry that a work order line names. */
  record Line(String entryId, BigDecimal quantity, BigDecimal unitPrice) {}

  BigDecimal price(String productCode) {
    return lines.get(productCode).unitPrice();
  }

  String entry(String productCode) {
    return lines.get(productCode).entryId();
  }
}
