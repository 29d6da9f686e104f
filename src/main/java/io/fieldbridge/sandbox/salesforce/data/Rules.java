package io.fieldbridge.sandbox.salesforce.data;

import java.util.List;
import java.util.Map;

/** Which rules hold for which object, in the order in which they run. */
final class Rules {

  private static final Rule ADDRESSES = new AddressRule();
  private static final Rule PERSON_NAME = new PersonNameRule();
  private static final RollUpRule ROLL_UPS = new RollUpRule();

  private static final Map<String, List<Rule>> BY_OBJECT =
      Map.ofEntries(
          Map.entry("User", List.of(PERSON_NAME)),
          Map.entry("Account", List.of(ADDRESSES)),
          Map.entry("Contact", List.of(PERSON_NAME, ADDRESSES)),
          Map.entry("Product2", List.of(new ProductRule())),
          Map.entry("Pricebook2", List.of(new PriceBookRule())),
          Map.entry("PricebookEntry", List.of(new PriceBookEntryRule())),
          Map.entry("Opportunity", List.of(new OpportunityRule())),
          Map.entry("Quote", List.of(new QuoteRule(), ADDRESSES, ROLL_UPS)),
          Map.entry("QuoteLineItem", List.of(new QuoteLineRule(), ROLL_UPS)),
          Map.entry("Asset", List.of(new AssetRule())),
          Map.entry("Case", List.of(new CaseRule())),
          Map.entry("WorkOrder", List.of(new WorkOrderRule(), ADDRESSES, ROLL_UPS)),
          Map.entry("WorkOrderLineItem", List.of(new WorkOrderLineRule(), ADDRESSES, ROLL_UPS)),
          Map.entry("ProductConsumed", List.of(new ProductConsumedRule())),
          Map.entry("TimeSheet", List.of(new TimeSheetRule())),
          Map.entry("TimeSheetEntry", List.of(new TimeSheetEntryRule())),
          Map.entry("ServiceAppointment", List.of(new ServiceAppointmentRule(), ADDRESSES)));

  private Rules() {}

  static List<Rule> of(String object) {
    return BY_OBJECT.getOrDefault(object, List.of());
  }
}
