package io.fieldbridge.sandbox.businesscentral;

import java.util.Map;

/**
 * Journals: batches of one table, of which each set shows those of its template. The code is unique
 * within the template.
 */
record JournalRules(String setOf) implements EntityRules {

  private static final Map<String, String> LINES =
      Map.of(
          "journals", "journalLines",
          "customerPaymentJournals", "customerPayments",
          "vendorPaymentJournals", "vendorPayments");

  @Override
  public void begin(Transaction transaction, Draft draft) {
    String template = transaction.environment().schema().type(setOf).template();
    draft.put("templateDisplayName", template);
    transaction
        .company()
        .byKey("accounts", "1200")
        .ifPresent(bank -> draft.put("balancingAccountId", bank.id()));
    showAccount(transaction, draft);
  }

  @Override
  public void validate(Transaction transaction, Draft draft, Property property, Object value) {
    if (property.name().equals("code")) {
      checkFree(transaction, draft, value);
    }
    References.assign(transaction, draft, property, value);
    showAccount(transaction, draft);
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    UniqueKey.require(draft, "code");
    if (draft.text("displayName").isEmpty()) {
      draft.put("displayName", draft.text("code"));
    }
    return transaction.write(draft);
  }

  @Override
  public void delete(Transaction transaction, Row row) {
    String lines = LINES.get(setOf);
    transaction
        .company()
        .where(lines, row.id())
        .forEach(line -> transaction.delete(lines, line.id()));
    transaction.delete(setOf, row.id());
  }

  private static void checkFree(Transaction transaction, Draft draft, Object code) {
    boolean taken =
        transaction.company().where(draft.set(), code).stream()
            .filter(row -> !row.id().equals(draft.id()))
            .anyMatch(
                row -> row.get("templateDisplayName").equals(draft.get("templateDisplayName")));
    if (taken) {
      throw UniqueKey.taken(transaction, "Gen. Journal Batch", "Name='" + code + "'");
    }
  }

  private static void showAccount(Transaction transaction, Draft draft) {
    String number =
        transaction
            .company()
            .find("accounts", draft.guid("balancingAccountId"))
            .map(account -> account.text("number"))
            .orElse("");
    draft.put("balancingAccountNumber", number);
  }
}
