package io.fieldbridge.sandbox.businesscentral;

/** Variants: the code is unique within its item. */
final class ItemVariantRules implements EntityRules {

  @Override
  public String setOf() {
    return "itemVariants";
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
    UniqueKey.require(draft, "code");
    if (draft.guid("itemId").equals(Kind.NO_GUID)) {
      throw VendorException.dialog("An \"itemNumber\" or an \"itemId\" must be provided.");
    }
    boolean taken =
        transaction.company().where(draft.set(), draft.guid("itemId")).stream()
            .filter(row -> !row.id().equals(draft.id()))
            .anyMatch(row -> row.get("code").equals(draft.get("code")));
    if (taken) {
      throw UniqueKey.taken(
          transaction,
          "Item Variant",
          "Item No.='%s',Code='%s'".formatted(draft.text("itemNumber"), draft.text("code")));
    }
  }
}
