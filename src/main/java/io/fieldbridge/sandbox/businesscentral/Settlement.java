package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a line of a payment journal settles: the open entry of a posted invoice, or nothing. The
 * payment is in the currency of that invoice, at its rate.
 */
record Settlement(String currency, BigDecimal factor, Optional<Row> invoiced) {

  static final Settlement NOTHING = new Settlement("", BigDecimal.ONE, Optional.empty());

  /**
   * Finds what a line applies to.
   *
   * @throws VendorException where the invoice is closed, or the amount would raise what is owed
   */
  static Settlement of(Company company, Trade trade, Draft line) {
    Row invoice = company.find(trade.invoices(), line.guid("appliesToInvoiceId")).orElse(null);
    if (invoice == null) {
      return NOTHING;
    }
    Row entry =
        PartyLedger.of(company, trade, invoice)
            .filter(open -> open.flag("open"))
            .orElseThrow(
                () ->
                    VendorException.dialog(
                        "Open must be equal to 'Yes' in %s Ledger Entry: Document No.=%s."
                            .formatted(trade.table(), invoice.text("number"))));
    if (line.decimal("amount").signum() == entry.decimal("remainingAmount").signum()) {
      throw VendorException.dialog(
          "The amount %s must have the opposite sign of the amount of invoice %s."
              .formatted(Calculated.plain(line.decimal("amount")), invoice.text("number")));
    }
    return new Settlement(
        invoice.text("currencyCode"), invoice.decimal("$factor"), Optional.of(entry));
  }

  BigDecimal local(BigDecimal amount) {
    return Currencies.toLocal(amount, factor);
  }
}
