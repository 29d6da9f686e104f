package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Store;
import io.fieldbridge.store.StoreFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is old goes in parts, and a night that fails or is missed is told and made up for (G30). */
class RetentionTest {

  private static final Instant NOON = wall("2026-03-02T12:00:00");
  private static final Instant NIGHT = wall("2026-03-03T02:30:00");

  private TinyHouse house;
  private Store store;
  private Retention retention;

  @BeforeEach
  void build(@TempDir Path home) {
    house = new TinyHouse(home);
    store = house.engine.state().store();
    house.engine.state().inbox().forgetPosition("database:retention");
    house.clock.set(NOON);
    retention = new Retention(house.engine.state(), Optional.of(Duration.ofDays(30)));
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void a_large_backlog_is_deleted_in_parts() {
    oldWrites(2 * Retention.PAGE + 1);
    String newest = "(select max(id) from own_write)";
    store.update(
        "update own_write set written_at = written_at + interval '1' day where id = " + newest);
    store.update("create table held (write bigint references own_write (id))");
    store.update("insert into held (write) values (" + newest + ")");

    assertThatThrownBy(retention::sweep).isInstanceOf(StoreFailedException.class);
    assertThat(writesAfter(() -> {})).as("what went before the failure is gone").isEqualTo(1);

    store.update("drop table held");
    assertThat(writesAfter(retention::sweep)).isZero();
  }

  @Test
  void a_failed_sweep_is_red_until_one_succeeds() {
    RetentionSchedule schedule = house.retentionAt("0 30 2 * * ?", retention);
    store.update("alter table own_write rename to own_write_away");

    at(NIGHT, schedule);
    assertThat(status(schedule).red(NIGHT, NOON)).isTrue();
    assertThat(status(schedule).failure()).isPresent();

    store.update("alter table own_write_away rename to own_write");
    Instant later = NIGHT.plusSeconds(60);
    at(later, schedule);
    assertThat(status(schedule).red(later, NOON)).isFalse();
    assertThat(status(schedule).lastSignOfLife()).contains(later);
  }

  @Test
  void a_night_that_fell_into_a_stop_is_made_up_for() {
    house.retentionAt("0 30 2 * * ?", retention);
    oldWrites(1);
    Instant days = NIGHT.plus(Duration.ofDays(3));
    house.clock.set(days);

    RetentionSchedule schedule = house.retentionAt("0 30 2 * * ?", retention);
    assertThat(status(schedule).red(days, days)).isTrue();

    assertThat(writesAfter(schedule::sweepWhenDue)).isZero();
    assertThat(status(schedule).red(days, days)).isFalse();
  }

  private void at(Instant time, RetentionSchedule schedule) {
    house.clock.set(time);
    schedule.sweepWhenDue();
  }

  private static FeedStatus status(RetentionSchedule schedule) {
    return schedule.status().orElseThrow();
  }

  private void oldWrites(int rows) {
    RecordRef target = new RecordRef("salesforce", "Account", "001A");
    store.inTransaction(
        () -> {
          for (int row = 0; row < rows; row++) {
            house.engine.state().effects().noteUpdate(target, JsonText.object());
          }
          store.update("update own_write set written_at = written_at - interval '40' day");
        });
  }

  private long writesAfter(Runnable work) {
    work.run();
    return store.first("select count(*) as n from own_write", row -> row.number("n")).orElseThrow();
  }

  private static Instant wall(String time) {
    return LocalDateTime.parse(time).atZone(ZoneId.systemDefault()).toInstant();
  }
}
