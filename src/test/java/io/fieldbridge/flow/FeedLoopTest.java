package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.ThrottledException;
import io.fieldbridge.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A feed whose thread hangs is red within a minute of the moment it should have spoken. */
class FeedLoopTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final Instant started = Instant.parse("2026-03-01T08:00:00Z");
  private volatile Instant now = started;
  private final Polled feed = new Polled();
  private final FeedLoop loop =
      new FeedLoop(
          "business-central", feed, new State(Database.H2.shared()), change -> {}, () -> now);

  @AfterEach
  void stop() throws InterruptedException {
    loop.stop();
  }

  @Test
  void a_poll_that_never_returns_is_red_and_green_again_when_it_does() {
    loop.start();
    feed.polls.release();
    await().atMost(PATIENCE).until(() -> loop.status().lastSignOfLife().isPresent());

    now = started.plus(INTERVAL).plusSeconds(30);
    assertThat(isRed()).isFalse();
    now = started.plus(INTERVAL).plusSeconds(60);
    assertThat(isRed()).isTrue();

    feed.polls.release();
    await().atMost(PATIENCE).until(() -> !isRed());
  }

  @Test
  void a_deaf_source_is_red_until_it_tells_again_whatever_life_it_shows() {
    loop.start();
    await().atMost(PATIENCE).until(() -> feed.sink != null);

    feed.sink.deaf("no events");
    feed.sink.alive();
    assertThat(isRed()).isTrue();
    assertThat(loop.status().failure()).contains("no events");

    feed.sink.deaf("");
    assertThat(isRed()).isFalse();
  }

  @Test
  void a_source_that_asks_for_a_wait_is_left_alone_so_long_and_red_whatever_life_it_showed()
      throws InterruptedException {
    feed.refusal = throttled(Duration.ofMinutes(1));
    loop.start();
    feed.polls.release();
    await().atMost(PATIENCE).until(this::isRed);

    await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> isRed() && feed.runs == 1);

    loop.stop();
    assertThat(feed.runs).isEqualTo(1);
  }

  @Test
  void what_is_stored_in_a_run_that_fails_again_does_not_end_the_alarm() {
    feed.refusal = new IllegalStateException("refused");
    loop.start();
    feed.polls.release();
    await().atMost(PATIENCE).until(this::isRed);

    feed.sink.accept(List.of(), "here");
    assertThat(isRed()).isTrue();
    feed.sink.alive();
    assertThat(isRed()).isFalse();
  }

  private static ThrottledException throttled(Duration wait) {
    return new ThrottledException(Reason.of("limit", "Too much.", "Wait."), wait);
  }

  private boolean isRed() {
    return loop.status().red(now, started);
  }

  /** Polls as often as it is let. */
  private static final class Polled implements ChangeFeed {
    private final Semaphore polls = new Semaphore(0);
    private volatile Sink sink;
    private volatile RuntimeException refusal;
    private volatile int runs;

    @Override
    public String name() {
      return "polled";
    }

    @Override
    public Duration silenceLimit() {
      return INTERVAL.plus(GRACE);
    }

    @Override
    public void run(Optional<String> position, Sink told) throws InterruptedException {
      sink = told;
      runs++;
      while (true) {
        polls.acquire();
        told.alive();
        if (refusal != null) {
          throw refusal;
        }
      }
    }
  }
}
