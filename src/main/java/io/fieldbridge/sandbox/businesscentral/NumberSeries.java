package io.fieldbridge.sandbox.businesscentral;

/** The running numbers of a company. A number is taken in the transaction that uses it. */
enum NumberSeries {
  CUSTOMERS("K%05d", 10_010, 10),
  CONTACTS("CT%06d", 1, 1),
  VENDORS("L%05d", 20_010, 10),
  EMPLOYEES("E%04d", 101, 1),
  ITEMS("I-%05d", 1, 1),
  QUOTES("S-QUO%d", 1001, 1),
  ORDERS("S-ORD%d", 101_001, 1),
  INVOICES("S-INV%d", 102_201, 1),
  POSTED_INVOICES("PS-INV%d", 103_001, 1),
  SHIPMENTS("S-SHPT%d", 104_001, 1),
  CREDIT_MEMOS("S-CR%d", 1001, 1),
  POSTED_CREDIT_MEMOS("PS-CR%d", 105_001, 1),
  PURCHASE_ORDERS("P-ORD%d", 106_001, 1),
  PURCHASE_INVOICES("P-INV%d", 107_201, 1),
  POSTED_PURCHASE_INVOICES("PP-INV%d", 108_001, 1),
  RECEIPTS("P-RCPT%d", 109_001, 1),
  PAYMENTS("G%05d", 1, 1),
  LEDGER_ENTRIES("%d", 1, 1);

  private final String format;
  private final int first;
  private final int step;

  NumberSeries(String format, int first, int step) {
    this.format = format;
    this.first = first;
    this.step = step;
  }

  String next(Transaction transaction) {
    return format.formatted(count(transaction, name()));
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
