package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/** Spreads an invoice discount over lines in turn, so that the parts add up to the whole. */
final class Spread {

  private final BigDecimal discount;
  private final BigDecimal total;
  private final int decimals;
  private BigDecimal base = BigDecimal.ZERO;
  private BigDecimal given = BigDecimal.ZERO;
  private final Map<String, BigDecimal> groupBase = new HashMap<>();
  private final Map<String, BigDecimal> groupTax = new HashMap<>();

  Spread(BigDecimal discount, BigDecimal total, int decimals) {
    this.discount = discount;
    this.total = total;
    this.decimals = decimals;
  }

  /** Gives the next line its part and works out what remains of it. */
  void apply(Draft line) {
    BigDecimal part = next(line.decimal("amountExcludingTax"));
    BigDecimal net = line.decimal("amountExcludingTax").subtract(part);
    BigDecimal tax = discount.signum() == 0 ? line.decimal("totalTaxAmount") : tax(line, net);
    if (line.values().containsKey("invoiceDiscountAllocation")) {
      line.put("invoiceDiscountAllocation", part);
    }
    line.put("netAmount", net).put("netTaxAmount", tax).put("netAmountIncludingTax", net.add(tax));
  }

  private BigDecimal next(BigDecimal amount) {
    base = base.add(amount);
    if (total.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal due =
        Amounts.round(discount.multiply(base).divide(total, 10, RoundingMode.HALF_UP), decimals);
    BigDecimal part = due.subtract(given);
    given = due;
    return part;
  }

  private BigDecimal tax(Draft line, BigDecimal net) {
    String group = line.text("taxCode");
    BigDecimal sum = groupBase.merge(group, net, BigDecimal::add);
    BigDecimal due = Amounts.percentOf(sum, line.decimal("taxPercent"), decimals);
    BigDecimal before = groupTax.getOrDefault(group, BigDecimal.ZERO);
    groupTax.put(group, due);
    return due.subtract(before);
  }
}
