package io.fieldbridge.sandbox.salesforce.data;

/** A quote takes account and currency from its opportunity. */
final class QuoteRule implements Rule {

  @Override
  public void before(Save save) {
    if (save.isNew()) {
      save.copy("AccountId", save.parent("OpportunityId"), "AccountId");
    }
    LineRule.checkPriceBookChange(save, "Quote", "QuoteLineItem");
  }
}
