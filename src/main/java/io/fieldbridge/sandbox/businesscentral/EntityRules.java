package io.fieldbridge.sandbox.businesscentral;

/** What the business logic of a table does when its rows are written. Stateless. */
interface EntityRules {

  /** Looks at a body as a whole, before its values are taken one by one. */
  default void check(Body body) {}

  /** Fills a new row before the values of the request are applied. */
  default void begin(Transaction transaction, Draft draft) {}

  /** Takes one value that differs from the present one. */
  default void validate(Transaction transaction, Draft draft, Property property, Object value) {
    References.assign(transaction, draft, property, value);
  }

  /** Refuses a row, new or changed, just before it is written. */
  default void checkRow(Transaction transaction, Draft draft) {}

  default Row insert(Transaction transaction, Draft draft) {
    checkRow(transaction, draft);
    return transaction.write(draft);
  }

  default Row modify(Transaction transaction, Row before, Draft draft) {
    checkRow(transaction, draft);
    return transaction.write(draft);
  }

  default void delete(Transaction transaction, Row row) {
    transaction.delete(setOf(), row.id());
  }

  /** The set whose rules these are. */
  String setOf();
}
