package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.math.BigDecimal;

/** Tax rates by business area and product group, as in a VAT country. */
final class TaxSetup {

  private static final BigDecimal REDUCED_PERCENT = BigDecimal.valueOf(7);

  private TaxSetup() {}

  static BigDecimal percent(Transaction transaction, String area, String group) {
    if (!area.equals("DOMESTIC")) {
      return BigDecimal.ZERO;
    }
    return switch (group) {
      case "STANDARD" ->
          BigDecimal.valueOf(transaction.switches().number(Switch.STANDARD_TAX_PERCENT));
      case "REDUCED" -> REDUCED_PERCENT;
      case "ZERO", "" -> BigDecimal.ZERO;
      default ->
          throw new VendorException(
              400,
              "Internal_RecordNotFound",
              "The VAT Posting Setup does not exist. Identification fields and values: VAT Bus. Posting Group='%s',VAT Prod. Posting Group='%s'"
                  .formatted(area, group));
    };
  }
}
