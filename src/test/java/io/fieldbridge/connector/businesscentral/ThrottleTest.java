package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.connector.businesscentral.Throttle.Priority;
import io.fieldbridge.failure.ThrottledException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DrivenClock clock = new DrivenClock();

  @AfterEach
  void no_thread_is_left_interrupted() {
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void never_more_than_five_are_under_way() {
    Throttle throttle = throttle(5, 100);
    for (int i = 0; i < 5; i++) {
      throttle.enter(1, Priority.LIVE);
    }
    CompletableFuture<Void> sixth = entering(throttle, 1, Priority.LIVE);
    assertThat(sixth).isNotDone();
    throttle.leave(Priority.LIVE);
    await().untilAsserted(() -> assertThat(sixth).isDone());
  }

  @Test
  void loads_leave_two_slots_to_live_work() {
    Throttle throttle = throttle(5, 100);
    for (int i = 0; i < 3; i++) {
      throttle.enter(1, Priority.LOAD);
    }
    CompletableFuture<Void> load = entering(throttle, 1, Priority.LOAD);
    throttle.enter(1, Priority.LIVE);
    throttle.enter(1, Priority.LIVE);
    assertThat(load).isNotDone();
    throttle.leave(Priority.LOAD);
    await().untilAsserted(() -> assertThat(load).isDone());
  }

  @Test
  void the_window_slides() {
    Throttle throttle = throttle(5, 3);
    pass(throttle, 2);
    clock.advance(Duration.ofMinutes(4));
    pass(throttle, 1);
    assertThatThrownBy(() -> throttle.enter(1, Priority.LIVE))
        .isInstanceOfSatisfying(
            ThrottledException.class,
            throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(70)));
    clock.advance(Duration.ofSeconds(70));
    pass(throttle, 2);
    assertThatThrownBy(() -> throttle.enter(1, Priority.LIVE))
        .isInstanceOf(ThrottledException.class);
  }

  @Test
  void the_parts_of_a_batch_count() {
    Throttle throttle = throttle(5, 10);
    throttle.enter(8, Priority.LIVE);
    throttle.leave(Priority.LIVE);
    assertThatThrownBy(() -> throttle.enter(3, Priority.LIVE))
        .isInstanceOf(ThrottledException.class);
    pass(throttle, 2);
  }

  @Test
  void loads_leave_a_fifth_of_the_calls_to_live_work() {
    Throttle throttle = throttle(5, 10);
    for (int i = 0; i < 8; i++) {
      throttle.enter(1, Priority.LOAD);
      throttle.leave(Priority.LOAD);
    }
    assertThatThrownBy(() -> throttle.enter(1, Priority.LOAD))
        .isInstanceOf(ThrottledException.class);
    pass(throttle, 2);
  }

  @Test
  void a_request_to_wait_holds_for_everybody() {
    Throttle throttle = throttle(5, 100);
    throttle.closeFor(Duration.ofMinutes(1));
    assertThatThrownBy(() -> throttle.enter(1, Priority.LIVE))
        .isInstanceOfSatisfying(
            ThrottledException.class,
            throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofMinutes(1)));
    clock.advance(Duration.ofMinutes(1));
    pass(throttle, 1);
  }

  @Test
  void a_short_wait_is_waited_out() {
    Throttle throttle = throttle(5, 100);
    throttle.closeFor(Duration.ofSeconds(2));
    CompletableFuture<Void> entering = entering(throttle, 1, Priority.LIVE);
    assertThat(entering).isNotDone();
    clock.advance(Duration.ofSeconds(2));
    await().untilAsserted(() -> assertThat(entering).isDone());
  }

  private Throttle throttle(int concurrency, int calls) {
    return new Throttle(
        new BusinessCentralSettings.Limits(concurrency, calls, true, 10), clock, PATIENCE);
  }

  private static void pass(Throttle throttle, int times) {
    for (int i = 0; i < times; i++) {
      throttle.enter(1, Priority.LIVE);
      throttle.leave(Priority.LIVE);
    }
  }

  private static CompletableFuture<Void> entering(
      Throttle throttle, int weight, Priority priority) {
    return CompletableFuture.runAsync(() -> throttle.enter(weight, priority));
  }
}
