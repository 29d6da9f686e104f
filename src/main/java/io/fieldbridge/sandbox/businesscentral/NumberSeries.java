package io.fieldbridge.sandbox.businesscentral;

/** The running numbers of a company. A number is taken in the transaction that uses it. */
enum NumberSeries {
  CUSTOMERS("K", 5, 10_010, 10),
  CONTACTS("CT", 6, 1, 1),
  ITEMS("I-", 5, 1, 1),
  QUOTES("S-QUO", 1, 1001, 1),
  ORDERS("S-ORD", 1, 101_001, 1),
  INVOICES("S-INV", 1, 102_201, 1),
  POSTED_INVOICES("PS-INV", 1, 103_001, 1),
  SHIPMENTS("S-SHPT", 1, 104_001, 1);

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
    Row last = transaction.company().byKey("$series", name()).orElse(null);
    long number = last == null ? first : (Long) last.get("number") + step;
    Draft draft =
        last == null
            ? Draft.hidden("$series", transaction.newId("$series")).put("$key", name())
            : Draft.of("$series", last);
    transaction.writeUnstamped(draft.put("number", number));
    String text = Long.toString(number);
    return prefix + "0".repeat(Math.max(0, digits - text.length())) + text;
  }
}
