package io.fieldbridge.sandbox.businesscentral;

import java.util.Map;
import java.util.UUID;

/** Default dimensions of customers, items, vendors and employees: one row for each dimension. */
final class DefaultDimensionRules implements EntityRules {

  private static final Map<String, String> PARENTS =
      Map.of(
          "Customer", "customers", "Item", "items", "Vendor", "vendors", "Employee", "employees");

  @Override
  public String setOf() {
    return "defaultDimensions";
  }

  @Override
  public void begin(Transaction transaction, Draft draft) {
    PARENTS.forEach(
        (type, set) -> {
          if (transaction.company().find(set, draft.guid("parentId")).isPresent()) {
            draft.put("parentType", type);
          }
        });
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    String set = PARENTS.get(draft.text("parentType"));
    UUID parent = draft.guid("parentId");
    if (set == null || transaction.company().find(set, parent).isEmpty()) {
      throw VendorException.dialog(
          "The \"parentId\" does not match to a record of the parent type.");
    }
    check(transaction, draft);
    boolean taken =
        transaction.company().where(setOf(), parent).stream()
            .anyMatch(row -> row.guid("dimensionId").equals(draft.guid("dimensionId")));
    if (taken) {
      throw UniqueKey.taken(
          transaction, "Default Dimension", "Dimension Code='" + draft.text("dimensionCode") + "'");
    }
    return transaction.write(draft);
  }

  @Override
  public Row modify(Transaction transaction, Row before, Draft draft) {
    check(transaction, draft);
    return transaction.write(draft);
  }

  private static void check(Transaction transaction, Draft draft) {
    if (draft.guid("dimensionId").equals(Kind.NO_GUID)) {
      throw VendorException.dialog("A \"dimensionId\" must be provided.");
    }
    transaction
        .company()
        .find("dimensionValues", draft.guid("dimensionValueId"))
        .filter(value -> !value.guid("dimensionId").equals(draft.guid("dimensionId")))
        .ifPresent(
            foreign -> {
              throw VendorException.dialog(
                  "The \"dimensionValueId\" does not match to a value of the dimension.");
            });
  }
}
