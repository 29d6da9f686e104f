package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The line that rounds the total of a sales document when it is posted, where that is set up. */
final class InvoiceRounding {

  private static final int SEQUENCE_STEP = 10_000;

  private static final List<String> AMOUNTS =
      List.of("amountExcludingTax", "amountIncludingTax", "netAmount", "netAmountIncludingTax");

  private InvoiceRounding() {}

  /** Adds the line to a document whose totals stand, and corrects them. */
  static void round(Transaction transaction, DocumentKind kind, Draft posted) {
    BigDecimal total = posted.decimal("totalAmountIncludingTax");
    BigDecimal precision = precision(transaction, posted.text("currencyCode"));
    if (kind.trade() != Trade.SALE || precision.signum() == 0) {
      return;
    }
    BigDecimal rounded =
        total
            .divide(precision, 0, RoundingMode.HALF_UP)
            .multiply(precision)
            .setScale(Math.max(total.scale(), precision.scale()));
    BigDecimal difference = rounded.subtract(total);
    if (difference.signum() != 0) {
      transaction.write(line(transaction, kind, posted, difference));
      BigDecimal excluding = posted.decimal("totalAmountExcludingTax").add(difference);
      transaction.write(
          posted.put("totalAmountExcludingTax", excluding).put("totalAmountIncludingTax", rounded));
    }
  }

  private static BigDecimal precision(Transaction transaction, String currency) {
    int cents = transaction.switches().number(Switch.INVOICE_ROUNDING_CENTS);
    if (cents == 0) {
      return BigDecimal.ZERO;
    }
    return transaction
        .company()
        .byKey("currencies", currency)
        .map(row -> row.decimal("amountRoundingPrecision"))
        .orElse(BigDecimal.valueOf(cents, Currencies.LOCAL_DECIMALS));
  }

  private static Draft line(
      Transaction transaction, DocumentKind kind, Draft posted, BigDecimal difference) {
    long last =
        Drafts.lines(transaction, kind, posted.id()).stream()
            .mapToLong(row -> (Long) row.get("sequence"))
            .max()
            .orElse(0);
    Row account =
        transaction.company().byKey("accounts", PostingSetup.ROUNDING_ACCOUNT).orElseThrow();
    Draft line =
        transaction
            .fresh(kind.lineSet())
            .put("documentId", posted.id())
            .put("sequence", last + SEQUENCE_STEP)
            .put("lineType", "Account")
            .put("accountId", account.id())
            .put("lineObjectNumber", account.text("number"))
            .put("description", "Invoice rounding")
            .put("quantity", BigDecimal.ONE)
            .put(kind.price(), difference);
    AMOUNTS.forEach(amount -> line.put(amount, difference));
    return line;
  }
}
