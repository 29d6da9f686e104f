package io.fieldbridge.sandbox.businesscentral;

/** Tables of codes with descriptions: the code is needed and unique. */
record CodeTableRules(String setOf) implements EntityRules {

  @Override
  public void begin(Transaction transaction, Draft draft) {
    draft.fill("taxType", TaxSetup.type(transaction.switches()));
  }

  @Override
  public void validate(Transaction transaction, Draft draft, Property property, Object value) {
    if (property.name().equals("code")) {
      UniqueKey.check(transaction, draft, "code", value);
    }
    if (property.name().endsWith("DateCalculation")) {
      DateFormula.parse((String) value);
    }
    References.assign(transaction, draft, property, value);
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    UniqueKey.require(draft, "code");
    return transaction.write(draft);
  }
}
