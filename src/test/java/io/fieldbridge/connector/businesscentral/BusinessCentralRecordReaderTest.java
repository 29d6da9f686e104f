package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.connector.businesscentral.ScriptedServer.Reply;
import io.fieldbridge.connector.businesscentral.ScriptedServer.Request;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BusinessCentralRecordReaderTest extends ScriptedTest {

  private static final int LANES = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void a_record_is_read_with_parents_and_without_marks() {
    server.on(
        "GET",
        CUSTOMER_PATH,
        r ->
            customer(
                "W/1",
                "'displayName':'Nordhavn','creditLimit':10.50,"
                    + "'lastModifiedDateTime':'2026-08-01T07:00:00.123Z',"
                    + "'paymentTerm':{'@odata.etag':'x','code':'30 DAYS'}"));
    RemoteRecord record =
        connector
            .reader()
            .read(CUSTOMER, Selection.of("displayName", "paymentTerm.code", "notInThisVersion"))
            .orElseThrow();
    assertThat(record.version()).isEqualTo("W/1");
    assertThat(record.modifiedAt()).isEqualTo(Instant.parse("2026-08-01T07:00:00.123Z"));
    assertThat(record.values().path("creditLimit").decimalValue())
        .isEqualTo(new BigDecimal("10.50"));
    assertThat(record.values().toString()).doesNotContain("@odata");
    assertThat(server.requests().get(0).query())
        .isEqualTo(
            "$select=displayName,id,lastModifiedDateTime&$expand=paymentTerm($select=code,id)");
  }

  @Test
  void a_deleted_record_is_empty_but_a_gateways_404_is_not() {
    server.on("GET", CUSTOMER_PATH, r -> Reply.error(404, "Internal_RecordNotFound", "gone"));
    assertThat(connector.reader().read(CUSTOMER, Selection.of())).isEmpty();
    server.on("GET", CUSTOMER_PATH, r -> new Reply(404, Map.of(), "<html>not here</html>"));
    assertThatThrownBy(() -> connector.reader().read(CUSTOMER, Selection.of()))
        .isInstanceOf(SystemUnavailableException.class);
  }

  @Test
  void an_id_that_is_no_guid_never_reaches_a_url() {
    RecordRef number = new RecordRef("business-central", "customers", "10000)?$filter=x");
    assertThatThrownBy(() -> connector.reader().read(number, Selection.of()))
        .isInstanceOf(ContractException.class);
  }

  @Test
  void reads_that_wait_at_the_same_moment_travel_together() {
    CountDownLatch release = holdSingles();
    server.on("POST", "/api/v2.0/\\$batch", r -> batchAnswer(r, "200"));
    List<CompletableFuture<Optional<RemoteRecord>>> reads = readTogether(12);
    release.countDown();
    assertThat(reads).allSatisfy(read -> assertThat(read.get()).isPresent());
    List<Request> batches =
        server.requests().stream().filter(r -> r.path().endsWith("$batch")).toList();
    assertThat(batches).hasSize(1);
    assertThat(batches.get(0).body().path("requests")).hasSize(10);
    assertThat(batches.get(0).headers()).doesNotContainKey("isolation");
    assertThat(batches.get(0).body().path("requests").get(0).path("url").asText())
        .startsWith("companies(" + ScriptedServer.COMPANY_ID + ")/customers(");
  }

  @Test
  void a_batch_that_breaks_is_taken_apart() {
    CountDownLatch release = holdSingles();
    server.on("POST", "/api/v2.0/\\$batch", r -> Reply.broken());
    List<CompletableFuture<Optional<RemoteRecord>>> reads = readTogether(8);
    release.countDown();
    assertThat(reads).allSatisfy(read -> assertThat(read.get()).isPresent());
  }

  @Test
  void literals_are_quoted_by_type() {
    server.on("GET", "customers", r -> Reply.json(200, "{'value':[]}"));
    find("displayName", TextNode.valueOf("O'Hara & Sons"));
    find("paymentTermsId", TextNode.valueOf(ID));
    find("taxLiable", BooleanNode.TRUE);
    find("blocked", TextNode.valueOf("All"));
    find("paymentTermsId", NullNode.getInstance());
    find("lastModifiedDateTime", TextNode.valueOf("2026-08-01T07:00:00Z"));
    assertThat(server.requests())
        .extracting(r -> r.query().replaceAll("&.top=.*", "").replace("$filter=", ""))
        .containsExactly(
            "displayName eq 'O''Hara & Sons'",
            "paymentTermsId eq " + ID,
            "taxLiable eq true",
            "blocked eq 'All'",
            "paymentTermsId eq " + Empties.GUID,
            "lastModifiedDateTime eq 2026-08-01T07:00:00.000Z");
  }

  @Test
  void an_unknown_field_is_refused_before_anything_is_sent() {
    assertThatThrownBy(() -> find("name", TextNode.valueOf("x")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("no field 'name' on customers");
    assertThat(server.lines()).isEmpty();
  }

  @Test
  void a_scan_follows_the_servers_links_verbatim() {
    server.on(
        "GET",
        "customers",
        r -> {
          boolean first = r.query().contains("$select");
          String link = server.root() + ScriptedServer.COMPANY + "/customers?$skiptoken=a%2Bb";
          return Reply.json(
              200,
              "{'value':["
                  + customerRow(ID, "e", "")
                  + "]"
                  + (first ? ",'@odata.nextLink':'" + link + "'" : "")
                  + "}");
        });
    List<RemoteRecord> rows = new ArrayList<>();
    connector.reader().scan("customers", Selection.of("number"), rows::addAll);
    assertThat(rows).hasSize(2);
    assertThat(server.requests())
        .allSatisfy(r -> assertThat(r.headers()).containsEntry("prefer", "odata.maxpagesize=3"));
    assertThat(server.requests().get(1).query()).isEqualTo("$skiptoken=a+b");
  }

  @Test
  void a_link_to_another_server_is_not_followed() {
    server.on(
        "GET",
        "customers",
        r -> Reply.json(200, "{'value':[],'@odata.nextLink':'http://elsewhere.example/x'}"));
    assertThatThrownBy(() -> connector.reader().scan("customers", Selection.of(), page -> {}))
        .hasMessageContaining("elsewhere.example");
  }

  private void find(String field, JsonNode value) {
    connector.reader().find("customers", Map.of(field, value), Selection.of("number"), 2);
  }

  /** Both lanes are held by one read each until the latch opens. */
  private CountDownLatch holdSingles() {
    CountDownLatch release = new CountDownLatch(1);
    server.on(
        "GET",
        "customers\\(.*",
        r -> {
          try {
            release.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          return customer("e1", "");
        });
    return release;
  }

  /** The first reads take a lane each, one after the other; the others wait for the lanes. */
  private List<CompletableFuture<Optional<RemoteRecord>>> readTogether(int count) {
    BusinessCentralRecordReader reader = (BusinessCentralRecordReader) connector.reader();
    List<CompletableFuture<Optional<RemoteRecord>>> reads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      reads.add(
          CompletableFuture.supplyAsync(() -> readOne(number), task -> new Thread(task).start()));
      int travelling = Math.min(reads.size(), LANES);
      int waiting = reads.size() - travelling;
      await()
          .atMost(PATIENCE)
          .until(() -> server.lines().size() == travelling && reader.waiting() == waiting);
    }
    return reads;
  }

  private Optional<RemoteRecord> readOne(int i) {
    String id = String.format("33333333-3333-3333-3333-%012d", i);
    return connector
        .reader()
        .read(new RecordRef("business-central", "customers", id), Selection.of("number"));
  }

  private static Reply batchAnswer(Request request, String status) {
    StringBuilder responses = new StringBuilder();
    request
        .body()
        .path("requests")
        .forEach(
            part ->
                responses
                    .insert(0, ",")
                    .insert(
                        0,
                        "{'id':'"
                            + part.path("id").asText()
                            + "','status':"
                            + status
                            + ",'headers':{},'body':"
                            + customerRow(ID, "e2", "")
                            + "}"));
    responses.setLength(responses.length() - 1);
    return Reply.json(200, "{'responses':[" + responses + "]}");
  }
}
