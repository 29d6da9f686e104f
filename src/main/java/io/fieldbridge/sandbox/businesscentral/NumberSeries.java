package io.fieldbridge.sandbox.businesscentral;

/** The running numbers of a company. A number is taken in the transaction that uses it. */
enum NumberSeries {
  CUSTOMERS("K%05d", 10_010, 10),
  CONTACTS("CT%06d", 1, 1),
  ITEMS("I-%05d", 1, 1),
  QUOTES("S-QUO%d", 1001, 1),
  ORDERS("S-ORD%d", 101_001, 1),
  INVOICES("S-INV%d", 102_201, 1),
  POSTED_INVOICES("PS-INV%d", 103_001, 1),
  SHIPMENTS("S-SHPT%d", 104_001, 1);

  private final String format;
  private final int first;
  private final int step;

  NumberSeries(String format, int first, int step) {
    this.format = format;
    this.first = first;
    this.step = step;
  }

  String next(Transaction transaction) {
    Row last = transaction.company().byKey("$series", name()).orElse(null);
    long number = last == null ? first : (Long) last.get("number") + step;
    Draft draft =
        last == null
            ? Draft.hidden("$series", transaction.newId("$series")).put("$key", name())
            : Draft.of("$series", last);
    transaction.writeUnstamped(draft.put("number", number));
    return format.formatted(number);
  }
}
