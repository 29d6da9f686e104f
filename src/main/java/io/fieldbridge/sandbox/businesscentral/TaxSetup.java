package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/**
 * Tax rates. In a VAT country the tax area is the business posting group, and each combination with
 * a tax group must be set up. In a sales tax country a buyer is liable to tax or not, and what is
 * not set up is not taxed.
 */
final class TaxSetup {

  private static final BigDecimal REDUCED_PERCENT = BigDecimal.valueOf(7);
  private static final Set<String> AREAS = Set.of("DOMESTIC", "EU", "EXPORT");
  private static final Set<String> GROUPS = Set.of("STANDARD", "REDUCED", "ZERO", "");

  private TaxSetup() {}

  static boolean isSalesTax(Switches switches) {
    return switches.on(Switch.SALES_TAX);
  }

  /** The kind of all areas and groups, as the API shows it. */
  static String type(Switches switches) {
    return isSalesTax(switches) ? "Sales_x0020_Tax" : "VAT";
  }

  /** The rate for the lines of one tax group on a document. */
  static BigDecimal percent(Switches switches, Row header, String group) {
    String area = header.text("$taxArea");
    boolean setUp = AREAS.contains(area) && GROUPS.contains(group);
    if (isSalesTax(switches)) {
      return setUp && header.flag("$taxLiable") ? rate(switches, area, group) : BigDecimal.ZERO;
    }
    if (!setUp) {
      throw new VendorException(
          400,
          "Internal_RecordNotFound",
          "The VAT Posting Setup does not exist. Identification fields and values: VAT Bus. Posting Group='%s',VAT Prod. Posting Group='%s'"
              .formatted(area, group));
    }
    return rate(switches, area, group);
  }

  /** A price without tax as one that includes it, or the other way round. */
  static BigDecimal converted(BigDecimal price, Draft line, boolean includes) {
    BigDecimal factor = BigDecimal.ONE.add(line.decimal("taxPercent").movePointLeft(2));
    return includes
        ? LineRules.fiveDecimals(price.multiply(factor))
        : price.divide(factor, 5, RoundingMode.HALF_UP);
  }

  private static BigDecimal rate(Switches switches, String area, String group) {
    if (!area.equals("DOMESTIC")) {
      return BigDecimal.ZERO;
    }
    return switch (group) {
      case "STANDARD" -> BigDecimal.valueOf(switches.number(Switch.STANDARD_TAX_PERCENT));
      case "REDUCED" -> REDUCED_PERCENT;
      default -> BigDecimal.ZERO;
    };
  }
}
