package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault that the org says it can show is armed and seen; one without a case here fails. */
class EveryFaultTest extends OrgTestCase {

  private static final String ACCOUNTS = "/data/AccountChangeEvent";
  private static final String NEW = "{'Name':'Seen'}";

  private static final Map<String, Status.Code> STREAM_ENDS =
      Map.of(
          "stream-end", Status.Code.OK,
          "stream-break", Status.Code.UNAVAILABLE,
          "stream-break-trailer", Status.Code.UNAVAILABLE,
          "stream-unavailable", Status.Code.UNAVAILABLE,
          "stream-protected", Status.Code.RESOURCE_EXHAUSTED,
          "stream-internal", Status.Code.INTERNAL,
          "stream-unlicensed", Status.Code.PERMISSION_DENIED);

  static List<String> possible() {
    return org.get("/sandbox/faults/possible").json().path("kinds").findValuesAsText("name");
  }

  private static void arm(String name, String more) {
    var answer = org.post("/sandbox/faults", "{'fault':'" + name + "'" + more + "}");
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
  }

  @ParameterizedTest
  @MethodSource("possible")
  void it_shows(String fault) throws Exception {
    switch (fault) {
      case "latency" -> created(fault, ",'milliseconds':20", 201, "", 1);
      case "lost-reply" -> created(fault, "", 0, "", 1);
      case "commit-later" -> created(fault, ",'milliseconds':20", 0, "", 1);
      case "hang" -> created(fault, ",'milliseconds':20", 0, "", 0);
      case "connection-reset" -> created(fault, "", 0, "", 0);
      case "truncated-body" -> created(fault, "", 0, "", 1);
      case "server-error" -> created(fault, "", 500, "UNKNOWN_EXCEPTION", 0);
      case "server-error-committed" -> created(fault, "", 500, "UNKNOWN_EXCEPTION", 1);
      case "unavailable-html" -> created(fault, "", 503, "", 0);
      case "gateway-timeout" -> created(fault, "", 504, "", 1);
      case "throttled" -> created(fault, "", 403, "REQUEST_LIMIT_EXCEEDED", 0);
      case "throttled-429" -> created(fault, "", 429, "REQUEST_LIMIT_EXCEEDED", 0);
      case "edge-no-route" -> created(fault, "", 420, "", 0);
      case "bad-gateway" -> created(fault, "", 502, "", 0);
      case "unavailable" -> created(fault, "", 503, "SERVER_UNAVAILABLE", 0);
      case "row-lock" -> created(fault, "", 400, "UNABLE_TO_LOCK_ROW", 0);
      case "validation-rule" -> created(fault, "", 400, "FIELD_CUSTOM_VALIDATION_EXCEPTION", 0);
      case "unauthorized", "expire-sessions" -> sessionEnds(fault);
      case "partial-result" -> halfOfACollectionFails();
      case "wrong-clock" -> timeStampsAreWrong();
      case "bulk-fail" -> aJobFails();
      case "stream-deaf" -> aStreamHearsNothing();
      case "cometd-break", "cometd-forget" -> pollingClientsAreLost(fault);
      case "cometd-busy" -> pollingClientsAreToWait();
      case "replay-expired" -> positionsAreRefused();
      default -> others(fault);
    }
  }

  private static void others(String fault) throws Exception {
    if (VendorError.of(fault).isPresent()) {
      refused(fault);
    } else if (STREAM_ENDS.containsKey(fault)) {
      EventWatch.End end = end(fault);
      assertThat(end.status().getCode()).isEqualTo(STREAM_ENDS.get(fault));
      assertThat(end.trailers().contains("grpc-status-details-bin"))
          .isEqualTo(fault.equals("stream-break-trailer"));
    } else {
      eventsAreSpoilt(fault);
    }
  }

  /** Creates a record under the fault: status, code, and how many records there are then. */
  private static void created(String fault, String more, int status, String code, int records) {
    arm(fault, ",'object':'Account','operation':'create'" + more);
    var answer = org.post("/sobjects/Account", NEW);
    assertThat(answer.status()).isEqualTo(status);
    if (!code.isEmpty()) {
      assertThat(answer.error()).isEqualTo(code);
    }
    await()
        .untilAsserted(
            () ->
                assertThat(
                        org.query("SELECT COUNT() FROM Account WHERE Name = 'Seen'")
                            .json()
                            .path("totalSize")
                            .asInt())
                    .isEqualTo(records));
  }

  private static void sessionEnds(String fault) {
    arm(fault, "");
    assertThat(org.get("/limits").status()).isEqualTo(401);
    assertThat(org.get("/limits").status()).isEqualTo(401);
  }

  private static void halfOfACollectionFails() {
    arm("partial-result", "");
    String item = "{'attributes':{'type':'Account'},'Name':'Seen'}";
    var answers = org.post("/composite/sobjects", "{'records':[" + item + "," + item + "]}").json();
    assertThat(answers.findValuesAsText("success")).containsExactly("true", "false");
  }

