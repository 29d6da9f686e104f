package io.fieldbridge;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.KillLedger.Company;
import io.fieldbridge.KillLedger.Work;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** A technician: completed work orders with parts and labour at agreed prices. */
final class KillJobs {

  private static final String LABOUR = "LABOUR";
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

  private final Crm crm;
  private final Random random;
  private final TreeMap<String, String> entries = new TreeMap<>();
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final String timeSheet;
  private String pricebook = "";

  KillJobs(Crm crm, Random random) {
    this.crm = crm;
    this.random = random;
    for (JsonNode entry :
        crm.query(
            "SELECT Id, Pricebook2Id, Product2.ProductCode FROM PricebookEntry WHERE IsActive ="
                + " TRUE AND CurrencyIsoCode = 'EUR' AND Pricebook2.IsStandard = TRUE AND"
                + " Product2.ProductCode IN ('P-1001', 'P-1002', 'P-1003', 'LABOUR')")) {
      entries.put(entry.path("Product2").path("ProductCode").asText(), entry.path("Id").asText());
      pricebook = entry.path("Pricebook2Id").asText();
    }
    String resource =
        crm.query("SELECT Id FROM ServiceResource WHERE IsActive = TRUE ORDER BY Id LIMIT 1")
            .get(0)
            .path("Id")
            .asText();
    timeSheet =
        crm.create(
            "TimeSheet",
            "{'ServiceResourceId': '%s', 'StartDate': '%s', 'EndDate': '%s'}"
                .formatted(resource, today, today));
  }

  /** Two parts and some labour; often the status comes before the time that was worked. */
  Work complete(Company company) {
    List<String> lines = new ArrayList<>();
    String id =
        create(
            "WorkOrder",
            "{'AccountId': '%s', 'Subject': 'Service', 'Status': 'In Progress', 'Pricebook2Id': '%s', 'CurrencyIsoCode': 'EUR'}"
                .formatted(company.accountId, pricebook));
    BigDecimal total = BigDecimal.ZERO;
    for (String code : List.of("P-1001", "P-1003")) {
      int quantity = 1 + random.nextInt(4);
      BigDecimal price = price();
      create(
          "ProductConsumed",
          "{'WorkOrderId': '%s', 'PricebookEntryId': '%s', 'QuantityConsumed': %d, 'UnitPrice': %s}"
              .formatted(id, entries.get(code), quantity, price));
      total = total.add(line(lines, code, BigDecimal.valueOf(quantity), price));
    }
    total = total.add(labour(id, lines));
    Collections.sort(lines);
    return new Work(id, company, lines, total);
  }

  private BigDecimal labour(String work, List<String> lines) {
    int minutes = 15 * (1 + random.nextInt(8));
    BigDecimal price = price();
    String line =
        create(
            "WorkOrderLineItem",
            "{'WorkOrderId': '%s', 'PricebookEntryId': '%s', 'Quantity': 1, 'UnitPrice': %s, 'Status': 'Completed'}"
                .formatted(work, entries.get(LABOUR), price));
    Instant start = today.atTime(8, 0).toInstant(ZoneOffset.UTC);
    String end = INSTANT.format(start.plusSeconds(60L * minutes));
    if (random.nextBoolean()) {
      done(work, end);
    }
    create(
        "TimeSheetEntry",
        "{'TimeSheetId': '%s', 'WorkOrderId': '%s', 'WorkOrderLineItemId': '%s', 'Type': 'Direct', 'StartTime': '%s', 'EndTime': '%s'}"
            .formatted(timeSheet, work, line, INSTANT.format(start), end));
    done(work, end);
    BigDecimal hours =
        BigDecimal.valueOf(minutes).divide(BigDecimal.valueOf(60), 5, RoundingMode.HALF_UP);
    return line(lines, LABOUR, hours, price);
  }

  private void done(String work, String end) {
    Insistence.until(
        () -> {
          crm.update("WorkOrder", work, "{'Status': 'Completed', 'EndDate': '" + end + "'}");
          return "";
        });
  }

  private String create(String object, String json) {
    return Insistence.until(() -> crm.create(object, json));
  }

  private BigDecimal price() {
    return BigDecimal.valueOf(100 + random.nextInt(20_000), 2);
  }

  private static BigDecimal line(
      List<String> lines, String code, BigDecimal quantity, BigDecimal price) {
    lines.add(words(code, quantity, price));
    return quantity.multiply(price).setScale(2, RoundingMode.HALF_UP);
  }

  static String words(String code, BigDecimal quantity, BigDecimal price) {
    return code + " " + plain(quantity) + " x " + plain(price);
  }

  private static String plain(BigDecimal number) {
    return number.setScale(5, RoundingMode.HALF_UP).toPlainString();
  }
}
