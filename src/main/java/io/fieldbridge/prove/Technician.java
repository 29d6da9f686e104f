package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.prove.Ledger.Job;
import io.fieldbridge.prove.Ledger.Stage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Books parts and labour at agreed prices, completes work orders and opens them again. */
final class Technician {

  private static final String LABOUR = "LABOUR";
  private static final List<String> PARTS = List.of("P-1001", "P-1002", "P-1003");
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

  /** A work order under way, with a part. */
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

  /** Uses a part; what the work order now says. */
  Stage use(Job job, Stage before) {
    String code = PARTS.get(random.nextInt(PARTS.size()));
    int quantity = 1 + random.nextInt(4);
    BigDecimal price = price();
    create(
        "ProductConsumed",
        Map.of(
            "WorkOrderId",
            job.id,
            "PricebookEntryId",
            entries.get(code),
            "QuantityConsumed",
            quantity,
            "UnitPrice",
            price));
    ledger.note(job.id, "used " + words(code, BigDecimal.valueOf(quantity), price));
    return with(before, code, BigDecimal.valueOf(quantity), price);
  }

  /** Works some minutes; what the work order now says. */
  Stage work(Job job, Stage before) {
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
    ledger.note(job.id, "worked " + words(LABOUR, hours, price));
    return with(before, LABOUR, hours, price);
  }

  /** Completes it; what it says counts from now on. */
  void complete(Job job, Stage said) {
    job.stages.add(said);
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
    Map<String, String> fields = Map.of("Status", status, "EndDate", INSTANT.format(shift()));
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

  private static Stage with(Stage before, String code, BigDecimal quantity, BigDecimal price) {
    List<String> lines = new ArrayList<>(before.lines());
    lines.add(words(code, quantity, price));
    Collections.sort(lines);
    BigDecimal amount = quantity.multiply(price).setScale(2, RoundingMode.HALF_UP);
    return new Stage(List.copyOf(lines), before.total().add(amount));
  }

  static String words(String code, BigDecimal quantity, BigDecimal price) {
    return code + " " + plain(quantity) + " x " + plain(price);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
