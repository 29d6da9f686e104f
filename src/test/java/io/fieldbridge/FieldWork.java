package io.fieldbridge;

import com.fasterxml.jackson.databind.JsonNode;

/** A technician who works in Salesforce Field Service. */
public final class FieldWork {

  private final Crm crm;

  FieldWork(Crm crm) {
    this.crm = crm;
  }

  /** A work order under way, in a currency, at the prices of the service price book. */
  public String begin(String account, String currency) {
    String book =
        crm.query("SELECT Id FROM Pricebook2 WHERE Name = 'Service Price Book'")
            .path(0)
            .path("Id")
            .asText();
    return crm.create(
        "WorkOrder",
        "{'AccountId': '%s', 'Subject': 'Repair', 'Status': 'In Progress', 'Pricebook2Id': '%s',"
                .formatted(account, book)
            + " 'CurrencyIsoCode': '%s', 'EndDate': '2026-11-20T12:00:00.000+0000'}"
                .formatted(currency));
  }

  /** Uses a part at a price. */
  public void use(String workOrder, String product, int quantity, String price) {
    crm.create(
        "ProductConsumed",
        "{'WorkOrderId': '%s', 'PricebookEntryId': '%s', 'QuantityConsumed': %s, 'UnitPrice': %s}"
            .formatted(workOrder, entry(workOrder, product), quantity, price));
  }

  /** Uses a part that a line of the work order planned at a price of its own. */
  public void useAsPlanned(String workOrder, String product, int quantity, String agreed) {
    String entry = entry(workOrder, product);
    String line =
        crm.create(
            "WorkOrderLineItem",
            "{'WorkOrderId': '%s', 'PricebookEntryId': '%s', 'Quantity': %s, 'UnitPrice': %s}"
                .formatted(workOrder, entry, quantity, agreed));
    crm.create(
        "ProductConsumed",
        "{'WorkOrderId': '%s', 'PricebookEntryId': '%s', 'QuantityConsumed': %s,"
                .formatted(workOrder, entry, quantity)
            + " 'WorkOrderLineItemId': '%s'}".formatted(line));
  }

  /** Books working time on a line of its own at a price per hour; the entry of the time sheet. */
  public String work(String workOrder, int minutes, String price) {
    String line =
        crm.create(
            "WorkOrderLineItem",
            "{'WorkOrderId': '%s', 'PricebookEntryId': '%s', 'Quantity': 1, 'UnitPrice': %s}"
                .formatted(workOrder, entry(workOrder, "LABOUR"), price));
    String sheet = crm.query("SELECT Id FROM TimeSheet LIMIT 1").path(0).path("Id").asText();
    return crm.create(
        "TimeSheetEntry",
        "{'TimeSheetId': '%s', 'WorkOrderId': '%s', 'WorkOrderLineItemId': '%s', 'Type': 'Direct',"
                .formatted(sheet, workOrder, line)
            + " 'StartTime': '2026-11-20T08:00:00.000+0000', 'EndTime': '2026-11-20T%02d:%02d:00.000+0000'}"
                .formatted(8 + minutes / 60, minutes % 60));
  }

  /**
   * Working time whose line of the work order is billed with it alone: cancelled, it is no flat fee
   * without it.
   */
  public String workAlone(String workOrder, int minutes, String price) {
    String entry = work(workOrder, minutes, price);
    String line = crm.get("TimeSheetEntry", entry).path("WorkOrderLineItemId").asText();
    crm.update("WorkOrderLineItem", line, "{'Status': 'Canceled'}");
    return entry;
  }

  /** Books working time on another work order. */
  public void move(String entry, String workOrder) {
    crm.update("TimeSheetEntry", entry, "{'WorkOrderId': '%s'}".formatted(workOrder));
  }

  /** Takes working time off its work order. */
  public void takeOff(String entry) {
    crm.update("TimeSheetEntry", entry, "{'WorkOrderId': null}");
  }

  public void complete(String workOrder) {
    crm.update("WorkOrder", workOrder, "{'Status': 'Completed'}");
  }

  /** A work order with one part, completed. */
  public String completed(String account, String currency) {
    String workOrder = begin(account, currency);
    use(workOrder, "P-1001", 1, "10");
    complete(workOrder);
    return workOrder;
  }

  private String entry(String workOrder, String product) {
    JsonNode order = crm.get("WorkOrder", workOrder);
    return crm.query(
            "SELECT Id FROM PricebookEntry WHERE Product2.ProductCode = '%s' AND Pricebook2Id = '%s'"
                    .formatted(product, order.path("Pricebook2Id").asText())
                + " AND CurrencyIsoCode = '%s'".formatted(order.path("CurrencyIsoCode").asText()))
        .path(0)
        .path("Id")
        .asText();
  }
}
