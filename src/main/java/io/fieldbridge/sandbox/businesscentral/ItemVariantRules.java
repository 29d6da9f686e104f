package io.fieldbridge.sandbox.businesscentral;

/** Variants: the code is unique within its item. */
final class ItemVariantRules implements EntityRules {

  @Override
  public String setOf() {
    return "itemVariants";
  }

  @Override
  public void checkRow(Transaction transaction, Draft draft) {
    UniqueKey.require(draft, "code");
    if (draft.guid("itemId").equals(Kind.NO_GUID)) {
      throw VendorException.dialog("An \"itemNumber\" or an \"itemId\" must be provided.");
    }
    if (UniqueKey.isTakenWithin(transaction, draft, draft.guid("itemId"), "code")) {
      throw UniqueKey.taken(
          transaction,
          "Item Variant",
          "Item No.='%s',Code='%s'".formatted(draft.text("itemNumber"), draft.text("code")));
    }
  }
}
