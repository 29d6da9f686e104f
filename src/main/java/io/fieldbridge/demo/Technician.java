package io.fieldbridge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Works in Salesforce Field Service: books parts and time on a work order and completes it. */
final class Technician {

  static final List<String> WORK_ORDER_FIELDS =
      List.of(
          "WorkOrderNumber",
          "Status",
          "StatusCategory",
          "ERP_Sync_Status__c",
          "ERP_Sync_Reason__c",
          "ERP_Last_Sync_At__c",
          "ERP_Order_Number__c",
          "ERP_Order_Status__c",
          "ERP_Invoice_Number__c",
          "ERP_Currency__c",
          "ERP_Exchange_Rate__c",
          "ERP_Total_Excl_Tax__c",
          "ERP_Tax_Amount__c",
          "ERP_Total_Amount__c");

  private static final LocalTime SHIFT_STARTS = LocalTime.of(8, 0);
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

  private final SalesforceOrg org;
  private final InstantSource clock;
  private String timeSheet;

  Technician(DemoSystems systems, InstantSource clock) {
    this.org = new SalesforceOrg(systems, Credentials.technician(systems));
    this.clock = clock;
  }

  /** Returns the id of the work order, completed, at the prices of the quote. */
  String complete(String accountId, Job job, AgreedQuote quote) {
    String id = org.create("WorkOrder", workOrder(accountId, job, quote));
    job.parts().forEach((code, quantity) -> consume(id, code, quantity, quote));
    String labour = org.create("WorkOrderLineItem", labour(id, quote));
    org.create("TimeSheetEntry", time(id, labour, job.minutes()));
    String end = INSTANT.format(shift().plusMinutes(job.minutes()));
    org.update("WorkOrder", id, Map.of("Status", "Completed", "EndDate", end));
    return id;
  }

  JsonNode workOrder(String id) {
    return org.read("WorkOrder", id, WORK_ORDER_FIELDS);
  }

  private static Map<String, Object> workOrder(String accountId, Job job, AgreedQuote quote) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("AccountId", accountId);
    fields.put("Subject", job.subject());
    fields.put("Status", "In Progress");
    fields.put("Pricebook2Id", quote.pricebookId());
    fields.put("CurrencyIsoCode", "EUR");
    return fields;
  }

  private void consume(String workOrder, String code, int quantity, AgreedQuote quote) {
    org.create(
        "ProductConsumed",
        Map.of(
            "WorkOrderId",
            workOrder,
            "PricebookEntryId",
            quote.entry(code),
            "QuantityConsumed",
            quantity,
            "UnitPrice",
            quote.price(code)));
  }

  /** One hour is planned; the time sheet tells what it took, and that is what gets billed. */
  private static Map<String, Object> labour(String workOrder, AgreedQuote quote) {
    return Map.of(
        "WorkOrderId",
        workOrder,
        "PricebookEntryId",
        quote.entry(Job.LABOUR),
        "Quantity",
        1,
        "UnitPrice",
        quote.price(Job.LABOUR),
        "Status",
        "Completed");
  }

  private Map<String, Object> time(String workOrder, String line, int minutes) {
    ZonedDateTime start = shift();
    return Map.of(
        "TimeSheetId",
        timeSheet(),
        "WorkOrderId",
        workOrder,
        "WorkOrderLineItemId",
        line,
        "Type",
        "Direct",
        "StartTime",
        INSTANT.format(start),
        "EndTime",
        INSTANT.format(start.plusMinutes(minutes)));
  }

  private String timeSheet() {
    if (timeSheet == null) {
      List<JsonNode> resources =
          org.query("SELECT Id FROM ServiceResource WHERE IsActive = TRUE ORDER BY Id LIMIT 1");
      if (resources.isEmpty()) {
        throw new StoryException("the org holds no active ServiceResource to book time for");
      }
      String day = today().toString();
      timeSheet =
          org.create(
              "TimeSheet",
              Map.of(
                  "ServiceResourceId", resources.get(0).path("Id").asText(),
                  "StartDate", day,
                  "EndDate", day));
    }
    return timeSheet;
  }

  private ZonedDateTime shift() {
    return today().atTime(SHIFT_STARTS).atZone(ZoneOffset.UTC);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
