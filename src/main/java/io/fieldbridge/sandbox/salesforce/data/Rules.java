package io.fieldbridge.sandbox.salesforce.data;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which rules hold for which object, in the order in which they run. */
final class Rules {

  private static final Rule ADDRESSES = new AddressRule();
  private static final Rule PERSON_NAME = new PersonNameRule();
  private static final Rule RECORD_TYPES = new RecordTypeRule();
  private static final Rule TERMS = new TermRule();
  private static final Rule PARENT_RECORDS = new ParentRecordRule();
  private static final RollUpRule ROLL_UPS = new RollUpRule();
  private static final Rule QUOTE_SYNC = new QuoteSyncRule();

  private static final Map<String, List<Rule>> BY_OBJECT =
      Map.ofEntries(
          Map.entry("User", List.of(PERSON_NAME)),
          Map.entry("Account", List.of(ADDRESSES, RECORD_TYPES)),
          Map.entry("Contact", List.of(PERSON_NAME, ADDRESSES, RECORD_TYPES)),
          Map.entry("AccountContactRelation", List.of(new ContactRelationRule())),
          Map.entry("Task", List.of(new TaskRule())),
          Map.entry("Product2", List.of(new ProductRule(), RECORD_TYPES)),
          Map.entry("Pricebook2", List.of(new PriceBookRule())),
          Map.entry("PricebookEntry", List.of(new PriceBookEntryRule())),
          Map.entry(
              "Opportunity", List.of(new OpportunityRule(), RECORD_TYPES, ROLL_UPS, QUOTE_SYNC)),
          Map.entry(
              "OpportunityLineItem", List.of(new OpportunityLineRule(), ROLL_UPS, QUOTE_SYNC)),
          Map.entry("Quote", List.of(new QuoteRule(), ADDRESSES, ROLL_UPS, QUOTE_SYNC)),
          Map.entry("QuoteLineItem", List.of(new QuoteLineRule(), ROLL_UPS, QUOTE_SYNC)),
          Map.entry("Order", List.of(new OrderRule(), ADDRESSES, RECORD_TYPES, ROLL_UPS)),
          Map.entry("OrderItem", List.of(new OrderItemRule(), ROLL_UPS)),
          Map.entry("Contract", List.of(new ContractRule(), ADDRESSES)),
          Map.entry(
              "Asset",
              List.of(new AssetRule(), new HierarchyRule("ParentId", "RootAssetId", "AssetLevel"))),
          Map.entry("Case", List.of(new CaseRule(), RECORD_TYPES)),
          Map.entry(
              "ServiceContract",
              List.of(
                  TERMS,
                  new HierarchyRule("ParentServiceContractId", "RootServiceContractId", null),
                  ADDRESSES,
                  ROLL_UPS)),
          Map.entry("ContractLineItem", List.of(new ContractLineRule(), TERMS, ROLL_UPS)),
          Map.entry("Entitlement", List.of(TERMS)),
          Map.entry(
              "WorkOrder",
              List.of(
                  new WorkOrderRule(),
                  new HierarchyRule("ParentWorkOrderId", "RootWorkOrderId", null),
                  ADDRESSES,
                  RECORD_TYPES,
                  ROLL_UPS)),
          Map.entry(
              "WorkOrderLineItem",
              List.of(
                  new WorkOrderLineRule(),
                  new HierarchyRule("ParentWorkOrderLineItemId", "RootWorkOrderLineItemId", null),
                  ADDRESSES,
                  ROLL_UPS)),
          Map.entry("ProductConsumed", List.of(new ProductConsumedRule())),
          Map.entry("ProductItem", List.of(new ProductItemRule())),
          Map.entry("ProductItemTransaction", List.of(new StockMoveRule())),
          Map.entry("ProductTransfer", List.of(new ProductTransferRule())),
          Map.entry("ProductRequired", List.of(PARENT_RECORDS)),
          Map.entry("ReturnOrder", List.of(new ReturnRule(), ADDRESSES)),
          Map.entry("ReturnOrderLineItem", List.of(new ReturnRule())),
          Map.entry("ProductRequest", List.of(ADDRESSES)),
          Map.entry("Shipment", List.of(ADDRESSES)),
          Map.entry("WorkType", List.of(new WorkTypeRule())),
          Map.entry("ServiceTerritory", List.of(ADDRESSES)),
          Map.entry(
              "Location",
              List.of(new HierarchyRule("ParentLocationId", "RootLocationId", "LocationLevel"))),
          Map.entry("TimeSheet", List.of(new TimeSheetRule())),
          Map.entry("TimeSheetEntry", List.of(new TimeSheetEntryRule())),
          Map.entry(
              "ServiceAppointment",
              List.of(
                  new ServiceAppointmentRule(),
                  PARENT_RECORDS,
                  ADDRESSES,
                  new AppointmentCountRule())));

  private static final Map<String, List<String>> PLACES =
      Map.of("PricebookEntry", PriceBookEntryRule.PLACE);

  private static final List<Rule> OF_ALL = List.of(new OwnerRule(), new OwnRollUpRule());

  private static final Map<String, List<Rule>> COMPLETE =
      BY_OBJECT.entrySet().stream()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey,
                  entry -> Stream.concat(entry.getValue().stream(), OF_ALL.stream()).toList()));

  private Rules() {}

  /**
   * The fields whose values no two records of an object have together; empty where there are none.
   */
  static List<String> place(String object) {
    return PLACES.getOrDefault(object, List.of());
  }

  static List<Rule> of(String object) {
    return COMPLETE.getOrDefault(object, OF_ALL);
  }
}
