package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import io.fieldbridge.model.Link;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key sweep is never silently left out (G30, G34). The clock of the wall tells its times. */
class KeySweepScheduleTest {

  private static final String FLOW = "account-customer";
  private static final String FEED = "business-central:key-sweep";
  private static final String NIGHTLY = "0 30 3 * * ?";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant NOON = wall("2026-03-02T12:00:00");
  private static final Instant NIGHT = wall("2026-03-03T03:30:00");

  private TinyHouse house;
  private KeySweepSchedule schedule;
  private RuntimeException trouble;
  private final AtomicInteger scans = new AtomicInteger();

  @BeforeEach
  void build(@TempDir Path home) {
    house = new TinyHouse(home);
    house.engine.state().inbox().forgetPosition(FEED);
    house.clock.set(NOON);
    house.erp.eachScan(
        () -> {
          scans.incrementAndGet();
          if (trouble != null) {
            throw trouble;
          }
        });
    schedule = house.keySweepAt(NIGHTLY);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void a_fresh_database_begins_without_a_sweep_and_has_one_when_its_time_has_come()
      throws Exception {
    live();

    assertThat(scansAt(NOON)).isZero();
    assertThat(status().lastSignOfLife()).contains(NOON);
    assertThat(scansAt(NIGHT.minusSeconds(1))).isZero();
    assertThat(scansAt(NIGHT.plusSeconds(9))).isEqualTo(1);
    assertThat(scansAt(NIGHT.plusSeconds(19))).isEqualTo(1);

    assertThat(status().lastSignOfLife()).contains(NIGHT.plusSeconds(9));
    assertThat(scansAt(NIGHT.plus(Duration.ofDays(1)))).isEqualTo(2);
  }

  @Test
  void a_sweep_that_fails_is_told_and_tried_again_until_it_succeeds() throws Exception {
    Link gone = house.link(FLOW, "001A", "c-1");
    house.erp.remove(gone.erp().ref());
    live();
    trouble = away();

    assertThat(scansAt(NIGHT)).isEqualTo(1);
    assertThat(isRed(NIGHT)).isTrue();
    assertThat(status().failure().orElseThrow()).contains("The login was refused");
    assertThat(status().lastSignOfLife()).contains(NOON);
    assertThat(scansAt(NIGHT.plusSeconds(10))).as("too early").isEqualTo(1);
    assertThat(scansAt(NIGHT.plusSeconds(60))).isEqualTo(2);

    trouble = null;
    assertThat(scansAt(NIGHT.plusSeconds(180))).isEqualTo(3);

    assertThat(isRed(NIGHT.plusSeconds(180))).isFalse();
    await().atMost(PATIENCE).until(() -> house.engine.state().links().find(gone.id()).isEmpty());
  }

  @Test
  void while_the_erp_stays_away_the_tries_become_few() throws Exception {
    live();
    trouble = away();

    for (int minute = 0; minute < 24 * 60; minute++) {
      scansAt(NIGHT.plus(Duration.ofMinutes(minute)));
    }

    assertThat(scans.get()).as("every half to whole hour after the first ones").isBetween(24, 60);
  }

  @Test
  void an_erp_that_asks_for_a_pause_gets_it() throws Exception {
    live();
    trouble =
        new ThrottledException(Reason.of("429", "Too many.", "Wait."), Duration.ofMinutes(90));

    scansAt(NIGHT);

    assertThat(scansAt(NIGHT.plus(Duration.ofMinutes(89)))).isEqualTo(1);
    assertThat(scansAt(NIGHT.plus(Duration.ofMinutes(90)))).isEqualTo(2);
  }

  @Test
  void a_time_that_passed_while_the_daemon_was_down_is_made_up_for_at_the_next_start()
      throws Exception {
    live();
    Instant later = NIGHT.plus(Duration.ofDays(3));

    house.clock.set(later);
    schedule = house.keySweepAt(NIGHTLY);
    assertThat(isRed(later)).isTrue();

    assertThat(scansAt(later)).isEqualTo(1);
    assertThat(isRed(later)).isFalse();
    schedule = house.keySweepAt(NIGHTLY);
    assertThat(scansAt(later.plusSeconds(10))).as("once for all of them").isEqualTo(1);
  }

  @Test
  void a_sweep_that_misses_too_many_is_told_and_not_repeated_before_an_hour_has_passed()
      throws Exception {
    List<Link> links = new ArrayList<>();
    for (int pair = 0; pair < 30; pair++) {
      links.add(house.link(FLOW, "001-" + pair, "c-" + pair));
    }
    links.forEach(link -> house.erp.remove(link.erp().ref()));
    live();

    assertThat(scansAt(NIGHT)).isEqualTo(1);
    assertThat(status().failure().orElseThrow()).contains("30 of 30", "too-many-gone");
    assertThat(isRed(NIGHT)).isTrue();
    assertThat(scansAt(NIGHT.plus(Duration.ofMinutes(59)))).isEqualTo(1);

    for (int pair = 0; pair < 30; pair++) {
      house.erp.put("customers", "c-" + pair, "displayName", "There");
    }
    Instant hour = NIGHT.plus(Duration.ofHours(1));
    assertThat(scansAt(hour)).isEqualTo(2);
    assertThat(isRed(hour)).isFalse();
    assertThat(house.received(FLOW)).isEmpty();
  }

  @Test
  void an_error_that_nobody_foresaw_is_told_whole_and_not_repeated_before_an_hour_has_passed()
      throws Exception {
    live();
    trouble = new IllegalStateException("a mistake of ours");

    assertThatThrownBy(() -> scansAt(NIGHT)).isSameAs(trouble);

    assertThat(status().failure().orElseThrow()).contains("the log tells all of it");
    assertThat(scansAt(NIGHT.plus(Duration.ofMinutes(59)))).isEqualTo(1);
    trouble = null;
    assertThat(scansAt(NIGHT.plus(Duration.ofHours(1)))).isEqualTo(2);
    assertThat(status().failure()).isEmpty();
  }

  @Test
  void a_sweep_that_nobody_runs_is_red_an_hour_after_it_was_due() throws Exception {
    live();

    assertThat(isRed(NIGHT.plus(Duration.ofMinutes(60)))).isFalse();
    assertThat(isRed(NIGHT.plus(Duration.ofMinutes(61)))).isTrue();
  }

  @Test
  void a_success_that_a_wrong_clock_noted_for_years_ahead_does_not_put_the_sweep_off()
      throws Exception {
    house.engine.state().inbox().savePosition(FEED, "2036-01-01T00:00:00Z");
    schedule = house.keySweepAt(NIGHTLY);
    live();

    assertThat(scansAt(NOON)).isEqualTo(1);
    assertThat(status().lastSignOfLife()).contains(NOON);
  }

  @Test
  void times_that_have_all_passed_are_told() throws Exception {
    schedule = house.keySweepAt("0 30 3 * * ? 2025");
    live();

    assertThat(scansAt(NIGHT)).isZero();
    assertThat(status().failure().orElseThrow()).contains("fieldbridge.key-sweep");
  }

  @Test
  void nothing_is_swept_or_told_before_the_systems_are_known() {
    assertThat(scansAt(NIGHT)).isZero();
    assertThat(schedule.status()).isEmpty();
  }

  @Test
  void a_sweep_that_is_off_never_runs_and_is_no_feed() throws Exception {
    schedule = KeySweepSchedule.open(house.engine, Optional.empty());
    live();

    assertThat(scansAt(NIGHT)).isZero();
    assertThat(schedule.status()).isEmpty();
  }

  @Test
  void the_shipped_route_runs_it() throws Exception {
    house.keySweep(schedule).ship("_key-sweep.camel.yaml");
    house.clock.set(NIGHT);
    live();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(status().lastSignOfLife()).contains(NIGHT));
    assertThat(scans.get()).isEqualTo(1);
  }

  private void live() throws Exception {
    house.live(FLOW);
    await().atMost(PATIENCE).until(house.engine::isOpen);
  }

  /** Looks at that time; how often all customers have been read since the beginning. */
  private int scansAt(Instant time) {
    house.clock.set(time);
    schedule.sweepWhenDue();
    return scans.get();
  }

  private boolean isRed(Instant time) {
    return status().red(time, NOON);
  }

  private FeedStatus status() {
    return schedule.status().orElseThrow();
  }

  private static RuntimeException away() {
    return new SystemUnavailableException(
        Reason.of("login-refused", "The login was refused.", "Check the secret."), null);
  }

  private static Instant wall(String time) {
    return LocalDateTime.parse(time).atZone(ZoneId.systemDefault()).toInstant();
  }
}
