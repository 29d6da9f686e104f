package io.fieldbridge.connector.salesforce;

import static io.fieldbridge.connector.salesforce.ScriptedOrg.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.connector.salesforce.ScriptedOrg.Answer;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.ThrottledException;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.Change.Kind;
import io.fieldbridge.sandbox.salesforce.events.PubSubServer;
import io.fieldbridge.sandbox.salesforce.events.PubSubSettings;
import io.fieldbridge.sandbox.salesforce.events.TokenCheck.Verdict;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that end, break, fall silent or forget: nothing is lost, and nobody has to restart. */
@Timeout(60)
class CaptureFaultsTest {

  private static final String ONE = "001000000000001AAA";
  private static final String TWO = "001000000000002AAA";

  private final CapturedOrg org = new CapturedOrg(Duration.ofMillis(50), Duration.ofMillis(1000));

  @AfterEach
  void stop() {
    org.close();
  }

  @Test
  void an_ended_stream_is_opened_again_from_where_the_sink_stood() {
    survives(feed -> org.bus.endStreams());
  }

  @Test
  void a_broken_stream_is_opened_again() {
    survives(feed -> org.bus.breakStreams(Status.UNAVAILABLE.withDescription("RST_STREAM")));
  }

  @Test
  void a_break_with_a_binary_trailer_is_a_break_like_any_other() {
    survives(feed -> org.bus.breakStreams(Status.INTERNAL, new byte[] {1, 2, (byte) 200}));
  }

  @Test
  void a_stream_that_falls_silent_is_left_and_opened_again() {
    org.start(Optional.empty());
    org.awaitMarked();
    org.bus.fallSilent(true);
    org.commit("UPDATE", "Account", "{'Phone':'1'}", ONE);
    Awaitility.await().until(() -> org.bus.subscribers() == 0);
    org.bus.fallSilent(false);
    org.awaitChanges(1);
  }

  @Test
  void a_revoked_token_is_renewed() {
    org.start(Optional.empty());
    org.awaitMarked();
    org.validToken = "!2";
    org.bus.breakStreams(Status.UNAUTHENTICATED);
    org.commit("UPDATE", "Account", "{'Phone':'1'}", ONE);
    org.awaitChanges(1);
    assertThat(org.http.seen("POST", "/services/oauth2/token")).hasSize(2);
  }

