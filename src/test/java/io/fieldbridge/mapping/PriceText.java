package io.fieldbridge.mapping;

/** A contract for prices as text, for tests. */
final class PriceText {

  static final String HEAD =
      """
      contract: price
      direction: to-crm
      key: { salesforce: PricebookEntry.Key__c, business-central: priceListLines.groupKey }
      filter: { business-central: '.status == "Active"' }
      """;

  static final String GROUP_BY = "group-by: { business-central: [item, unit, currency] }\n";
  static final String VALID = "valid: { from: begins, to: ends, zone: Europe/Berlin }\n";
  static final String CHOOSE = "choose: { least: quantity, latest: begins }\n";

  static final String FIELDS =
      """
      fields:
        key: { type: string(120), required: true, owner: erp, salesforce: Key__c, business-central: .groupKey }
        currency: { type: currency, owner: erp, salesforce: CurrencyIsoCode, business-central: 'if (.currency != "") .currency else "EUR"' }
        price: { type: money(2), currency: currency, required: true, owner: erp, salesforce: UnitPrice, business-central: .price }
      """;

  static final String WHOLE = HEAD + GROUP_BY + VALID + CHOOSE + FIELDS;

  private PriceText() {}
}
