package io.fieldbridge.connector.salesforce;

import static io.fieldbridge.connector.salesforce.ScriptedOrg.row;
import static io.fieldbridge.connector.salesforce.ScriptedOrg.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Departure;
import io.fieldbridge.connector.RecordWriter;
import io.fieldbridge.connector.salesforce.ScriptedOrg.Answer;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes: what may be repeated is, what may not never is, and each caller hears of its own. */
class SalesforceWriterTest {

  private static final String ID = "001000000000001AAA";
  private static final String ROW = "/sobjects/Account/" + ID;
  private static final Answer DONE = new Answer(204, "", Map.of());
  private static final Answer CREATED =
      Answer.json(201, "{'id':'" + ID + "','success':true,'errors':[]}");

  private final ScriptedOrg org = new ScriptedOrg();
  private final RecordWriter writer = org.connector().writer();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
    org.close();
  }

  @Test
  void an_update_returns_what_the_system_holds() {
    org.on("PATCH", ROW, DONE);
    org.on("GET", "/query", rows(row("Account", ID, "'Name':'Mueller','Parent':{'Key__c':'7'}")));
    ObjectNode values = values("Name", " Müller ");
    values.putObject("Parent").put("Key__c", "7");
    RemoteRecord after = writer.update(ref(ID), "", values);
    assertThat(after.values().path("Name").asText()).isEqualTo("Mueller");
    assertThat(org.seen("GET", "/query").get(0).path()).contains("Name, Parent.Key__c FROM");
    assertThat(org.seen("PATCH", ROW).get(0).headers())
        .containsEntry("Sforce-Auto-Assign", "FALSE")
        .containsEntry("Sforce-Call-Options", "client=fieldbridge")
        .doesNotContainKey("If-Unmodified-Since");
  }

  @Test
  void updates_of_the_same_moment_go_out_together_and_each_hears_of_its_own() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    org.on("PATCH", "/composite/sobjects", Integer.MAX_VALUE, request -> results(request.body()));
    org.on("PATCH", "/sobjects/Account/0", Integer.MAX_VALUE, request -> alone(request.path()));
    org.on(
        "PATCH",
        ROW,
        1,
        request -> {
          arrived.countDown();
          go.await();
          return DONE;
        });
    org.on("GET", "/query", Integer.MAX_VALUE, request -> echo(request.path()));
    List<CompletableFuture<RemoteRecord>> updates = new ArrayList<>();
    updates.add(update(1));
    arrived.await();
    for (int i = 2; i < 300; i++) {
      updates.add(update(i));
    }
    go.countDown();
    for (int i = 1; i < 300; i++) {
      CompletableFuture<RemoteRecord> update = updates.get(i - 1);
      if (i % 7 == 0) {
        assertThatThrownBy(update::join)
            .satisfies(e -> assertThat(e.getCause()).isInstanceOfAny(ContendedException.class))
            .hasMessageContaining(id(i));
      } else {
        assertThat(update.join().ref().id()).isEqualTo(id(i));
      }
    }
    assertThat(org.seen("PATCH", "/composite/sobjects")).isNotEmpty().hasSizeLessThan(30);
  }

  @Test
  void a_creation_whose_preparation_fails_does_not_leave_and_gives_its_turn_back() {
    org.on("POST", "/sobjects/Account", CREATED);
    Runnable refusal =
        () -> {
          throw new IllegalStateException("not ours any more");
        };
    for (int more = 0; more < 11; more++) {
      assertThatThrownBy(
              () ->
                  Departure.preparedBy(
                      refusal, () -> writer.create("Account", values("Name", "x"))))
          .hasMessage("not ours any more");
    }
    assertThat(org.seen("POST", "/sobjects/Account")).isEmpty();
  }

  @Test
  void an_update_whose_answer_is_lost_is_sent_again() {
    org.on("PATCH", ROW, DONE);
    org.on("PATCH", ROW, 2, request -> Answer.LOST);
    org.on("GET", "/query", rows(row("Account", ID, "'Name':'x'")));
    writer.update(ref(ID), "", values("Name", "x"));
    assertThat(org.seen("PATCH", ROW)).hasSize(3);

    org.on("PATCH", ROW, Answer.LOST);
    assertThatThrownBy(() -> writer.update(ref(ID), "", values("Name", "x")))
        .isInstanceOf(SystemUnavailableException.class);
    assertThat(org.seen("PATCH", ROW)).hasSize(6);
  }

  @Test
  void an_update_on_condition_is_refused_when_the_record_was_written_since() {
    org.on("PATCH", ROW, DONE);
    org.on("GET", "/query", rows(row("Account", ID, "'Name':'x'")));
    writer.update(ref(ID), ScriptedOrg.STAMP, values("Name", "x"));
    assertThat(org.seen("PATCH", ROW).get(0).headers())
        .containsEntry("If-Unmodified-Since", "Sun, 01 Mar 2026 12:00:00 GMT");

    assertThatThrownBy(
            () -> writer.update(ref(ID), "2026-03-01T11:59:59.999+0000", values("Name", "x")))
        .isInstanceOf(ContendedException.class);
    org.on("PATCH", ROW, new Answer(412, "", Map.of()));
    assertThatThrownBy(() -> writer.update(ref(ID), ScriptedOrg.STAMP, values("Name", "x")))
        .isInstanceOf(ContendedException.class);
    assertThat(org.seen("PATCH", ROW)).hasSize(2);
  }

  @Test
  void a_create_whose_answer_is_lost_is_never_sent_again() {
    org.on("POST", "/sobjects/Account", Answer.LOST);
    assertThatThrownBy(() -> writer.create("Account", values("Name", "x")))
        .isInstanceOf(OutcomeUnknownException.class);
    org.on("POST", "/sobjects/Account", new Answer(502, "<html>Bad Gateway</html>", Map.of()));
    assertThatThrownBy(() -> writer.create("Account", values("Name", "x")))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(org.seen("POST", "/sobjects/Account")).hasSize(2);
  }

  @Test
  void a_create_that_certainly_never_left_is_simply_tried_later() {
    org.connector().identity();
    org.close();
    assertThatThrownBy(() -> writer.create("Account", values("Name", "x")))
        .isInstanceOf(SystemUnavailableException.class);
  }

  @Test
  void a_create_that_cannot_be_read_back_still_tells_its_id() {
    org.on("POST", "/sobjects/Account", CREATED);
    org.on("GET", "/query", Answer.json(500, "[{'errorCode':'UNKNOWN_EXCEPTION'}]"));
    RemoteRecord created = writer.create("Account", values("Name", "x"));
    assertThat(created.ref()).isEqualTo(ref(ID));
    assertThat(created.version()).isEmpty();
    assertThat(created.values()).isEqualTo(values("Name", "x"));
  }

  @Test
  void an_upsert_names_the_key_in_the_address_and_not_in_the_body() {
    String path = "/sobjects/Account/ERP_Customer_Id__c/C 1/2";
    org.on("PATCH", path, Answer.json(200, "{'id':'" + ID + "','success':true,'created':false}"));
    org.on("GET", "/query", rows(row("Account", ID, "'ERP_Customer_Id__c':'C 1/2'")));
    ObjectNode values = values("Name", "x").put("ERP_Customer_Id__c", "C 1/2");
    RemoteRecord record = writer.upsert("Account", "ERP_Customer_Id__c", "C 1/2", values);
    assertThat(record.ref().id()).isEqualTo(ID);
    assertThat(org.seen("PATCH", path).get(0).body()).isEqualTo("{\"Name\":\"x\"}");

    org.on("PATCH", path, DONE);
    assertThat(writer.upsert("Account", "ERP_Customer_Id__c", "C 1/2", values).ref().id())
        .isEqualTo(ID);
  }

  @Test
  void an_upsert_that_fits_several_records_is_refused() {
    String path = "/sobjects/Account/Key__c/7";
    org.on("PATCH", path, Answer.json(300, "['/services/data/v62.0/sobjects/Account/1','/x']"));
    assertThatThrownBy(() -> writer.upsert("Account", "Key__c", "7", values("Name", "x")))
        .isInstanceOf(RecordRejectedException.class)
        .hasMessageContaining("Several records match")
        .hasMessageContaining("Make the key unique");
  }

  @Test
  void two_upserts_of_a_new_key_at_once_end_in_one_record() {
    String path = "/sobjects/Account/Key__c/7";
    org.on("PATCH", path, Answer.json(200, "{'id':'" + ID + "','success':true}"));
    org.once(
        "PATCH",
        path,
        Answer.json(
            400,
            "[{'errorCode':'DUPLICATE_VALUE','message':'duplicate value found: Key__c duplicates"
                + " value on record with id: 001'}]"));
    org.on("GET", "/query", rows(row("Account", ID, "")));
    assertThat(writer.upsert("Account", "Key__c", "7", values("Name", "x")).ref().id())
        .isEqualTo(ID);
  }

  @Test
  void what_salesforce_cannot_do_is_said_before_anything_is_sent() {
    assertThatThrownBy(() -> writer.act(ref(ID), "", "shipAndInvoice"))
        .isInstanceOf(ContractException.class);
    ObjectNode withLines = values("Name", "x");
    withLines.putArray("Lines").addObject();
    assertThatThrownBy(() -> writer.update(ref(ID), "", withLines))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("holds lines");
    assertThat(org.seen).isEmpty();
  }

  private CompletableFuture<RemoteRecord> update(int number) {
    return CompletableFuture.supplyAsync(
        () -> writer.update(ref(id(number)), "", values("Name", "n" + number)), threads);
  }

  private static Answer alone(String path) {
    String number = path.substring(path.length() - 9, path.length() - 3);
    return Integer.parseInt(number) % 7 == 0
        ? Answer.json(400, "[{'errorCode':'UNABLE_TO_LOCK_ROW','message':'locked'}]")
        : DONE;
  }

  /** Every seventh record is locked. */
  private static Answer results(String body) throws Exception {
    List<String> results = new ArrayList<>();
    for (JsonNode record : new ObjectMapper().readTree(body).path("records")) {
      String id = record.path("id").asText();
      boolean locked = Integer.parseInt(id.substring(9, 15)) % 7 == 0;
      results.add(
          locked
              ? "{'success':false,'errors':[{'statusCode':'UNABLE_TO_LOCK_ROW','message':'locked','fields':[]}]}"
              : "{'id':'" + id + "','success':true,'errors':[]}");
    }
    return Answer.json(200, results.stream().collect(Collectors.joining(",", "[", "]")));
  }

  private static Answer echo(String path) {
    Matcher ids = Pattern.compile("'(\\w{18})'").matcher(path);
    List<String> found = new ArrayList<>();
    while (ids.find()) {
      found.add(row("Account", ids.group(1), "'Name':'x'"));
    }
    return rows(found.toArray(String[]::new));
  }

  private static ObjectNode values(String field, String value) {
    return Json.object().put(field, value);
  }

  private static String id(int number) {
    return "001000000%06dAAA".formatted(number);
  }

  private static RecordRef ref(String id) {
    return new RecordRef("salesforce", "Account", id);
  }
}
