package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SeedCompany;
import io.fieldbridge.sandbox.SeedItem;
import io.fieldbridge.sandbox.salesforce.data.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Quotes with agreed prices and 40 work orders in several states. A work order has a labour line at
 * the hourly price that its customer's quote agrees, time sheet entries that point to the line, and
 * parts consumed.
 */
final class DemoWork {

  private static final int QUOTES = 20;
  private static final int WORK_ORDERS = 40;
  private static final BigDecimal AGREED = new BigDecimal("0.95");
  private static final List<String> STATES =
      List.of("New", "New", "In Progress", "New", "On Hold", "In Progress", "New", "Canceled");

  private final Demo demo;
  private final List<SeedCompany> companies = DemoAccounts.companies();
  private final Map<String, SeedItem> items =
      SeedItem.all().stream().collect(Collectors.toMap(SeedItem::number, Function.identity()));

  DemoWork(Demo demo) {
    this.demo = demo;
  }

  void seed() {
    for (int index = 0; index < QUOTES; index++) {
      quote(index, companies.get(index));
    }
    LocalDate today = LocalDate.ofInstant(demo.now(), ZoneOffset.UTC);
    demo.create(
        "resource",
        "ServiceResource",
        Json.object().put("Name", "Field Team North").put("IsActive", true));
    demo.create(
        "sheet",
        "TimeSheet",
        Json.object()
            .put("ServiceResourceId", demo.id("resource"))
            .put("StartDate", today.minusDays(7).toString())
            .put("EndDate", today.plusDays(7).toString()));
    for (int index = 0; index < WORK_ORDERS; index++) {
      workOrder(index, companies.get(index % companies.size()));
    }
  }

  private void quote(int index, SeedCompany company) {
    String opportunity =
        demo.create(
            "Opportunity",
            Json.object()
                .put("Name", "Service agreement " + company.name())
                .put("AccountId", demo.id(company.number()))
                .put("StageName", index % 3 == 0 ? "Closed Won" : "Proposal/Price Quote")
                .put("CloseDate", "2026-12-01")
                .put("Pricebook2Id", demo.id("Service Price Book"))
                .put("CurrencyIsoCode", demo.currency(company.currency())));
    String quote =
        demo.create(
            "quote " + company.number(),
            "Quote",
            Json.object()
                .put("Name", "Prices agreed with " + company.name())
                .put("OpportunityId", opportunity)
                .put("Pricebook2Id", demo.id("Service Price Book"))
                .put("ContactId", demo.id("contact " + company.number()))
                .put("Status", index % 3 == 0 ? "Accepted" : "Draft"));
    line(quote, "LABOUR", 8, company);
    line(quote, part(index), 2, company);
    line(quote, part(index + 1), 5, company);
  }

  private void line(String quote, String number, int quantity, SeedCompany company) {
    demo.create(
        "QuoteLineItem",
        Json.object()
            .put("QuoteId", quote)
            .put("PricebookEntryId", entry(number, company))
            .put("Quantity", quantity)
            .put("UnitPrice", agreed(number, company)));
  }

  private void workOrder(int index, SeedCompany company) {
    String status = index % 16 == 9 ? "Completed" : STATES.get(index % STATES.size());
    ObjectNode body =
        Json.object()
            .put("AccountId", demo.id(company.number()))
            .put("ContactId", demo.id("contact " + company.number()))
            .put("Subject", (index % 2 == 0 ? "Repair" : "Maintenance") + " " + (index + 1))
            .put("Status", "New")
            .put("Priority", index % 7 == 0 ? "High" : "Medium")
            .put("Pricebook2Id", demo.id("Service Price Book"))
            .put("Street", company.address().street())
            .put("PostalCode", company.address().postalCode())
            .put("City", company.address().city())
            .put("CountryCode", company.address().countryCode())
            .put("CurrencyIsoCode", demo.currency(company.currency()))
            .put("Status", status);
    if (index < 30) {
      body.put("AssetId", demo.id("asset " + company.number()));
    }
    String workOrder = demo.create("WorkOrder", body);
    String labour =
        demo.create(
            "WorkOrderLineItem",
            Json.object()
                .put("WorkOrderId", workOrder)
                .put("Subject", "Labour")
                .put("PricebookEntryId", entry("LABOUR", company))
                .put("Quantity", 2)
                .put("UnitPrice", agreed("LABOUR", company)));
    if (status.equals("Completed") || status.equals("In Progress")) {
      usage(index, workOrder, labour, company);
    }
  }

  private void usage(int index, String workOrder, String labour, SeedCompany company) {
    demo.create(
        "ProductConsumed",
        Json.object()
            .put("WorkOrderId", workOrder)
            .put("PricebookEntryId", entry(part(index), company))
            .put("QuantityConsumed", 1 + index % 3)
            .put("UnitPrice", agreed(part(index), company)));
    var start = demo.now().truncatedTo(ChronoUnit.DAYS).minus(index % 5 + 1L, ChronoUnit.DAYS);
    demo.create(
        "TimeSheetEntry",
        Json.object()
            .put("TimeSheetId", demo.id("sheet"))
            .put("WorkOrderId", workOrder)
            .put("WorkOrderLineItemId", labour)
            .put("Type", "Direct")
            .put("StartTime", Times.text(start.plus(8, ChronoUnit.HOURS)))
            .put("EndTime", Times.text(start.plus(8 * 60 + 45 + index, ChronoUnit.MINUTES))));
  }

  private static String part(int index) {
    return "P-" + (1001 + index * 4);
  }

  private String entry(String number, SeedCompany company) {
    return demo.id(DemoProducts.entryName(number, demo.currency(company.currency())));
  }

  private BigDecimal agreed(String number, SeedCompany company) {
    return DemoProducts.price(items.get(number), demo.currency(company.currency()))
        .multiply(AGREED)
        .setScale(2, RoundingMode.HALF_UP);
  }
}
