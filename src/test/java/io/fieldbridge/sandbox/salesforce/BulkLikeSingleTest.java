package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bulk job does to records, and tells of them, what single requests do. */
class BulkLikeSingleTest {

  private static final String METADATA =
      """
      PricebookEntry:
        validationRules:
          - name: Not_Dear
            errorCondition: UnitPrice > 900
            errorMessage: Too dear.
            errorField: UnitPrice
        fields:
          Note__c: string(6)
          Level__c: restricted(A|B)
          Rank__c: double(6,2)
          From__c: date
      Account:
        validationRules:
          - name: No_Giants
            errorCondition: NumberOfEmployees > 5000
            errorMessage: Too large.
      """;
  private static final String SETTINGS =
      "{'bulkLatencyMilliseconds':0,'mergeIdenticalChanges':false,"
          + "'changeEntities':['PricebookEntry','Account']}";
  private static final List<String> STAMPS =
      List.of("CreatedDate", "LastModifiedDate", "SystemModstamp");
  private static final int ITEMS = 60;

  @TempDir private Path metadata;

  private RunningOrg bulk;
  private RunningOrg single;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(metadata.resolve("own.yaml"), METADATA);
    bulk = org();
    single = org();
  }

  private RunningOrg org() {
    var files =
        new SalesforceSandboxSettings.Files(
            Optional.empty(), Optional.empty(), Optional.of(metadata));
    RunningOrg org = new RunningOrg(SalesforceSandboxSettings.onPorts(0, 0).with(files));
    assertThat(org.post("/sandbox/settings", SETTINGS).status()).isEqualTo(200);
    for (int item = 0; item < ITEMS; item++) {
      String active = item % 4 == 0 ? "false" : "true";
      org.create(
          "Product2",
          "{'Name':'Saw "
              + item
              + "','ProductCode':'S"
              + item
              + "','ERP_Item_Id__c':'I-"
              + item
              + "','IsActive':"
              + active
              + "}");
    }
    return org;
  }

  @AfterEach
  void stop() {
    bulk.close();
    single.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void prices_become_the_same(long seed) throws IOException {
    String standard = bulk.first("SELECT Id FROM Pricebook2 WHERE IsStandard = true", "Id");
    String json = "{'Name':'Other book','IsActive':true}";
    String other = bulk.create("Pricebook2", json);
    assertThat(single.create("Pricebook2", json)).isEqualTo(other);
    Map<String, List<String>> fresh = new LinkedHashMap<>();
    fresh.put("ERP_Price_Key__c", keys("Preis-ä|", 600));
    fresh.put("Pricebook2Id", mostly(List.of(standard, standard, other), "", "nonsense", "#N/A"));
    fresh.put("Product2.ERP_Item_Id__c", mostly(items(), "", "I-none"));
    fresh.put("CurrencyIsoCode", mostly(List.of("EUR", "USD"), "", "XXX"));
    fresh.put("UnitPrice", mostly(List.of("1", "2.5", "3.456"), "950", "", "many", "#N/A", "1e30"));
    fresh.put("IsActive", mostly(List.of("true", "FALSE", ""), "perhaps"));
    fresh.put("UseStandardPrice", List.of("true", "false", "", ""));
    fresh.put("Note__c", mostly(List.of("", " a ", "Grüße"), "too long", "#N/A"));
    fresh.put("Level__c", mostly(List.of("A", "B", ""), "C"));
    fresh.put("Rank__c", mostly(List.of("1.005", "-2", ""), "99999"));
    fresh.put("From__c", mostly(List.of("2026-02-28", ""), "2026-02-30"));
    Map<String, List<String>> changed = new LinkedHashMap<>(fresh);
    List.of("Pricebook2Id", "Product2.ERP_Item_Id__c", "CurrencyIsoCode")
        .forEach(place -> changed.put(place, List.of("")));
    compare("PricebookEntry", new RandomRows(List.of(fresh, changed), 1_200, seed));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void accounts_become_the_same(long seed) throws IOException {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    columns.put("ERP_Customer_Id__c", keys("C-", 250));
    columns.put("Name", mostly(List.of("Nord", "Süd", "West"), "", "#N/A"));
    columns.put("Parent.ERP_Customer_Id__c", mostly(List.of("", "C-1", "c-2", "C-3"), "C-none"));
    columns.put("NumberOfEmployees", mostly(List.of("12", ""), "6000", "1.5", "x"));
    columns.put("BillingCity", List.of("Linz", "", "#N/A"));
    columns.put("Payment_Terms__c", mostly(List.of("Net 14", "Net 30", ""), "never"));
    columns.put("OwnerId", mostly(List.of(""), "005000000000000AAA"));
    columns.put("IsDeleted", mostly(List.of(""), "true"));
    compare("Account", new RandomRows(List.of(columns), 800, seed));
  }

  /** Some of them in capitals, as keys are the same in any case. */
  private static List<String> keys(String before, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            number -> (number % 9 == 0 ? before.toUpperCase(Locale.ROOT) : before) + number / 2)
        .toList();
  }

  private static List<String> items() {
    return IntStream.range(0, ITEMS).mapToObj(item -> "I-" + item).toList();
  }

  private static List<String> mostly(List<String> good, String... wrong) {
    List<String> cells = new ArrayList<>(List.of(wrong));
    while (cells.size() < wrong.length * 12) {
      cells.addAll(good);
    }
    return cells;
  }

  private void compare(String object, RandomRows rows) throws IOException {
    String key = object.equals("Account") ? "ERP_Customer_Id__c" : "ERP_Price_Key__c";
    PolledEvents ofBulk = new PolledEvents(bulk, "/data/ChangeEvents", -1);
    PolledEvents ofSingle = new PolledEvents(single, "/data/ChangeEvents", -1);
    BulkJob job =
        BulkJob.done(
            bulk,
            "{'object':'" + object + "','operation':'upsert','externalIdFieldName':'" + key + "'}",
            rows.csv());
    assertThat(job.state()).isEqualTo("JobComplete");
    List<String> done = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      write(object, key, rows, row, done, refused);
    }

    assertThat(lines(job, "successfulResults", List.of("sf__Id", "sf__Created", key)))
        .hasSizeGreaterThan(20)
        .isEqualTo(done);
    assertThat(lines(job, "failedResults", List.of("sf__Error", key)))
        .hasSizeGreaterThan(20)
        .isEqualTo(refused);
    assertThat(records(bulk, object)).isEqualTo(records(single, object));
    assertThat(told(bulk, ofBulk)).hasSizeGreaterThan(20).isEqualTo(told(single, ofSingle));
  }

  private void write(
      String object,
      String key,
      RandomRows rows,
      int row,
      List<String> done,
      List<String> refused) {
    String value = rows.key(row);
    if (rows.isRepeated(row)) {
      String error = "DUPLICATE_VALUE:Duplicate external id specified: " + value;
      refused.add(error + ":" + key + " --," + value);
      return;
    }
    String path = "/sobjects/" + object + "/" + key + "/" + AnyOrg.encoded(value);
    var answer = single.patch(path, rows.json(row).toString());
    if (answer.status() < 300) {
      JsonNode json = answer.json();
      done.add(json.path("id").asText() + "," + json.path("created") + "," + value);
    } else {
      refused.add(error(answer) + "," + value);
    }
  }

  /** The refusal of a single request in the form of a bulk result. */
  private static String error(RunningOrg.Answer answer) {
    List<String> names = new ArrayList<>();
    answer.json().path(0).path("fields").forEach(field -> names.add(field.asText()));
    String fields = String.join(",", names);
    if (answer.error().equals("JSON_PARSER_ERROR") && !fields.isEmpty()) {
      return "INVALID_TYPE_ON_FIELD_IN_RECORD:"
          + fields
          + ": value not of required type: "
          + answer.message().replaceFirst(".* value ", "")
          + ":"
          + fields
          + " --";
    }
    String told = fields.isEmpty() ? "--" : fields + " --";
    return answer.error() + ":" + answer.message() + ":" + told;
  }

  private static List<String> lines(BulkJob job, String kind, List<String> columns)
      throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(job.results(kind), format)) {
      return parser.stream()
          .map(line -> columns.stream().map(line::get).collect(Collectors.joining(",")))
          .toList();
    }
  }

  private static List<ObjectNode> records(RunningOrg org, String object) {
    List<ObjectNode> records = new ArrayList<>();
    for (JsonNode record : org.get("/sandbox/records/" + object).json()) {
      records.add(((ObjectNode) record).remove(STAMPS));
    }
    return records;
  }

  /**
   * What was told of each record until now. A transaction tells of a record once, however often it
   * changes it; therefore events are added up.
   */
  private static Map<String, ObjectNode> told(RunningOrg org, PolledEvents polled) {
    org.create("Account", "{'Name':'The end'}");
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                polled.connect().stream()
                    .anyMatch(event -> event.at("/data/payload/Name").asText().equals("The end")));
    Map<String, ObjectNode> told = new TreeMap<>();
    for (JsonNode event : polled.connect()) {
      ObjectNode payload = event.at("/data/payload").deepCopy();
      JsonNode header = payload.remove("ChangeEventHeader");
      ObjectNode record =
          told.computeIfAbsent(header.path("recordIds").path(0).asText(), id -> Json.object());
      record.put("entity", header.path("entityName").asText());
      record.setAll(payload);
      record.remove(STAMPS).removeIf(JsonNode::isNull);
    }
    return told;
  }
}
