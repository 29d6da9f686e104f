package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.util.Optional;

/** Which units an item may be sold in, and how many base units each holds. */
final class UnitsOfItem {

  private static final BigDecimal PIECES_PER_SET = BigDecimal.TEN;

  private UnitsOfItem() {}

  static Optional<BigDecimal> factor(Row item, String unit) {
    String base = item.text("baseUnitOfMeasureCode");
    if (unit.equals(base)) {
      return Optional.of(BigDecimal.ONE);
    }
    boolean sets =
        unit.equals("SET") && base.equals("PCS") && item.text("type").equals("Inventory");
    return sets ? Optional.of(PIECES_PER_SET) : Optional.empty();
  }
}
