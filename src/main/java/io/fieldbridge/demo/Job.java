package io.fieldbridge.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a technician does at a customer's.
 *
 * @param parts quantity by product code, told in the order of the codes
 * @param minutes labour
 */
record Job(String subject, Map<String, Integer> parts, int minutes) {

  static final String LABOUR = "LABOUR";

  private static final BigDecimal MINUTES_OF_AN_HOUR = BigDecimal.valueOf(60);

  Job {
    parts = Collections.unmodifiableMap(new TreeMap<>(parts));
  }

  /** The lines that the invoice has to carry at the agreed prices, in the order of item numbers. */
  List<InvoiceLine> expectedLines(AgreedQuote quote) {
    List<InvoiceLine> lines = new ArrayList<>();
    parts.forEach(
        (code, quantity) ->
            lines.add(InvoiceLine.of(code, BigDecimal.valueOf(quantity), "PCS", quote)));
    lines.add(InvoiceLine.of(LABOUR, hours(), "HOUR", quote));
    lines.sort(InvoiceLine.BY_ITEM);
    return lines;
  }

  private BigDecimal hours() {
    return BigDecimal.valueOf(minutes).divide(MINUTES_OF_AN_HOUR, 5, RoundingMode.HALF_UP);
  }
}
