package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.connector.salesforce.ScriptedOrg.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream that tells of some objects is asked about each of them alone (P14). */
@Timeout(90)
class DeafForOneTest {

  private static final String ACCOUNT = "001000000000001AAA";
  private static final String CONTACT = "003000000000001AAA";
  private static final String LOOK = "SELECT LastModifiedDate FROM Contact";
  private static final String SWEEP = "FROM Contact WHERE SystemModstamp >= ";

  private final CapturedOrg org = new CapturedOrg(Duration.ofMillis(50), Duration.ofSeconds(20));

  @AfterEach
  void stop() {
    org.close();
  }

  @Test
  void an_object_that_is_no_longer_told_is_noticed_while_another_ones_events_go_on() {
    begin();
    missContact();

    soon(
        () -> {
          accountIsTold();
          assertThat(told(CONTACT)).isTrue();
        });
    assertThat(org.red).contains("Contact: the stream tells no events").contains("selected");
    accountIsTold();
    soon(() -> assertThat(told(ACCOUNT)).isTrue());
    assertThat(org.red).as("though an account was told").contains("Contact").doesNotContain("Acc");
  }

  @Test
  void it_is_green_again_with_its_next_event_and_what_came_before_that_is_read() {
    begin();
    missContact();
    soon(() -> assertThat(org.red).contains("Contact"));
    int swept = sweeps();

    org.select("Account", "Contact", "Asset");
    org.commit("UPDATE", "Contact", "{'LastName':'B'}", CONTACT);

    soon(() -> assertThat(org.red).isEmpty());
    soon(() -> assertThat(sweeps()).isGreaterThan(swept));
    soon(() -> assertThat(org.lastPosition()).contains(" Contact=").doesNotContain("-Contact"));
  }

  @Test
  void what_it_kept_silent_about_when_the_daemon_was_killed_is_read_by_the_next_run()
      throws Exception {
    org.quietProbe = Duration.ofHours(1);
    org.start(Optional.empty());
    org.awaitMarked();
    missContact();
    Instant missed = Instant.now().plusSeconds(1);
    Awaitility.await().until(() -> Instant.now().isAfter(missed));
    accountIsTold();
    soon(() -> assertThat(told(ACCOUNT)).isTrue());
    org.stop();

    org.quietProbe = Duration.ofMillis(300);
    org.start(Optional.of(org.lastPosition()));
    soon(() -> assertThat(told(CONTACT)).isTrue());
  }

  @Test
  void an_object_that_may_not_be_asked_for_is_red_until_it_may() {
    String gone =
        "[{'errorCode':'INVALID_TYPE','message':'sObject type Contact is not supported'}]";
    begin();
    org.http.on("GET", LOOK, Answer.json(400, gone));

    soon(() -> assertThat(org.red).contains("Contact").contains("View All Records"));
    accountIsTold();
    soon(() -> assertThat(told(ACCOUNT)).isTrue());
    assertThat(org.red).contains("Contact");

    org.http.on("GET", LOOK, ScriptedOrg.rows());
    soon(() -> assertThat(org.red).isEmpty());
  }

  @Test
  void an_org_that_is_away_is_no_reason_to_ask_for_permissions() {
    begin();
    org.http.on("GET", LOOK, new Answer(503, "", Map.of()));
    int asked = org.http.seen("GET", LOOK).size();

    soon(() -> assertThat(org.http.seen("GET", LOOK).size()).isGreaterThan(asked + 2));
    assertThat(org.red).isEmpty();
  }

  @Test
  void an_edit_whose_events_are_still_to_come_is_no_sign_of_deafness() {
    begin(Duration.ofSeconds(3));
    org.newestEdit("Contact", Instant.now().plusSeconds(60));
    soon(() -> assertThat(org.http.seen("GET", LOOK)).isNotEmpty());

    soon(
        () -> {
          accountIsTold();
          assertThat(org.changes.size()).isGreaterThan(60);
        });
    assertThat(org.red).isEmpty();
    org.commit("UPDATE", "Contact", "{'LastName':'B'}", CONTACT);
    soon(() -> assertThat(told(CONTACT)).isTrue());
    assertThat(org.red).isEmpty();
  }

  private void begin() {
    begin(Duration.ofMillis(300));
  }

  private void begin(Duration quietProbe) {
    org.quietProbe = quietProbe;
    org.start(Optional.empty());
    org.awaitMarked();
  }

  /** Contacts are no longer selected, and a person edits one. */
  private void missContact() {
    org.select("Account", "Asset");
    org.newestEdit("Contact", Instant.now().plusSeconds(1));
    org.http.on("GET", SWEEP, ScriptedOrg.rows(ScriptedOrg.row("Contact", CONTACT, "")));
    org.commit("UPDATE", "Contact", "{'LastName':'A'}", CONTACT);
  }

  private void accountIsTold() {
    org.commit("UPDATE", "Account", "{'Phone':'1'}", ACCOUNT);
  }

  private boolean told(String id) {
    return org.changes.stream().anyMatch(change -> change.record().id().equals(id));
  }

  private int sweeps() {
    return org.http.seen("GET", SWEEP).size();
  }

  private static void soon(ThrowingRunnable fact) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(fact);
  }
}