  private static void timeStampsAreWrong() {
    arm("wrong-clock", ",'milliseconds':-864000000");
    String id = org.create("Account", NEW);
    org.delete("/sandbox/faults");
    org.login("fieldbridge-demo");
    assertThat(org.first("SELECT Id FROM Account WHERE CreatedDate < LAST_N_DAYS:5", "Id"))
        .isEqualTo(id);
  }

  /** The code that the list tells is that of the refusal, of a write or of a query. */
  private static void refused(String fault) {
    String code = VendorError.of(fault).orElseThrow().refusal().code();
    arm(fault, "");
    String query = org.query("SELECT Id FROM Account LIMIT 1").error();
    String write = org.post("/sobjects/Account", NEW).error();
    assertThat(query.isEmpty() ? write : query).isEqualTo(code);
  }

  private static void aJobFails() {
    arm("bulk-fail", "");
    BulkJob job = BulkJob.done(org, "{'object':'Account','operation':'insert'}", "Name\nSeen\n");
    assertThat(job.state()).isEqualTo("Failed");
  }

  private static EventWatch.End end(String fault) throws Exception {
    try (EventWatch watch = new EventWatch(org)) {
      return await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                arm(fault, "");
                return watch.end().getNow(null);
              },
              ended -> ended != null);
    }
  }

  private static void aStreamHearsNothing() {
    try (EventWatch watch = new EventWatch(org)) {
      arm("stream-deaf", "");
      org.create("Account", NEW);
      assertThat(watch.events()).isZero();
      org.delete("/sandbox/faults");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                org.create("Account", NEW);
                return watch.events() > 0;
              });
    }
  }

  private static void pollingClientsAreLost(String fault) {
    PolledEvents client = new PolledEvents(org, ACCOUNTS, -1);
    arm(fault, ",'operation':'cometd'");
    var poll = client.known("/meta/connect").put("connectionType", "long-polling");
    var answer = org.call("POST", "/cometd/62.0", "[" + poll + "]");
    if (fault.equals("cometd-forget")) {
      assertThat(answer.json().path(0).path("error").asText()).startsWith("403::Unknown client");
    } else {
      assertThat(answer.status()).isIn(0, 200);
    }
  }

  private static void pollingClientsAreToWait() {
    PolledEvents client = new PolledEvents(org, ACCOUNTS, -1);
    arm("cometd-busy", "");
    assertThat(client.subscribe(ACCOUNTS, -1).path("error").asText()).startsWith("503::");
  }

  private static void positionsAreRefused() {
    PolledEvents client = new PolledEvents(org, ACCOUNTS, -1);
    org.create("Account", NEW);
    long position = client.await(1).get(0).at("/data/event/replayId").asLong();
    arm("replay-expired", "");
    assertThat(client.subscribe(ACCOUNTS, position).path("error").asText()).startsWith("400::");
  }

  private static void eventsAreSpoilt(String fault) {
    PolledEvents client = new PolledEvents(org, ACCOUNTS, -1);
    arm(fault, "");
    String first = org.create("Account", NEW);
    String second = org.create("Account", NEW);
    if (fault.equals("stream-silent")) {
      assertThat(client.connect()).isEmpty();
      org.delete("/sandbox/faults");
    }
    List<JsonNode> events = client.await(2);
    List<String> seen =
        events.stream()
            .map(event -> event.at("/data/payload/ChangeEventHeader"))
            .map(head -> head.path("changeType").asText() + head.at("/recordIds/0").asText())
            .toList();
    String create = "CREATE" + first;
    switch (fault) {
      case "stream-silent" -> assertThat(seen).containsExactly(create, "CREATE" + second);
      case "stream-duplicate" -> assertThat(seen).startsWith(create, create);
      case "stream-reorder" -> assertThat(seen).containsExactly("CREATE" + second, create);
      case "event-gap" -> assertThat(seen).containsExactly("GAP_" + create, "CREATE" + second);
      case "event-overflow" -> assertThat(seen.get(0)).startsWith("GAP_OVERFLOW000");
      default -> throw new AssertionError(fault + " has no case here");
    }
  }

  @Test
  void what_shows_at_once_can_wait_for_the_nth_call_of_an_object() {
    PolledEvents client = new PolledEvents(org, "/data/ChangeEvents", -1);
    arm("event-gap", ",'object':'Account','operation':'create','skip':1");
    org.create("Account", NEW);
    org.create("Contact", "{'LastName':'Seen'}");
    org.create("Account", NEW);
    assertThat(client.await(3))
        .extracting(one -> one.at("/data/payload/ChangeEventHeader/changeType").asText())
        .containsExactly("CREATE", "CREATE", "GAP_CREATE");
    assertThat(org.get("/sandbox/faults").json()).isEmpty();
  }

  @Test
  void what_holds_from_now_on_cannot_wait() {
    var answer = org.post("/sandbox/faults", "{'fault':'wrong-clock','skip':1}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("problem").asText()).endsWith("leave out 'skip'");
  }
}
