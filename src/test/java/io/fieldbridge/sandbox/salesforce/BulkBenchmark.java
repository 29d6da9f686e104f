package io.fieldbridge.sandbox.salesforce;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Loads a million prices by Bulk API 2.0 and compares with parsing the same file and discarding it.
 * Not a test; docs/sandbox-salesforce-events.md tells how it is run.
 */
final class BulkBenchmark {

  private static final String[] CURRENCIES = {"EUR", "USD", "GBP"};
  private static final long POLL_MILLISECONDS = 500;

  private final RunningOrg org = new RunningOrg();
  private final int rows;

  private BulkBenchmark(int rows) {
    this.rows = rows;
  }

  /** The one argument is the number of rows; a million where it is missing. */
  public static void main(String[] arguments) throws Exception {
    new BulkBenchmark(arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0])).run();
  }

  private void run() throws Exception {
    Path folder = Files.createTempDirectory("bulk-benchmark");
    int products = rows / 12 + 1;
    Path items = folder.resolve("items.csv");
    try (BufferedWriter out = Files.newBufferedWriter(items)) {
      out.write("ERP_Item_Id__c,Name,ProductCode\n");
      for (int index = 0; index < products; index++) {
        out.write("I-" + index + ",Product " + index + ",C-" + index + "\n");
      }
    }
    load("Product2", "ERP_Item_Id__c", items, products);
    Path prices = prices(folder.resolve("prices.csv"), products);
    System.out.printf("prices: %,d bytes%n", Files.size(prices));
    for (int round = 0; round < 3; round++) {
      long began = System.nanoTime();
      long parsed = parse(prices);
      System.out.printf("parsed and discarded: %,.0f rows/s%n", rate(parsed, began));
    }
    load("PricebookEntry", "ERP_Price_Key__c", prices, rows);
    org.close();
  }

  private Path prices(Path file, int products) throws IOException {
    String[] books = books();
    int written = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          "ERP_Price_Key__c,Pricebook2Id,Product2.ERP_Item_Id__c,CurrencyIsoCode,UnitPrice\n");
      for (int book = 0; book < books.length; book++) {
        for (int index = 0; index < products * 3 && written < rows; index++) {
          String currency = CURRENCIES[index % 3];
          int item = index / 3;
          out.write("B" + book + "|I-" + item + "|" + currency + "," + books[book] + ",I-" + item);
          out.write("," + currency + "," + (1 + index % 997) + ".25\n");
          written++;
        }
      }
    }
    return file;
  }

  private String[] books() {
    String standard = org.first("SELECT Id FROM Pricebook2 WHERE IsStandard = true", "Id");
    String[] books = {standard, "", "", ""};
    for (int book = 1; book < books.length; book++) {
      books[book] = org.create("Pricebook2", "{'Name':'Book " + book + "','IsActive':true}");
    }
    return books;
  }

  private static long parse(Path file) throws IOException {
    long rows = 0;
    try (CSVParser parser =
        CSVParser.builder()
            .setPath(file)
            .setCharset(StandardCharsets.UTF_8)
            .setFormat(CSVFormat.RFC4180)
            .get()) {
      for (CSVRecord row : parser) {
        rows += row.size() > 0 ? 1 : 0;
      }
    }
    return rows;
  }

  private void load(String object, String key, Path file, int count) throws Exception {
    BulkJob job =
        BulkJob.open(
            org,
            "{'object':'" + object + "','operation':'upsert','externalIdFieldName':'" + key + "'}");
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(org.sandbox.url() + job.path() + "/batches"))
                .header("Authorization", "Bearer " + org.token())
                .header("Content-Type", "text/csv")
                .PUT(HttpRequest.BodyPublishers.ofFile(file))
                .build(),
            BodyHandlers.discarding());
    long began = System.nanoTime();
    job.set("UploadComplete");
    while (!job.state().matches("JobComplete|Failed|Aborted")) {
      Thread.sleep(POLL_MILLISECONDS);
    }
    System.out.printf("%s: %,.0f rows/s%n%s%n", object, rate(count, began), job.json());
    System.gc();
    Runtime machine = Runtime.getRuntime();
    System.out.printf("heap after: %,d MB%n", (machine.totalMemory() - machine.freeMemory()) >> 20);
  }

  private static double rate(long rows, long began) {
    return rows * 1e9 / (System.nanoTime() - began);
  }
}
