package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** What lies in stock, by location. It moves without touching the item's own row. */
final class Stock {

  private static final String TABLE = "$stock";

  private Stock() {}

  static BigDecimal of(Company company, UUID item) {
    return at(company, item).stream()
        .map(row -> row.decimal("quantity"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The stock of an item, a row for each location. */
  static List<Row> at(Company company, UUID item) {
    return company.where(TABLE, item);
  }

  static BigDecimal of(Company company, UUID item, UUID location) {
    return at(company, item).stream()
        .filter(row -> row.guid("locationId").equals(location))
        .map(row -> row.decimal("quantity"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static void move(Transaction transaction, UUID item, UUID location, BigDecimal quantity) {
    Draft draft =
        at(transaction.company(), item).stream()
            .filter(row -> row.guid("locationId").equals(location))
            .findFirst()
            .map(row -> Draft.of(TABLE, row))
            .orElseGet(
                () ->
                    Draft.hidden(TABLE, transaction.newId(TABLE))
                        .put("$key", item)
                        .put("locationId", location));
    transaction.writeUnstamped(draft.put("quantity", draft.decimal("quantity").add(quantity)));
  }
}
