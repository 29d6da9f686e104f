package io.fieldbridge.sandbox.salesforce;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Loads a million prices by Bulk API 2.0, then changes them all, and compares with parsing the same
 * file and discarding it. Not a test; docs/benchmarks.md tells how it is run.
 */
final class BulkBenchmark {

  private static final int ROUNDS = 7;

  private static final OperatingSystemMXBean MACHINE =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long POLL_MILLISECONDS = 20;

  private final RunningOrg org = new RunningOrg();
  private final HttpClient http = HttpClient.newHttpClient();
  private final PriceFiles files;
  private final int rows;
  private double loading;
  private double ruling;
  private final List<Double> inserts = new ArrayList<>();
  private final List<Double> updates = new ArrayList<>();

  private BulkBenchmark(int rows) throws IOException {
    this.rows = rows;
    this.files = new PriceFiles(Files.createTempDirectory("bulk-benchmark"), rows);
  }

  /** The one argument is the number of rows; a million where it is missing. */
  public static void main(String[] arguments) throws Exception {
    int rows = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
    BulkBenchmark benchmark = new BulkBenchmark(rows);
    try (benchmark.org) {
      benchmark.run();
    }
    System.exit(0);
  }

  private void run() throws Exception {
    System.out.printf(
        "%-28s %12s %12s %7s %10s %10s %10s   (goal 0.25)%n",
        "Bulk, rows per second", "parsed", "loaded", "ratio", "CPU us", "CPU us", "rules us");
    for (int round = 0; round < ROUNDS; round++) {
      org.post("/sandbox/reset", "");
      org.login("fieldbridge-demo");
      org.post("/sandbox/settings", "{'bulkLatencyMilliseconds':0}");
      load("Product2", "ERP_Item_Id__c", files.items());
      String[] books = books();
      inserts.add(compare("inserts, round " + round, files.prices(books, ".25")));
      updates.add(compare("updates, round " + round, files.changes(".75")));
      check(books);
    }
    System.out.printf(
        "median of inserts %.3f, of updates %.3f%n", median(inserts), median(updates));
    Runtime machine = Runtime.getRuntime();
    System.gc();
    System.out.printf("heap after: %,d MB%n", (machine.totalMemory() - machine.freeMemory()) >> 20);
  }

  private double compare(String what, Path prices) throws Exception {
    long processor = MACHINE.getProcessCpuTime();
    long began = System.nanoTime();
    parse(prices);
    double parsed = rate(began);
    double parsing = spent(processor);
    double loaded = load("PricebookEntry", "ERP_Price_Key__c", prices);
    System.out.printf(
        "%-28s %,12.0f %,12.0f %7.3f %10.2f %10.2f %10.2f%n",
        what, parsed, loaded, loaded / parsed, parsing, loading, ruling);
    return loaded / parsed;
  }

  private String[] books() {
    String standard = org.first("SELECT Id FROM Pricebook2 WHERE IsStandard = true", "Id");
    String[] books = {standard, "", "", ""};
    for (int book = 1; book < books.length; book++) {
      books[book] = org.create("Pricebook2", "{'Name':'Book " + book + "','IsActive':true}");
    }
    return books;
  }

  private static void parse(Path file) throws IOException {
    long cells = 0;
    try (CSVParser parser =
        CSVParser.builder()
            .setPath(file)
            .setCharset(StandardCharsets.UTF_8)
            .setFormat(CSVFormat.RFC4180)
            .get()) {
      for (CSVRecord row : parser) {
        cells += row.size();
      }
    }
    require("cells parsed", cells > 0, true);
  }

  /** Rows per second; every one of them must have succeeded and be in the results. */
  private double load(String object, String key, Path file) throws Exception {
    long lines;
    try (Stream<String> all = Files.lines(file)) {
      lines = all.count();
    }
    BulkJob job =
        BulkJob.open(
            org,
            "{'object':'" + object + "','operation':'upsert','externalIdFieldName':'" + key + "'}");
    upload(job, file);
    long processor = MACHINE.getProcessCpuTime();
    long rules = ofRules();
    long began = System.nanoTime();
    job.set("UploadComplete");
    while (!job.state().matches("JobComplete|Failed|Aborted")) {
      Thread.sleep(POLL_MILLISECONDS);
    }
    double rate = rate(began);
    loading = spent(processor);
    ruling = (ofRules() - rules) / 1e3 / rows;
    require("processed", job.json().path("numberRecordsProcessed").asLong(), lines - 1);
    require("failed", job.json().path("numberRecordsFailed").asLong(), 0L);
    require("successful results", results(job, "successfulResults"), lines);
    require("failed results", results(job, "failedResults"), 1L);
    require("unprocessed rows", results(job, "unprocessedrecords"), 1L);
    return rate;
  }

  private void upload(BulkJob job, Path file) throws IOException, InterruptedException {
    http.send(
        request(job.path() + "/batches")
            .header("Content-Type", "text/csv")
            .PUT(HttpRequest.BodyPublishers.ofFile(file))
            .build(),
        BodyHandlers.discarding());
  }

  private long results(BulkJob job, String kind) throws IOException, InterruptedException {
    HttpResponse<Stream<String>> answer =
        http.send(request(job.path() + "/" + kind).build(), BodyHandlers.ofLines());
    return answer.body().count();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(org.sandbox.url() + path))
        .header("Authorization", "Bearer " + org.token());
  }

  /** Some of the facts that a client can see afterwards. */
  private void check(String[] books) {
    String count =
        org.query("SELECT COUNT() FROM PricebookEntry WHERE UnitPrice > 0")
            .json()
            .path("totalSize")
            .asText();
    require("prices at least", Long.parseLong(count) >= rows, true);
    for (int index : new int[] {0, rows / 2, rows - 1}) {
      String found =
          "SELECT UnitPrice, Pricebook2Id, Name FROM PricebookEntry WHERE ERP_Price_Key__c = '"
              + files.key(index)
              + "'";
      require("price", org.first(found, "UnitPrice"), files.price(index, ".75"));
      require("book", org.first(found, "Pricebook2Id"), books[files.book(index)]);
      require("name", org.first(found, "Name"), "Product " + files.item(index));
    }
  }

  private static void require(String what, Object found, Object expected) {
    if (!expected.equals(found)) {
      throw new IllegalStateException(what + ": " + found + " instead of " + expected);
    }
  }

  /** Microseconds of all processors for a row, which other work on the machine hardly changes. */
  private double spent(long before) {
    return (MACHINE.getProcessCpuTime() - before) / 1e3 / rows;
  }

  /** What the thread that applies rules has used of a processor. */
  private static long ofRules() {
    return Stream.of(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().equals("bulk"))
        .map(ThreadInfo::getThreadId)
        .mapToLong(THREADS::getThreadCpuTime)
        .sum();
  }

  private double rate(long began) {
    return rows * 1e9 / (System.nanoTime() - began);
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
