package io.fieldbridge.sandbox.businesscentral;

/** Working times of employees. The misspelt time stamp is the vendor's. */
final class TimeEntryRules implements EntityRules {

  private static final int STEP = 10_000;

  @Override
  public String setOf() {
    return "timeRegistrationEntries";
  }

  @Override
  public void begin(Transaction transaction, Draft draft) {
    draft.put("date", transaction.company().today()).put("status", "Open");
    transaction
        .company()
        .byKey("unitsOfMeasure", "HOUR")
        .ifPresent(
            hour -> draft.put("unitOfMeasureId", hour.id()).put("unitOfMeasureCode", "HOUR"));
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    if (draft.guid("employeeId").equals(Kind.NO_GUID)) {
      throw VendorException.dialog("An \"employeeNumber\" or an \"employeeId\" must be provided.");
    }
    int before = transaction.company().where(setOf(), draft.guid("employeeId")).size();
    return write(transaction, draft.put("lineNumber", (long) (before + 1) * STEP));
  }

  @Override
  public Row modify(Transaction transaction, Row before, Draft draft) {
    return write(transaction, draft);
  }

  private static Row write(Transaction transaction, Draft draft) {
    return transaction.write(draft.put("lastModfiedDateTime", transaction.stamp()));
  }
}
