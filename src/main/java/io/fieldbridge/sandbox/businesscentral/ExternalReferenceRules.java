package io.fieldbridge.sandbox.businesscentral;

/** External references: one row per external system and id, which is their whole point. */
final class ExternalReferenceRules implements EntityRules {

  @Override
  public String setOf() {
    return "externalReferences";
  }

  @Override
  public void checkRow(Transaction transaction, Draft draft) {
    UniqueKey.require(draft, "externalSystem");
    UniqueKey.require(draft, "externalId");
    Object id = draft.get("externalId");
    if (UniqueKey.isTakenWithin(transaction, draft, id, "externalSystem")) {
      throw UniqueKey.taken(
          transaction,
          "External Reference",
          "External System='%s',External Id='%s'"
              .formatted(draft.text("externalSystem"), draft.text("externalId")));
    }
  }
}
