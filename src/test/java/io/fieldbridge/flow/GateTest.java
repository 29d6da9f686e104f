package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.MovableClock;
import io.fieldbridge.connector.Trial;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may try while a system is away (G20): one, now and then, however many wait. */
class GateTest {

  private static final String ERP = "business-central";
  private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");
  private static final int ALL = 200;

  private final MovableClock clock = new MovableClock();
  private Optional<Instant> lastAnswer = Optional.empty();
  private final Gate gate = new Gate("accounts to-erp", clock, system -> lastAnswer, () -> 0L);

  @BeforeEach
  void start() {
    clock.set(BEGIN);
  }

  @Test
  void after_a_start_the_first_message_tells_for_all() {
    assertThat(claim(1)).isEqualTo(1);
    assertThat(gate.admits(ALL)).isZero();

    answered(1);

    assertThat(gate.admits(ALL)).isEqualTo(ALL);
  }

  @Test
  void a_first_message_that_is_slow_holds_back_nobody() {
    claim(1);
    later(Duration.ofSeconds(1));

    assertThat(gate.admits(ALL)).isEqualTo(ALL);
  }

  @Test
  void a_first_message_that_fails_holds_back_all_others() {
    claim(1);
    away(1);

    assertThat(gate.admits(ALL)).isZero();
    assertThat(gate.away().orElseThrow().since()).isEqualTo(BEGIN);
    assertThat(gate.away().orElseThrow().why()).isEqualTo("No answer.");
  }

  @Test
  void one_record_that_fails_again_and_again_holds_back_nobody() {
    open();

    away(1);
    away(1);
    answered(2);
    away(1);

    assertThat(gate.admits(ALL)).isEqualTo(ALL);
  }

  @Test
  void an_answer_of_the_other_system_does_not_tell_that_this_one_is_there() {
    open();

    away(1);
    ended(2, () -> Trial.call("salesforce", () -> 0));
    away(3);

    assertThat(gate.admits(ALL)).isZero();
  }

  @Test
  void the_pause_between_probes_doubles_up_to_a_minute() {
    close();

    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      later(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(gate.admits(ALL)).isZero();
      later(Duration.ofMillis(1));
      assertThat(claim(7)).isEqualTo(1);
      assertThat(gate.admits(ALL)).as("one at a time").isZero();
      away(7);
    }
    assertThat(gate.away().orElseThrow().since()).isEqualTo(BEGIN);
  }

  @Test
  void a_probe_that_succeeds_lets_all_go_on_and_those_that_failed_at_once() {
    close();
    later(Duration.ofSeconds(1));
    claim(7);
    gate.takeReleased();

    answered(7);

    assertThat(gate.admits(ALL)).isEqualTo(ALL);
    assertThat(gate.away()).isEmpty();
    assertThat(gate.takeReleased()).containsExactly(1L, 2L);
    assertThat(gate.takeReleased()).isEmpty();
  }

  @Test
  void an_earlier_delivery_of_the_probe_that_ends_late_does_not_let_another_one_try() {
    close();
    later(Duration.ofSeconds(1));
    claim(7);

    Trial earlier = Trial.begin();
    earlier.end();
    gate.ended(new Claim(7, 0), earlier);

    assertThat(gate.admits(ALL)).isZero();
  }

  @Test
  void a_delivery_that_was_under_way_opens_if_it_was_answered_later() {
    open();
    Trial early = Trial.begin();
    Trial.call(ERP, () -> 0);
    close();
    gate.ended(new Claim(8, 1), early);
    early.end();
    assertThat(gate.admits(ALL)).isZero();

    answered(9);

    assertThat(gate.admits(ALL)).isEqualTo(ALL);
  }

  @Test
  void a_probe_that_needed_nobody_gives_its_turn_to_the_next() {
    close();
    later(Duration.ofSeconds(1));
    claim(7);

    ended(7, () -> {});

    assertThat(claim(8)).isEqualTo(1);
    assertThat(gate.away()).isPresent();
  }

  @Test
  void a_probe_that_hangs_does_not_keep_the_next_from_trying() {
    close();
    claimAndFail(Duration.ofSeconds(1));
    later(Duration.ofSeconds(2));
    claim(8);

    later(Duration.ofSeconds(59));
    assertThat(gate.admits(ALL)).isZero();
    later(Duration.ofSeconds(1));
    assertThat(claim(9)).isEqualTo(1);
    assertThat(gate.admits(ALL)).isZero();
  }

  @Test
  void nothing_is_tried_before_the_time_that_a_system_asked_for() {
    open();
    ended(1, () -> Trial.call(ERP, () -> fail(new ThrottledException(why(), asked()))));
    lastAnswer = Optional.of(BEGIN.plusSeconds(5));

    later(asked().minusMillis(1));
    assertThat(gate.admits(ALL)).isZero();
    assertThat(gate.away().orElseThrow().asked()).isTrue();
    later(Duration.ofMillis(1));
    assertThat(claim(1)).isEqualTo(1);
  }

  @Test
  void a_system_that_answers_somebody_else_is_tried_at_once_but_not_again_and_again() {
    close();
    claimAndFail(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(gate.isAllAway()).isTrue();

    later(Duration.ofSeconds(1));
    lastAnswer = Optional.of(clock.instant());
    assertThat(gate.isAllAway()).isFalse();
    claimAndFail(Duration.ZERO);

    later(Duration.ofSeconds(2));
    lastAnswer = Optional.of(clock.instant());
    assertThat(gate.admits(ALL)).as("some of its calls fail, and it is not away").isZero();
  }

  @Test
  void it_opens_when_nobody_is_left_to_try() {
    close();
    later(Duration.ofSeconds(1));
    assertThat(gate.admits(ALL)).isEqualTo(1);

    gate.claimed(List.of());

    assertThat(gate.away()).isEmpty();
  }

  private void open() {
    claim(1);
    answered(1);
  }

  private void close() {
    open();
    away(1);
    away(2);
    assertThat(gate.admits(ALL)).isZero();
  }

  private void claimAndFail(Duration... pauses) {
    for (Duration pause : pauses) {
      later(pause);
      assertThat(claim(7)).isEqualTo(1);
      away(7);
    }
  }

  private int claim(long message) {
    int admitted = gate.admits(ALL);
    gate.claimed(List.of(new Claim(message, 1)));
    return admitted;
  }

  private void later(Duration time) {
    clock.set(clock.instant().plus(time));
  }

  private void answered(long message) {
    ended(message, () -> Trial.call(ERP, () -> 0));
  }

  private void away(long message) {
    ended(message, () -> Trial.call(ERP, () -> fail(new SystemUnavailableException(why(), null))));
  }

  private void ended(long message, Runnable calls) {
    Trial trial = Trial.begin();
    try {
      calls.run();
    } catch (SyncException noted) {
      assertThat(trial.absence()).isPresent();
    }
    trial.end();
    gate.ended(new Claim(message, 1), trial);
  }

  private static int fail(SyncException failure) {
    throw failure;
  }

  private static Duration asked() {
    return Duration.ofMinutes(3);
  }

  private static Reason why() {
    return Reason.of("unreachable", "No answer.", "");
  }
}
