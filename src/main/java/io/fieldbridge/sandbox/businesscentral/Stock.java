package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.util.UUID;

/** What lies in stock. It moves without touching the item's own row. */
final class Stock {

  private Stock() {}

  static BigDecimal of(Company company, UUID item) {
    return company
        .byKey("$stock", item)
        .map(row -> row.decimal("quantity"))
        .orElse(BigDecimal.ZERO);
  }

  static void move(Transaction transaction, UUID item, BigDecimal quantity) {
    Draft draft =
        transaction
            .company()
            .byKey("$stock", item)
            .map(row -> Draft.of("$stock", row))
            .orElseGet(() -> Draft.hidden("$stock", transaction.newId("$stock")).put("$key", item));
    transaction.writeUnstamped(draft.put("quantity", draft.decimal("quantity").add(quantity)));
  }
}
