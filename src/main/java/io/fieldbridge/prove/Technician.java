package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.prove.Ledger.Company;
import io.fieldbridge.prove.Ledger.Job;
import io.fieldbridge.prove.Ledger.Used;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Books parts and labour at agreed prices, completes work orders and opens them again. */
final class Technician {

  private static final String LABOUR = "LABOUR";
  private static final List<String> PARTS = List.of("P-1001", "P-1002", "P-1003");
  private static final List<BigDecimal> DISCOUNTS =
      List.of(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.TEN, new BigDecimal("12.5"));
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

  private final Salesforce org;
  private final Ledger ledger;
  private final Random random;
  private final LocalDate today;
  private final TreeMap<String, String> entries = new TreeMap<>();
  private final String timeSheet;
  private String pricebook = "";

  Technician(Salesforce org, Ledger ledger, Random random, LocalDate today) {
    this.org = org;
    this.ledger = ledger;
    this.random = random;
    this.today = today;
    for (JsonNode entry :
        org.query(
            "SELECT Id, Pricebook2Id, Product2.ProductCode FROM PricebookEntry WHERE IsActive ="
                + " TRUE AND CurrencyIsoCode = 'EUR' AND Pricebook2.IsStandard = TRUE AND"
                + " Product2.ProductCode IN ('P-1001', 'P-1002', 'P-1003', 'LABOUR')")) {
      entries.put(entry.path("Product2").path("ProductCode").asText(), entry.path("Id").asText());
      pricebook = entry.path("Pricebook2Id").asText();
    }
    String resource =
        org.query("SELECT Id FROM ServiceResource WHERE IsActive = TRUE ORDER BY Id LIMIT 1")
            .path(0)
            .path("Id")
            .asText();
    timeSheet =
        org.create(
            "TimeSheet",
            Map.of(
                "ServiceResourceId", resource,
                "StartDate", today.toString(),
                "EndDate", today.toString()));
  }

  /** A work order under way. */
  void begin(Job job) {
    job.id =
        create(
            "WorkOrder",
            Map.of(
                "AccountId", job.company.accountId,
                "Subject", "Service",
                "Status", "In Progress",
                "Pricebook2Id", pricebook,
                "CurrencyIsoCode", "EUR"));
    job.number =
        Insistence.until(() -> org.get("WorkOrder", job.id)).path("WorkOrderNumber").asText();
    job.company.hasJobs = true;
    ledger.jobs.add(job);
    ledger.note(job.id, "begun for " + job.company);
  }

  void use(Job job) {
    Used used =
        new Used(
            PARTS.get(random.nextInt(PARTS.size())),
            BigDecimal.valueOf(some()),
            price(),
            DISCOUNTS.get(random.nextInt(DISCOUNTS.size())));
    String id =
        create(
            "ProductConsumed",
            Map.of(
                "WorkOrderId",
                job.id,
                "PricebookEntryId",
                entries.get(used.item()),
                "QuantityConsumed",
                used.quantity(),
                "UnitPrice",
                used.price(),
                "Discount",
                used.discount()));
    job.used.put(id, used);
    ledger.note(job.id, "used " + used);
  }

  /** Uses another part, or corrects or takes away one that was booked. */
  void revise(Job job) {
    List<String> parts =
        job.used.entrySet().stream()
            .filter(used -> !used.getValue().item().equals(LABOUR))
            .map(Map.Entry::getKey)
            .toList();
    int kind = random.nextInt(3);
    if (kind == 0 || parts.isEmpty()) {
      use(job);
    } else if (kind == 1) {
      correct(job, parts.get(random.nextInt(parts.size())));
    } else {
      takeAway(job, parts.get(random.nextInt(parts.size())));
    }
  }

  private void correct(Job job, String part) {
    Used corrected = job.used.get(part).times(some());
    Map<String, ?> fields = Map.of("QuantityConsumed", corrected.quantity());
    Insistence.insist(() -> org.update("ProductConsumed", part, fields));
    job.used.put(part, corrected);
    ledger.note(job.id, "corrected to " + corrected);
  }

  private void takeAway(Job job, String part) {
    Insistence.insist(() -> org.delete("ProductConsumed", part));
    ledger.note(job.id, "taken away " + job.used.remove(part));
  }

  void work(Job job) {
    int minutes = 15 * (1 + random.nextInt(8));
    BigDecimal price = price();
    String line =
        create(
            "WorkOrderLineItem",
            Map.of(
                "WorkOrderId",
                job.id,
                "PricebookEntryId",
                entries.get(LABOUR),
                "Quantity",
                1,
                "UnitPrice",
                price,
                "Status",
                "Completed"));
    create(
        "TimeSheetEntry",
        Map.of(
            "TimeSheetId",
            timeSheet,
            "WorkOrderId",
            job.id,
            "WorkOrderLineItemId",
            line,
            "Type",
            "Direct",
            "StartTime",
            INSTANT.format(shift()),
            "EndTime",
            INSTANT.format(shift().plusSeconds(60L * minutes))));
    BigDecimal hours =
        BigDecimal.valueOf(minutes).divide(BigDecimal.valueOf(60), 5, RoundingMode.HALF_UP);
    Used worked = new Used(LABOUR, hours, price, BigDecimal.ZERO);
    job.used.put(line, worked);
    ledger.note(job.id, "worked " + worked);
  }

  /** It was for another company. */
  void transfer(Job job, Company company) {
    Map<String, String> fields = Map.of("AccountId", company.accountId);
    Insistence.insist(() -> org.update("WorkOrder", job.id, fields));
    job.company = company;
    company.hasJobs = true;
    ledger.note(job.id, "transferred to " + company);
  }

  /** Completes it; what it says counts from now on. */
  void complete(Job job) {
    job.stages.add(job.said());
    status(job, "Completed");
  }

  void reopen(Job job) {
    job.reopened = true;
    status(job, "In Progress");
  }

  void delete(Job job) {
    job.deleted = true;
    Insistence.insist(() -> org.delete("WorkOrder", job.id));
    ledger.note(job.id, "deleted");
  }

  /** Whether number and invoice have come back. */
  boolean isDone(Job job) {
    JsonNode order = Insistence.until(() -> org.get("WorkOrder", job.id));
    return order.path("ERP_Sync_Status__c").asText().equals("Accepted by ERP");
  }

  private void status(Job job, String status) {
    Map<String, String> fields =
        random.nextBoolean()
            ? Map.of("Status", status)
            : Map.of("Status", status, "EndDate", INSTANT.format(shift()));
    Insistence.insist(() -> org.update("WorkOrder", job.id, fields));
    ledger.note(job.id, "status " + status);
  }

  private Instant shift() {
    return today.atTime(8, 0).toInstant(ZoneOffset.UTC);
  }

  private String create(String object, Map<String, ?> fields) {
    return Insistence.until(() -> org.create(object, fields));
  }

  private BigDecimal price() {
    return BigDecimal.valueOf(100 + random.nextInt(20_000), 2);
  }

  private int some() {
    return 1 + random.nextInt(4);
  }
}
