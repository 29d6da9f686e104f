package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;

/** Items: numbers may be chosen; inventory is moved by entries, never written. */
final class ItemRules implements EntityRules {

  @Override
  public String setOf() {
    return "items";
  }

  @Override
  public void begin(Transaction transaction, Draft draft) {
    Company company = transaction.company();
    company
        .byKey("generalProductPostingGroups", "RETAIL")
        .ifPresent(
            group ->
                draft
                    .put("generalProductPostingGroupId", group.id())
                    .put("generalProductPostingGroupCode", "RETAIL"));
    company
        .byKey("inventoryPostingGroups", "RESALE")
        .ifPresent(
            group ->
                draft
                    .put("inventoryPostingGroupId", group.id())
                    .put("inventoryPostingGroupCode", "RESALE"));
    company
        .byKey("taxGroups", "STANDARD")
        .ifPresent(group -> draft.put("taxGroupId", group.id()).put("taxGroupCode", "STANDARD"));
  }

  @Override
  public void validate(Transaction transaction, Draft draft, Property property, Object value) {
    switch (property.name()) {
      case "number" -> UniqueKey.check(transaction, draft, "number", value);
      case "inventory" -> adjust(transaction, draft, (BigDecimal) value);
      default -> References.assign(transaction, draft, property, value);
    }
    if (property.name().equals("number")) {
      draft.put("number", value);
    }
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    if (draft.text("number").isEmpty()) {
      draft.put("number", NumberSeries.ITEMS.next(transaction));
    }
    return transaction.write(draft);
  }

  @Override
  public void delete(Transaction transaction, Row row) {
    for (DocumentKind kind : DocumentKind.values()) {
      boolean used =
          transaction.company().rows(kind.lineSet()).stream()
              .anyMatch(line -> row.id().equals(line.guid("itemId")));
      if (used) {
        throw VendorException.dialog(
            "You cannot delete Item " + row.text("number") + " because a document line uses it.");
      }
    }
    transaction.delete(setOf(), row.id());
  }

  private static void adjust(Transaction transaction, Draft draft, BigDecimal wanted) {
    if (draft.isInserted()) {
      throw VendorException.dialog("Inventory cannot be set when an item is created.");
    }
    BigDecimal present = Stock.of(transaction.company(), draft.id());
    BigDecimal difference = wanted.subtract(present);
    Row item = new Row(draft.id(), draft.values(), 0);
    ItemLedger.move(
        transaction,
        item,
        difference,
        ItemLedger.Cause.adjustment(item, difference),
        Draft.hidden("items", draft.id())
            .put("$postingDate", transaction.company().today())
            .put("description", draft.text("displayName")));
  }
}
