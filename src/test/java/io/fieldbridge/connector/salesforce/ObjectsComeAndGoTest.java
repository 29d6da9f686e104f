package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.connector.salesforce.ScriptedOrg.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Objects that nobody asks for for a while, and then again (P14). */
@Timeout(90)
class ObjectsComeAndGoTest {

  private static final String ACCOUNT = "001000000000001AAA";
  private static final String CONTACT = "003000000000001AAA";
  private static final String SWEEP = "FROM Contact WHERE SystemModstamp >= ";

  private final CapturedOrg org = new CapturedOrg(Duration.ofMillis(50), Duration.ofSeconds(20));

  @BeforeEach
  void begin() throws Exception {
    org.quietProbe = Duration.ofMillis(300);
    org.start(Optional.empty());
    org.awaitMarked();
    org.stop();
  }

  @AfterEach
  void stop() {
    org.close();
  }

  @Test
  void what_changed_while_nobody_asked_for_an_object_is_read_when_somebody_does() throws Exception {
    contactChangesUnasked();
    recordsTell();

    listenTo("Account", "Contact");

    soon(() -> assertThat(told(CONTACT)).isTrue());
    soon(() -> assertThat(org.lastPosition()).contains(" Contact=").doesNotContain("-Contact"));
    assertThat(org.red).isEmpty();
  }

  @Test
  void it_is_remembered_over_many_runs() throws Exception {
    contactChangesUnasked();
    for (int run = 0; run < 2; run++) {
      listenTo("Account");
      accountIsTold();
      org.stop();
    }
    recordsTell();

    listenTo("Account", "Contact");
    soon(() -> assertThat(told(CONTACT)).isTrue());
  }

  @Test
  void what_cannot_be_read_yet_is_red_keeps_nothing_from_being_told_and_is_read_later()
      throws Exception {
    contactChangesUnasked();
    org.http.on("GET", SWEEP, new Answer(503, "", Map.of()));

    listenTo("Account", "Contact");
    soon(() -> assertThat(org.red).contains("Contact").contains("not read yet"));
    accountIsTold();
    assertThat(org.lastPosition()).contains("-Contact=");

    recordsTell();
    soon(() -> assertThat(told(CONTACT)).isTrue());
    soon(() -> assertThat(org.red).isEmpty());
  }

  @Test
  void a_place_that_is_lost_meanwhile_changes_nothing() throws Exception {
    contactChangesUnasked();
    recordsTell();
    org.log.forgetBeforeNow();

    listenTo("Account", "Contact");

    soon(() -> assertThat(told(CONTACT)).isTrue());
    soon(() -> assertThat(org.lastPosition()).contains(" Contact=").doesNotStartWith("@"));
  }

  @Test
  void an_object_that_is_new_to_the_channel_begins_where_the_channel_stands() throws Exception {
    String last = org.lastPosition();
    String without = last.substring(0, last.indexOf(" Contact="));
    int swept = org.http.seen("GET", SWEEP).size();
    org.commit("UPDATE", "Contact", "{'LastName':'A'}", CONTACT);

    org.start(Optional.of(without));

    soon(() -> assertThat(told(CONTACT)).isTrue());
    assertThat(org.http.seen("GET", SWEEP)).hasSize(swept);
  }

  @Test
  void a_place_of_an_older_version_holds_for_all_that_is_asked_for() throws Exception {
    String last = org.lastPosition();
    int swept = org.http.seen("GET", SWEEP).size();
    org.commit("UPDATE", "Contact", "{'LastName':'A'}", CONTACT);

    org.start(Optional.of(last.substring(0, last.indexOf(' '))));

    soon(() -> assertThat(told(CONTACT)).isTrue());
    soon(() -> assertThat(org.lastPosition()).contains(" Account=").contains(" Contact="));
    assertThat(org.http.seen("GET", SWEEP)).hasSize(swept);
  }

  /** The route that asks for contacts is away; the channel's place moves on without them. */
  private void contactChangesUnasked() throws Exception {
    listenTo("Account");
    org.commit("UPDATE", "Contact", "{'LastName':'A'}", CONTACT);
    accountIsTold();
    org.stop();
    assertThat(told(CONTACT)).isFalse();
  }

  private void listenTo(String... objects) {
    org.objects = Set.of(objects);
    org.start(Optional.of(org.lastPosition()));
  }

  private void accountIsTold() {
    int before = org.changes.size();
    org.commit("UPDATE", "Account", "{'Phone':'1'}", ACCOUNT);
    soon(() -> assertThat(org.changes.size()).isGreaterThan(before));
  }

  private void recordsTell() {
    org.http.on("GET", SWEEP, ScriptedOrg.rows(ScriptedOrg.row("Contact", CONTACT, "")));
  }

  private boolean told(String id) {
    return org.changes.stream().anyMatch(change -> change.record().id().equals(id));
  }

  private static void soon(ThrowingRunnable fact) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(fact);
  }
}
