package io.fieldbridge.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.Database;
import io.fieldbridge.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A flow stops before it changes more than its share, whatever its share is counted by. */
@ParameterizedClass
@EnumSource(Database.class)
class BreakerTest {

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final FlowLimits LIMITS =
      new FlowLimits(WINDOW, new Limit(20, 5), new Limit(10, 2));

  private final Store store;
  private final String flow = Database.name("account-customer");
  private final Instant begin;
  private long linked = 20;
  private Breaker breaker;

  BreakerTest(Database database) {
    this.store = database.shared();
    this.begin = store.now().plusSeconds(1);
    this.breaker = opened();
  }

  @Test
  void the_record_that_passes_share_and_least_stops_the_flow() {
    changed(1, 4);

    Optional<Breaker.Refusal> fifth = breaker.admit(change(5, 5));

    assertThat(fifth).as("a fifth of 20 is 4").isPresent();
    assertThat(fifth.get().isNew()).isTrue();
    assertThat(fifth.get().stop().words())
        .isEqualTo(flow + " stopped: 5 of its 20 records were about to be changed at once.");
    assertThat(breaker.admit(change(1, 6)))
        .hasValueSatisfying(r -> assertThat(r.isNew()).isFalse());
  }

  @Test
  void a_larger_flow_may_change_more() {
    linked = 1000;

    changed(1, 200);

    assertThat(breaker.stop(flow)).isEmpty();
    assertThat(breaker.admit(change(201, 201))).isPresent();
  }

  @Test
  void the_same_record_counts_once() {
    for (int i = 0; i < 100; i++) {
      assertThat(breaker.admit(change(i % 4, i))).isEmpty();
    }
  }

  @Test
  void what_was_changed_long_before_or_after_does_not_count_however_late_it_comes() {
    for (int i = 0; i < 100; i++) {
      int shuffled = i * 37 % 100;
      assertThat(breaker.admit(change(shuffled, shuffled * 180L))).isEmpty();
    }
  }

  @Test
  void removals_have_a_limit_of_their_own() {
    changed(1, 4);
    breaker.admit(removal(11));
    breaker.admit(removal(12));

    assertThat(breaker.admit(removal(13))).isPresent();
    assertThat(breaker.stop(flow)).map(Stop::deed).contains(Deed.REMOVAL);
  }

  @Test
  void a_hundred_percent_never_stop() {
    breaker =
        new Breaker(
            store,
            new BreakerSettings(
                LIMITS, Map.of(flow, new FlowLimits(WINDOW, new Limit(100, 1), new Limit(100, 1)))),
            name -> 0);

    changed(1, 50);

    assertThat(breaker.admit(removal(1))).isEmpty();
  }

  @Test
  void count_and_stop_outlive_the_process() {
    changed(1, 4);
    breaker = opened();
    breaker.admit(change(5, 5));
    breaker = opened();

    assertThat(breaker.stop(flow)).map(Stop::records).contains(5L);
    assertThat(breaker.examples(breaker.stop(flow).orElseThrow(), 2))
        .extracting(touch -> touch.record().id())
        .containsExactly("5", "4");
  }

  @Test
  void a_release_lets_all_pass_that_was_received_and_counts_anew() {
    changed(1, 4);
    breaker.admit(change(5, 5));

    breaker.release(flow, Duration.ofMinutes(1), "somebody");
    breaker = opened();

    assertThat(breaker.stop(flow)).isEmpty();
    changed(1, 20);
    Instant later = begin.plus(Duration.ofMinutes(2));
    for (int i = 0; i < 4; i++) {
      assertThat(breaker.admit(touch(i, later, later))).isEmpty();
    }
    assertThat(breaker.admit(touch(4, later, later))).isPresent();
  }

  private Breaker opened() {
    return new Breaker(store, new BreakerSettings(LIMITS, Map.of()), name -> linked);
  }

  /** Records that are changed one a second, as they may be. */
  private void changed(int from, int to) {
    for (int record = from; record <= to; record++) {
      Touch touch = change(record, record);
      assertThat(breaker.admit(touch)).as("record %d", record).isEmpty();
      breaker.remember(touch);
    }
  }

  private Touch change(int record, long second) {
    return touch(record, begin.plusSeconds(second), begin);
  }

  private Touch touch(int record, Instant at, Instant received) {
    return new Touch(flow, Deed.CHANGE, ref(record), "writes name", at, received);
  }

  private Touch removal(int record) {
    return new Touch(flow, Deed.REMOVAL, ref(record), "unlinks", begin, begin);
  }

  private static RecordRef ref(int record) {
    return new RecordRef("salesforce", "Account", Integer.toString(record));
  }
}
