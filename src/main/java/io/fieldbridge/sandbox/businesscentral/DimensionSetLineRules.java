package io.fieldbridge.sandbox.businesscentral;

import java.util.Optional;
import java.util.UUID;

/** Dimension values of unposted documents, lines and journal lines; the key is the dimension. */
final class DimensionSetLineRules implements EntityRules {

  @Override
  public String setOf() {
    return "dimensionSetLines";
  }

  @Override
  public void begin(Transaction transaction, Draft draft) {
    draft.put("id", Kind.NO_GUID);
    String set =
        Dimensions.setOfParent(transaction.company(), draft.guid("parentId"))
            .orElseThrow(
                () -> VendorException.dialog("You must specify a parent id of a document."));
    draft.put("parentType", Dimensions.parentType(set));
  }

  @Override
  public void validate(Transaction transaction, Draft draft, Property property, Object value) {
    Company company = transaction.company();
    switch (property.name()) {
      case "id", "code" -> dimension(draft, found(company, "dimensions", value), property);
      case "valueId" -> value(draft, company.find("dimensionValues", (UUID) value), property);
      case "valueCode" ->
          value(
              draft,
              company.where("dimensionValues", value).stream()
                  .filter(row -> row.guid("dimensionId").equals(draft.guid("id")))
                  .findFirst(),
              property);
      default -> draft.put(property.name(), value);
    }
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    if (draft.guid("id").equals(Kind.NO_GUID) || draft.guid("valueId").equals(Kind.NO_GUID)) {
      throw VendorException.dialog("A dimension and a dimension value must be provided.");
    }
    boolean taken =
        Dimensions.of(transaction.company(), draft.guid("parentId")).stream()
            .anyMatch(line -> line.guid("id").equals(draft.guid("id")));
    if (taken) {
      throw UniqueKey.taken(
          transaction, "Dimension Set Entry", "Dimension Code='" + draft.text("code") + "'");
    }
    checkParent(transaction, draft.guid("parentId"));
    Row row = transaction.write(draft);
    Dimensions.show(transaction, draft.guid("parentId"));
    return row;
  }

  @Override
  public Row modify(Transaction transaction, Row before, Draft draft) {
    checkParent(transaction, draft.guid("parentId"));
    Row row = transaction.write(draft);
    Dimensions.show(transaction, draft.guid("parentId"));
    return row;
  }

  @Override
  public void delete(Transaction transaction, Row row) {
    checkParent(transaction, row.guid("parentId"));
    transaction.delete(setOf(), row.id());
    Dimensions.show(transaction, row.guid("parentId"));
  }

  private static void checkParent(Transaction transaction, UUID parent) {
    Company company = transaction.company();
    String set = Dimensions.setOfParent(company, parent).orElseThrow();
    boolean delivered = set.equals("salesShipments") || set.equals("purchaseReceipts");
    if (delivered || company.find(set, parent).filter(row -> row.flag("$posted")).isPresent()) {
      throw VendorException.dialog("The dimensions of a posted document cannot be modified.");
    }
  }

  private static void dimension(Draft draft, Optional<Row> found, Property property) {
    Row dimension =
        found.orElseThrow(
            () ->
                VendorException.dialog(
                    "The \"" + property.name() + "\" does not match to a Dimension."));
    if (!draft.isInserted()) {
      throw VendorException.readOnly(property.name());
    }
    draft
        .put("id", dimension.id())
        .put("code", dimension.text("code"))
        .put("displayName", dimension.text("displayName"));
  }

  private static void value(Draft draft, Optional<Row> found, Property property) {
    Row value =
        found
            .filter(
                row ->
                    draft.guid("id").equals(Kind.NO_GUID)
                        || row.guid("dimensionId").equals(draft.guid("id")))
            .orElseThrow(
                () ->
                    VendorException.dialog(
                        "The \"" + property.name() + "\" does not match to a Dimension Value."));
    draft
        .put("valueId", value.id())
        .put("valueCode", value.text("code"))
        .put("valueDisplayName", value.text("displayName"));
  }

  private static Optional<Row> found(Company company, String set, Object idOrCode) {
    return idOrCode instanceof UUID id ? company.find(set, id) : company.byKey(set, idOrCode);
  }
}
