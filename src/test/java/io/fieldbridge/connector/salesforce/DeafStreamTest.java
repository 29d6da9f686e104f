package io.fieldbridge.connector.salesforce;

import static io.fieldbridge.connector.salesforce.ScriptedOrg.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.connector.salesforce.ScriptedOrg.Answer;
import io.fieldbridge.failure.ThrottledException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a stream kept silent about while its keep-alives went on arrives, whatever fails (P14). */
@Timeout(90)
class DeafStreamTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ID = "001000000000001AAA";
  private static final String SWEEP = "FROM Account WHERE SystemModstamp >= ";

  private final CapturedOrg org = new CapturedOrg(Duration.ofMillis(50), Duration.ofSeconds(20));

  @BeforeEach
  void begin() {
    org.quietProbe = Duration.ofMillis(300);
    org.start(Optional.empty());
    org.awaitMarked();
    org.bus.fallDeaf(true);
  }

  @AfterEach
  void stop() {
    org.close();
  }

  @Test
  void what_was_not_read_since_the_org_was_away_is_told_when_deafness_ends() {
    org.http.on("GET", SWEEP, new Answer(503, "", Map.of()));
    edit();
    int swept = org.http.seen("GET", SWEEP).size();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> org.http.seen("GET", SWEEP).size() >= swept + 2);
    assertThat(org.changes).isEmpty();

    org.bus.fallDeaf(false);
    awaitTold();
  }

  @Test
  void a_sweep_that_met_a_503_is_made_again_while_deafness_lasts() {
    recordsTell();
    org.http.once("GET", SWEEP, new Answer(503, "", Map.of()));
    edit();
    awaitTold();
  }

  @Test
  void a_sweep_that_was_throttled_is_made_by_the_next_run() throws Exception {
    org.http.once("GET", SWEEP, new Answer(503, "", Map.of("Retry-After", "1")));
    edit();
    Awaitility.await().atMost(PATIENCE).until(() -> org.end != null);
    assertThat(org.end).isInstanceOf(ThrottledException.class);

    recordsTell();
    org.start(Optional.of(org.lastPosition()));
    awaitTold();
  }

  @Test
  void an_edit_that_a_killed_run_had_not_missed_yet_is_missed_by_the_next() throws Exception {
    org.commit("UPDATE", "Account", "{'Phone':'1'}", ID);
    int alive = org.alive.get();
    Awaitility.await().atMost(PATIENCE).until(() -> org.alive.get() > alive + 3);
    org.stop();

    org.newestEdit("Account", Instant.now().plusSeconds(1));
    recordsTell();
    org.start(Optional.of(org.lastPosition()));
    awaitTold();
  }

  @Test
  void the_place_moves_on_with_the_events_of_others_when_nothing_is_missed() {
    String before = org.lastPosition();
    org.commit("UPDATE", "Asset", "{'Name':'x'}", "02i000000000001AAA");
    Awaitility.await().atMost(PATIENCE).until(() -> !mark(org.lastPosition()).equals(mark(before)));
  }

  private static String mark(String position) {
    return position.substring(0, position.indexOf('@'));
  }

  /** A person's edit, of which the stream does not tell. */
  private void edit() {
    org.newestEdit("Account", Instant.now().plusSeconds(1));
    org.commit("UPDATE", "Account", "{'Phone':'1'}", ID);
  }

  private void recordsTell() {
    org.http.on("GET", SWEEP, ScriptedOrg.rows(row("Account", ID, "")));
  }

  private void awaitTold() {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(org.changes).anyMatch(change -> change.record().id().equals(ID)));
  }
}
