package io.fieldbridge.sandbox.salesforce.data;

/** A line of a service contract takes product and list price from the entry. */
final class ContractLineRule implements Rule {

  @Override
  public void before(Save save) {
    LineRule.price(save, LineRule.entry(save, "ServiceContractId"));
    LineRule.total(save, "Quantity");
  }
}
