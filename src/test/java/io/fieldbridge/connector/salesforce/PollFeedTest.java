package io.fieldbridge.connector.salesforce;

import static io.fieldbridge.connector.salesforce.ScriptedOrg.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.connector.salesforce.ScriptedOrg.Answer;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.Change.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects that are not captured: looked at again and again, told once. */
class PollFeedTest {

  private static final String ONE = "1WL000000000001AAA";
  private static final String TWO = "1WL000000000002AAA";
  private static final String PARENT = "'WorkOrderId':'0WO000000000001AAA'";
  private static final String STAMP =
      SalesforceTime.format(Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS));
  private static final String QUERY = "FROM WorkOrderLineItem WHERE SystemModstamp";

  private final ScriptedOrg org = new ScriptedOrg();
  private final List<Change> changes = new CopyOnWriteArrayList<>();
  private final List<String> positions = new CopyOnWriteArrayList<>();
  private volatile Throwable end;
  private Thread thread;

  @BeforeEach
  void describe() {
    org.on(
        "GET",
        "/describe",
        Answer.json(
            200,
            "{'fields':[{'name':'WorkOrderId','type':'reference'},{'name':'Name','type':'string'},"
                + "{'name':'LastModifiedById','type':'reference'}]}"));
    org.on("GET", "/query", ScriptedOrg.rows());
    org.on("GET", "/deleted/", Answer.json(200, "{'deletedRecords':[]}"));
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (thread != null) {
      thread.interrupt();
      thread.join();
    }
    org.close();
  }

  @Test
  void a_written_record_is_told_once_with_what_it_refers_to() {
    String row = row("WorkOrderLineItem", ONE, PARENT).replace(ScriptedOrg.STAMP, STAMP);
    org.on("GET", QUERY, ScriptedOrg.rows(row));
    run(Optional.of("2026-01-01T00:00:00Z"));
    awaitLooks(3);
    assertThat(changes)
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.id()).isEqualTo("WorkOrderLineItem/" + ONE + "/" + STAMP);
              assertThat(change.kind()).isEqualTo(Kind.CREATE);
              assertThat(change.author()).isEqualTo(ScriptedOrg.USER);
              assertThat(change.at()).isEqualTo(SalesforceTime.parse(STAMP));
              assertThat(change.values()).hasToString("{\"WorkOrderId\":\"0WO000000000001AAA\"}");
            });
    assertThat(org.seen("GET", QUERY).get(0).path())
        .endsWith(
            "SELECT Id, SystemModstamp, CreatedDate, LastModifiedById, WorkOrderId FROM"
                + " WorkOrderLineItem WHERE SystemModstamp >= 2026-01-01T00:00:00Z ORDER BY"
                + " SystemModstamp, Id");
  }

  @Test
  void a_deleted_record_is_told_with_what_it_referred_to() {
    org.on(
        "GET",
        "/WorkOrderLineItem/deleted/",
        Answer.json(
            200,
            "{'deletedRecords':[{'id':'%s','deletedDate':'%s'},{'id':'%s','deletedDate':'%s'}]}"
                .formatted(ONE, STAMP, TWO, STAMP)));
    org.on("GET", "/queryAll", ScriptedOrg.rows("{'Id':'" + ONE + "'," + PARENT + "}"));
    run(Optional.of("2026-01-01T00:00:00Z"));
    awaitLooks(2);
    assertThat(changes).map(Change::kind).containsExactly(Kind.DELETE, Kind.DELETE);
    assertThat(changes)
        .map(change -> change.values().toString())
        .containsExactly("{\"WorkOrderId\":\"0WO000000000001AAA\"}", "{}");
  }

  @Test
  void deletions_are_asked_for_between_times_in_a_form_that_salesforce_documents() {
    org.on("GET", "/WorkOrderLineItem/deleted/", Answer.json(200, "{'deletedRecords':[]}"));
    run(Optional.of("2026-01-01T00:00:00Z"));
    awaitLooks(2);
    assertThat(org.seen("GET", "/deleted/"))
        .isNotEmpty()
        .allSatisfy(
            asked -> assertThat(asked.path()).matches(".*start=[-0-9T:]{19}Z&end=[-0-9T:]{19}Z"));
  }

  @Test
  void the_place_follows_the_servers_clock_at_a_distance() {
    run(Optional.of("2026-01-01T00:00:00Z"));
    awaitLooks(2);
    assertThat(Instant.parse(positions.get(0)))
        .isBetween(
            Instant.now().minus(Duration.ofMinutes(11)),
            Instant.now().minus(Duration.ofMinutes(9)));
  }

  @Test
  void a_first_run_starts_at_now_and_says_so_at_once() {
    run(Optional.empty());
    awaitLooks(2);
    assertThat(Instant.parse(positions.get(0)))
        .isBetween(Instant.now().minusSeconds(30), Instant.now());
    assertThat(positions).hasSize(1);
  }

  @Test
  void a_record_whose_second_is_not_over_waits_for_the_next_look() {
    String now = SalesforceTime.format(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    String fresh = row("WorkOrderLineItem", ONE, PARENT).replace(ScriptedOrg.STAMP, now);
    org.on("GET", QUERY, ScriptedOrg.rows(fresh));
    run(Optional.of("2026-01-01T00:00:00Z"));
    awaitLooks(3);
    assertThat(changes).isEmpty();
    Awaitility.await().until(() -> changes.size() == 1);
  }

  @Test
  void an_object_without_a_list_of_deletions_is_not_asked_for_one() {
    org.on("GET", "/describe", Answer.json(200, "{'replicateable':false,'fields':[]}"));
    run(Optional.empty());
    awaitLooks(2);
    assertThat(org.seen("GET", "/deleted/")).isEmpty();
  }

  @Test
  void what_the_feed_cannot_mend_is_handed_on() {
    org.on("GET", "/query", Answer.json(503, "[{'errorCode':'SERVER_UNAVAILABLE'}]"));
    assertThatThrownBy(() -> feed().run(Optional.empty(), sink()))
        .isInstanceOf(SystemUnavailableException.class);
    assertThatThrownBy(() -> feed().run(Optional.of("yesterday"), sink()))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("is no position of the feed salesforce:poll:WorkOrderLineItem");
    org.on("GET", "/describe", Answer.json(404, "[{'errorCode':'NOT_FOUND'}]"));
    assertThatThrownBy(() -> feed().run(Optional.empty(), sink()))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("no object 'WorkOrderLineItem'");
  }

  @Test
  void an_interrupt_ends_the_run() throws InterruptedException {
    org.on(
        "GET",
        QUERY,
        Integer.MAX_VALUE,
        request -> {
          Thread.sleep(10_000);
          return ScriptedOrg.rows();
        });
    run(Optional.empty());
    Awaitility.await().until(() -> !org.seen("GET", QUERY).isEmpty());
    thread.interrupt();
    thread.join();
    assertThat(end).isInstanceOf(InterruptedException.class);
  }

  private ChangeFeed feed() {
    List<ChangeFeed> feeds = org.connector().feeds(Set.of("WorkOrderLineItem"));
    assertThat(feeds).hasSize(1);
    return feeds.get(0);
  }

  private void run(Optional<String> position) {
    ChangeFeed feed = feed();
    thread =
        new Thread(
            () -> {
              try {
                feed.run(position, sink());
              } catch (InterruptedException e) {
                end = e;
              }
            });
    thread.start();
  }

  private void awaitLooks(int looks) {
    Awaitility.await().until(() -> org.seen("GET", QUERY).size() > looks);
  }

  private ChangeFeed.Sink sink() {
    return new ChangeFeed.Sink() {
      @Override
      public void accept(List<Change> accepted, String position) {
        changes.addAll(accepted);
        if (accepted.isEmpty()) {
          positions.add(position);
        }
      }

      @Override
      public void alive() {}
    };
  }
}
