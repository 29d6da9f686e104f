package io.fieldbridge.connector.salesforce;

import static io.fieldbridge.connector.salesforce.ScriptedOrg.row;
import static io.fieldbridge.connector.salesforce.ScriptedOrg.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.connector.RecordReader;
import io.fieldbridge.connector.salesforce.ScriptedOrg.Answer;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reads, one or many at a time, of well-formed and of hostile names, ids and answers. */
class SalesforceReaderTest {

  private static final String ID = "001000000000001AAA";

  private final ScriptedOrg org = new ScriptedOrg();
  private final RecordReader reader = org.connector().reader();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
    org.close();
  }

  @Test
  void a_record_comes_with_version_author_parents_and_children() {
    String lines =
        "'Lines__r':{'totalSize':1,'done':true,'records':[{'attributes':{'type':'L'},'Id':'a00000000000001AAA','Price__c':1.10}]}";
    String more =
        "'Name':'Müller','Owner':{'attributes':{'type':'User'},'Name':'Ann'},'Contacts':null,"
            + lines;
    org.on("GET", "/query", rows(row("Account", ID, more)));
    Selection selection =
        new Selection(
            Set.of("Name", "Owner.Name"),
            Map.of("Contacts", Selection.of("Email"), "Lines__r", Selection.of("Price__c")));
    RemoteRecord record = reader.read(ref(ID), selection).orElseThrow();

    assertThat(record.ref()).isEqualTo(ref(ID));
    assertThat(record.version()).isEqualTo(ScriptedOrg.STAMP);
    assertThat(record.modifiedAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    assertThat(record.modifiedBy()).isEqualTo(ScriptedOrg.USER);
    assertThat(record.values().has("attributes")).isFalse();
    assertThat(record.values().at("/Owner")).hasToString("{\"Name\":\"Ann\"}");
    assertThat(record.values().path("Contacts").isArray()).isTrue();
    assertThat(record.values().at("/Lines__r/0/Price__c").decimalValue())
        .isEqualTo(new BigDecimal("1.10"));
    assertThat(org.seen("GET", "/query").get(0).path())
        .isEqualTo(
            "/services/data/v62.0/query?q=SELECT Id, SystemModstamp, LastModifiedDate,"
                + " LastModifiedById, Name, Owner.Name, (SELECT Id, Email FROM Contacts ORDER BY"
                + " Id), (SELECT Id, Price__c FROM Lines__r ORDER BY Id) FROM Account WHERE Id IN"
                + " ('001000000000001AAA')");
    assertThat(org.seen("GET", "/query").get(0).headers())
        .containsEntry("Sforce-Call-Options", "client=fieldbridge")
        .containsEntry("Sforce-Mru", "updateMru=false");
  }

  @Test
  void children_beyond_the_first_page_are_fetched() {
    String page =
        "'Contacts':{'totalSize':3,'done':false,'nextRecordsUrl':'/services/data/v62.0/query/c-%d','records':[{'Id':'003000000000001AAA'}]}";
    org.on("GET", "/query?", rows(row("Account", ID, page.formatted(1))));
    org.on(
        "GET",
        "/query/c-1",
        Answer.json(
            200,
            "{'done':false,'nextRecordsUrl':'/services/data/v62.0/query/c-2','records':[{'Id':'003000000000002AAA'}]}"));
    org.on("GET", "/query/c-2", rows("{'Id':'003000000000003AAA'}"));
    Selection selection = new Selection(Set.of(), Map.of("Contacts", Selection.of("Id")));
    assertThat(reader.read(ref(ID), selection).orElseThrow().values().path("Contacts")).hasSize(3);
  }

  @Test
  void a_record_that_is_not_there_is_empty() {
    org.on("GET", "/query", rows());
    assertThat(reader.read(ref(ID), Selection.of("Name"))).isEmpty();
  }

  @Test
  void reads_of_the_same_moment_go_out_together() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    org.on("GET", "/query", Integer.MAX_VALUE, request -> echo(request.path()));
    org.on(
        "GET",
        "/query",
        1,
        request -> {
          arrived.countDown();
          go.await();
          return echo(request.path());
        });
    List<CompletableFuture<Optional<RemoteRecord>>> reads = new ArrayList<>();
    reads.add(read(0));
    arrived.await();
    IntStream.range(1, 600).forEach(i -> reads.add(read(i)));
    go.countDown();
    for (int i = 0; i < reads.size(); i++) {
      assertThat(reads.get(i).join().orElseThrow().ref().id()).isEqualTo(id(i));
    }
    assertThat(org.seen("GET", "/query")).hasSizeLessThan(20);
    assertThat(org.seen("GET", "/query"))
        .allSatisfy(r -> assertThat(r.path().length()).isLessThan(12_000));
  }

  @Test
  void values_cannot_leave_their_quotes() {
    org.on("GET", "/query", rows());
    Map<String, JsonNode> equal =
        Map.of("Name", Json.NODES.textNode("O'Neil\\' OR Name != '\n\"x\""));
    reader.find("Account", equal, Selection.of("Name"), 2);
    assertThat(org.seen("GET", "/query").get(0).path())
        .endsWith("WHERE Name = 'O\\'Neil\\\\\\' OR Name != \\'\\n\\\"x\\\"' LIMIT 2");
  }

  @Test
  void each_kind_of_value_is_written_as_the_query_language_wants_it() {
    org.on("GET", "/query", rows());
    org.on(
        "GET",
        "/describe",
        Answer.json(
            200, "{'fields':[{'name':'Day__c','type':'date'},{'name':'Name','type':'string'}]}"));
    assertThat(condition("Day__c", Json.NODES.textNode("2026-01-31"))).isEqualTo("2026-01-31");
    assertThat(condition("Name", Json.NODES.textNode("2026-01-31"))).isEqualTo("'2026-01-31'");
    assertThat(condition("Day__c", Json.NODES.textNode("2026-01-31 OR x")))
        .isEqualTo("'2026-01-31 OR x'");
    assertThat(condition("A__c", Json.NODES.numberNode(new BigDecimal("1E+3")))).isEqualTo("1000");
    assertThat(condition("A__c", Json.NODES.booleanNode(true))).isEqualTo("TRUE");
    assertThat(condition("A__c", Json.NODES.nullNode())).isEqualTo("NULL");
  }

  @Test
  void malformed_ids_and_names_never_reach_a_query() {
    for (String id : List.of("", "1", "001000000000001AA'", "' OR Id != '", "x".repeat(5000))) {
      assertThatThrownBy(() -> reader.read(ref(id), Selection.of("Name")))
          .isInstanceOf(ContractException.class)
          .hasMessageContaining("is no Salesforce record id");
    }
    for (String name : List.of("", "Name FROM X", "Name,Id", "(SELECT Id FROM Contacts)", "1x")) {
      assertThatThrownBy(() -> reader.read(ref(ID), Selection.of(name)))
          .isInstanceOf(ContractException.class);
      assertThatThrownBy(() -> reader.scan(name, Selection.of("Name"), page -> {}))
          .isInstanceOf(ContractException.class);
    }
    assertThat(org.seen("GET", "/query")).isEmpty();
  }

  @Test
  void a_scan_gives_each_page_once() {
    org.on(
        "GET",
        "/query?",
        Answer.json(
            200,
            "{'done':false,'nextRecordsUrl':'/services/data/v62.0/query/01g-2000','records':["
                + row("Account", ID, "")
                + "]}"));
    org.on("GET", "/query/01g-2000", rows(row("Account", "001000000000002AAA", "")));
    List<String> pages = new ArrayList<>();
    reader.scan(
        "Account",
        Selection.of("Name"),
        page -> pages.add(page.stream().map(row -> row.ref().id()).toList().toString()));
    assertThat(pages).containsExactly("[001000000000001AAA]", "[001000000000002AAA]");
    assertThat(org.seen("GET", "/query?").get(0).headers())
        .containsEntry("Sforce-Query-Options", "batchSize=2000");
  }

  @Test
  void an_answer_that_leads_astray_is_refused() {
    for (String next : List.of("http://127.0.0.1:1/x", "//example.org/services/data/", "/evil")) {
      org.on(
          "GET",
          "/query",
          Answer.json(200, "{'done':false,'nextRecordsUrl':'" + next + "','records':[]}"));
      assertThatThrownBy(() -> reader.scan("Account", Selection.of("Name"), page -> {}))
          .isInstanceOf(SystemUnavailableException.class)
          .hasMessageContaining(next);
    }
    for (String body : List.of("", "<html/>", "[]", "{}", "[".repeat(5000))) {
      org.on("GET", "/query", Answer.json(200, body));
      assertThatThrownBy(() -> reader.scan("Account", Selection.of("Name"), page -> {}))
          .isInstanceOf(SystemUnavailableException.class)
          .hasMessageContaining("cannot be read");
    }
  }

  @Test
  void a_lost_answer_to_a_read_is_asked_for_again() {
    org.on("GET", "/query", rows(row("Account", ID, "")));
    org.once("GET", "/query", Answer.LOST);
    assertThat(reader.read(ref(ID), Selection.of("Name"))).isPresent();
    assertThat(org.seen("GET", "/query")).hasSize(2);
  }

  private String condition(String field, JsonNode value) {
    reader.find("Account", Map.of(field, value), Selection.of(), 1);
    List<ScriptedOrg.Seen> queries = org.seen("GET", "/query");
    String path = queries.get(queries.size() - 1).path();
    int start = path.indexOf(" = ") + 3;
    return path.substring(start, path.indexOf(" LIMIT"));
  }

  private CompletableFuture<Optional<RemoteRecord>> read(int number) {
    return CompletableFuture.supplyAsync(
        () -> reader.read(ref(id(number)), Selection.of("Name")), threads);
  }

  private static Answer echo(String path) {
    Matcher ids = Pattern.compile("'(\\w{18})'").matcher(path);
    List<String> found = new ArrayList<>();
    while (ids.find()) {
      found.add(row("Account", ids.group(1), "'Name':'x'"));
    }
    return rows(found.toArray(String[]::new));
  }

  private static String id(int number) {
    return "001000000%06dAAA".formatted(number);
  }

  private static RecordRef ref(String id) {
    return new RecordRef("salesforce", "Account", id);
  }
}
