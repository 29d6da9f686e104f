package io.fieldbridge.sandbox.businesscentral;

/** External references: one row per external system and id, which is their whole point. */
final class ExternalReferenceRules implements EntityRules {

  @Override
  public String setOf() {
    return "externalReferences";
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    check(transaction, draft);
    return transaction.write(draft);
  }

  @Override
  public Row modify(Transaction transaction, Row before, Draft draft) {
    check(transaction, draft);
    return transaction.write(draft);
  }

  private static void check(Transaction transaction, Draft draft) {
    UniqueKey.require(draft, "externalSystem");
    UniqueKey.require(draft, "externalId");
    boolean taken =
        transaction.company().where(draft.set(), draft.get("externalId")).stream()
            .filter(row -> !row.id().equals(draft.id()))
            .anyMatch(row -> row.get("externalSystem").equals(draft.get("externalSystem")));
    if (taken) {
      throw UniqueKey.taken(
          transaction,
          "External Reference",
          "External System='%s',External Id='%s'"
              .formatted(draft.text("externalSystem"), draft.text("externalId")));
    }
  }
}