  @Test
  void a_token_that_is_refused_however_fresh_stops_the_feed_with_advice() {
    org.validToken = "never";
    org.run(Optional.empty());
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> org.end != null);
    assertThat(org.end)
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("refuses fresh tokens");
  }

  @Test
  void an_unknown_channel_stops_the_feed_with_advice() {
    assertThatThrownBy(
            () ->
                org.feed("/data/None__chn", org.bus.port())
                    .run(Optional.of("AAAA@2026-03-01T12:00:00Z"), new Deaf()))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("/data/None__chn")
        .hasMessageContaining("Check the channel's name");
  }

  @Test
  void a_stream_that_is_refused_while_the_bus_answers_shows_no_life() throws Exception {
    org.start(Optional.empty());
    org.awaitMarked();
    org.commit("UPDATE", "Account", "{'Phone':'1'}", ONE);
    org.awaitChanges(1);
    org.stop();
    org.end = null;
    org.log.usage().deliveries().most(1);
    org.commit("UPDATE", "Account", "{'Phone':'2'}", ONE);
    int alive = org.alive.get();
    org.run(Optional.of(org.lastPosition()));
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> org.end != null);
    assertThat(org.end).isInstanceOf(ThrottledException.class);
    assertThat(org.alive).hasValue(alive);
  }

  @Test
  void a_position_that_is_none_stops_the_feed_with_advice() {
    for (String position : List.of("", "x", "%@2026-03-01T12:00:00Z", "AAAA@yesterday")) {
      assertThatThrownBy(
              () -> org.feed("/data/ChangeEvents", 1).run(Optional.of(position), new Deaf()))
          .isInstanceOf(ContractException.class)
          .hasMessageContaining("is no position");
    }
  }

  @Test
  void a_forgotten_place_is_answered_by_reading_what_changed_since() throws Exception {
    org.start(Optional.empty());
    org.commit("UPDATE", "Account", "{'Phone':'1'}", ONE);
    org.awaitChanges(1);
    org.stop();
    org.commit("UPDATE", "Account", "{'Phone':'2'}", ONE);
    org.log.forgetBeforeNow();
    String written = "2026-03-01T12:00:00.000+0000";
    org.http.on("GET", "FROM Account WHERE SystemModstamp", accounts(ONE));
    org.http.on(
        "GET",
        "/Account/deleted/",
        Answer.json(
            200, "{'deletedRecords':[{'id':'" + TWO + "','deletedDate':'" + written + "'}]}"));
    int stored = org.positions.size();
    org.start(Optional.of(org.lastPosition()));
    Awaitility.await()
        .until(() -> org.positions.stream().skip(stored).anyMatch(it -> it.startsWith("@")));
    org.awaitMarked();
    assertThat(org.changes.stream().skip(1).map(Change::id).distinct())
        .containsExactly(
            "Account/" + ONE + "/" + written, "Account/" + TWO + "/deleted/" + written);
    assertThat(org.changes.stream().skip(1).map(Change::kind).distinct())
        .containsExactly(Kind.GAP, Kind.DELETE);
    int told = org.changes.size();
    org.commit("UPDATE", "Account", "{'Phone':'3'}", ONE);
    org.awaitChanges(told + 1);
    assertThat(org.http.seen("GET", "FROM Account WHERE SystemModstamp"))
        .anySatisfy(
            query ->
                assertThat(since(query.path()))
                    .isBefore(Instant.now().minus(Duration.ofMinutes(9))));
  }

  @Test
  void a_corrupted_place_is_answered_the_same_way() {
    String corrupted = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
    org.http.on("GET", "FROM Account WHERE SystemModstamp", accounts(ONE));
    org.start(Optional.of(corrupted + "@" + Instant.now()));
    org.awaitMarked();
    assertThat(org.changes).isNotEmpty().allMatch(change -> change.kind() == Kind.GAP);
    assertThat(org.lastPosition()).doesNotStartWith(corrupted);
  }

  @Test
  void a_run_that_was_stopped_before_its_first_mark_reads_what_changed_since() {
    org.http.on("GET", "FROM Account WHERE SystemModstamp", accounts(ONE));
    org.start(Optional.of("@2026-02-01T00:00:00Z"));
    org.awaitMarked();
    assertThat(org.changes).isNotEmpty();
    String query = org.http.seen("GET", "FROM Account WHERE SystemModstamp").get(0).path();
    assertThat(since(query)).isEqualTo("2026-02-01T00:00:00Z");
  }

  @Test
  void a_record_whose_second_is_not_over_is_told_anew_by_each_look() {
    String unsettled = SalesforceTime.format(Instant.now().plusSeconds(60));
    String fresh = row("Account", ONE, "").replace(ScriptedOrg.STAMP, unsettled);
    org.http.on("GET", "FROM Account WHERE SystemModstamp", ScriptedOrg.rows(fresh));
    org.start(Optional.of("@2026-02-01T00:00:00Z"));
    org.awaitMarked();
    assertThat(org.changes)
        .hasSizeGreaterThan(1)
        .extracting(Change::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.startsWith("Account/" + ONE));
  }

  @Test
  void an_event_that_overflowed_is_answered_by_reading_the_object() {
    org.start(Optional.empty());
    org.awaitMarked();
    org.http.on("GET", "FROM Account WHERE SystemModstamp", accounts(ONE, TWO));
    org.log.faults().overflowNextTransactions(1);
    org.commit("UPDATE", "Account", "{'Phone':'1'}", ONE);
    org.awaitChanges(2);
    assertThat(org.changes).map(change -> change.record().id()).containsExactly(ONE, TWO);
    assertThat(org.changes).allMatch(change -> change.kind() == Kind.GAP);
    assertThat(org.http.seen("GET", "FROM Contact WHERE SystemModstamp")).hasSize(2);
  }

  @Test
  void an_event_that_names_all_records_is_answered_by_reading_the_object() {
    org.start(Optional.empty());
    org.awaitMarked();
    org.http.on("GET", "FROM Account WHERE SystemModstamp", accounts(TWO));
    org.commit("UPDATE", "Account", "{'Phone':'1'}", "001*");
    org.awaitChanges(1);
    assertThat(org.changes.get(0).record().id()).isEqualTo(TWO);
  }

  @Test
  void a_login_host_that_is_away_is_waited_for() {
    org.http.on("POST", "/services/oauth2/token", 2, request -> new Answer(503, "", Map.of()));
    org.run(Optional.empty());
    org.awaitMarked();
    assertThat(org.end).isNull();
  }

  @Test
  void a_server_that_was_away_is_found_again() throws Exception {
    org.start(Optional.empty());
    org.awaitMarked();
    int port = org.bus.port();
    org.bus.close();
    PubSubSettings settings = PubSubSettings.defaults(port, ScriptedOrg.ORGANIZATION);
    try (PubSubServer back =
        new PubSubServer(org.log, (token, instance, tenant) -> Verdict.ACCEPTED, settings)) {
      org.commit("UPDATE", "Account", "{'Phone':'1'}", ONE);
      back.start();
      org.awaitChanges(1);
    }
  }

  private void survives(Consumer<CapturedOrg> fault) {
    org.start(Optional.empty());
    org.awaitMarked();
    for (int i = 1; i <= 3; i++) {
      fault.accept(org);
      org.commit("UPDATE", "Account", "{'Phone':'" + i + "'}", ONE);
      org.awaitChanges(i);
    }
    assertThat(org.http.seen("GET", "FROM Account WHERE SystemModstamp"))
        .as("looks at the records beyond those of the first run")
        .hasSize(2);
  }

  private static Answer accounts(String... ids) {
    return ScriptedOrg.rows(
        Arrays.stream(ids).map(id -> row("Account", id, "")).toArray(String[]::new));
  }

  private static Instant since(String query) {
    String text = query.substring(query.indexOf(">= ") + 3);
    return Instant.parse(text.substring(0, text.indexOf(" ORDER")));
  }

  /** Takes everything and remembers nothing. */
  private static final class Deaf implements ChangeFeed.Sink {
    @Override
    public void accept(List<Change> changes, String position) {}

    @Override
    public void alive() {}
  }
}
