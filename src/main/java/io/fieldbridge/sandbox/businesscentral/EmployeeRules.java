package io.fieldbridge.sandbox.businesscentral;

/** Employees: a number from the series, and a name put together from its parts. */
final class EmployeeRules implements EntityRules {

  @Override
  public String setOf() {
    return "employees";
  }

  @Override
  public void validate(Transaction transaction, Draft draft, Property property, Object value) {
    if (property.name().equals("number")) {
      UniqueKey.manual(transaction, draft, value);
    }
    References.assign(transaction, draft, property, value);
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    UniqueKey.require(draft, "givenName");
    if (draft.text("number").isEmpty()) {
      draft.put("number", NumberSeries.EMPLOYEES.next(transaction));
    }
    return modify(transaction, null, draft);
  }

  @Override
  public Row modify(Transaction transaction, Row before, Draft draft) {
    String name =
        "%s %s %s"
            .formatted(draft.text("givenName"), draft.text("middleName"), draft.text("surname"))
            .replaceAll(" +", " ")
            .trim();
    return transaction.write(name.isEmpty() ? draft : draft.put("displayName", name));
  }
}
