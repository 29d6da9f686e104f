package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;

/** The running numbers of a company. A number is taken in the transaction that uses it. */
enum NumberSeries {
  CUSTOMERS("K", 5, 10_010, 10),
  CONTACTS("CT", 6, 1, 1),
  VENDORS("L", 5, 20_010, 10),
  EMPLOYEES("E", 4, 101, 1),
  ITEMS("I-", 5, 1, 1),
  QUOTES("S-QUO", 1, 1001, 1),
  ORDERS("S-ORD", 1, 101_001, 1),
  INVOICES("S-INV", 1, 102_201, 1),
  POSTED_INVOICES("PS-INV", 1, 103_001, 1),
  SHIPMENTS("S-SHPT", 1, 104_001, 1),
  CREDIT_MEMOS("S-CR", 1, 1001, 1),
  POSTED_CREDIT_MEMOS("PS-CR", 1, 105_001, 1),
  PURCHASE_ORDERS("P-ORD", 1, 106_001, 1),
  PURCHASE_INVOICES("P-INV", 1, 107_201, 1),
  POSTED_PURCHASE_INVOICES("PP-INV", 1, 108_001, 1),
  PURCHASE_CREDIT_MEMOS("P-CR", 1, 1001, 1),
  POSTED_PURCHASE_CREDIT_MEMOS("PP-CR", 1, 110_001, 1),
  RECEIPTS("P-RCPT", 1, 109_001, 1),
  PAYMENTS("G", 5, 1, 1),
  LEDGER_ENTRIES("", 1, 1, 1);

  private final String prefix;
  private final int digits;
  private final int first;
  private final int step;

  NumberSeries(String prefix, int digits, int first, int step) {
    this.prefix = prefix;
    this.digits = digits;
    this.first = first;
    this.step = step;
  }

  String next(Transaction transaction) {
    if (transaction.switches().on(Switch.NUMBERS_EXHAUSTED)) {
      throw VendorException.dialog(
          "You cannot assign new numbers from the number series " + prefix + ".");
    }
    String number = Long.toString(count(transaction, name()));
    return prefix + "0".repeat(Math.max(0, digits - number.length())) + number;
  }

  /** The next number of a ledger, which counts its entries from 1. */
  static long entryNumber(Transaction transaction, String ledger) {
    return LEDGER_ENTRIES.count(transaction, ledger);
  }

  private long count(Transaction transaction, String key) {
    Row last = transaction.company().byKey("$series", key).orElse(null);
    long number = last == null ? first : (Long) last.get("number") + step;
    Draft draft =
        last == null
            ? Draft.hidden("$series", transaction.newId("$series")).put("$key", key)
            : Draft.of("$series", last);
    transaction.writeUnstamped(draft.put("number", number));
    return number;
  }
}
