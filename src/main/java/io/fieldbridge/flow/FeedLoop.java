package io.fieldbridge.flow;

import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.failure.ThrottledException;
import io.fieldbridge.model.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one feed for ever on its own thread. Changes and position are stored in one transaction; a
 * feed that fails stands still, waits and goes on where it stood.
 */
final class FeedLoop implements ChangeFeed.Sink {

  private static final Logger LOG = LoggerFactory.getLogger(FeedLoop.class);
  private static final Duration WAIT_FIRST = Duration.ofMillis(500);
  private static final Duration WAIT_LONGEST = Duration.ofSeconds(30);

  private final String system;
  private final ChangeFeed feed;
  private final State state;
  private final Consumer<Change> intake;
  private final InstantSource clock;
  private final Thread thread;
  private final ReentrantLock storing = new ReentrantLock();
  private boolean stopping;
  private volatile Instant lastSignOfLife;
  private volatile String failure;
  private volatile String deaf = "";
  private Duration wait = WAIT_FIRST;

  FeedLoop(
      String system, ChangeFeed feed, State state, Consumer<Change> intake, InstantSource clock) {
    this.system = system;
    this.feed = feed;
    this.state = state;
    this.intake = intake;
    this.clock = clock;
    this.thread = new Thread(this::run, "feed " + feed.name());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Returns when the feed has come to rest; what it had not stored is offered again. The thread is
   * never interrupted while it stores: an interrupted write closes the file of an embedded
   * database.
   */
  void stop() throws InterruptedException {
    storing.lock();
    try {
      stopping = true;
      thread.interrupt();
    } finally {
      storing.unlock();
    }
    thread.join();
  }

  FeedStatus status() {
    return new FeedStatus(
        feed.name(),
        system,
        Optional.ofNullable(lastSignOfLife),
        feed.silenceLimit(),
        Optional.ofNullable(failure).or(() -> Optional.of(deaf).filter(why -> !why.isEmpty())));
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          feed.run(position(), this);
        } catch (RuntimeException e) {
          endWhenStopping();
          standStill(e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void endWhenStopping() throws InterruptedException {
    storing.lock();
    try {
      if (stopping) {
        throw new InterruptedException();
      }
    } finally {
      storing.unlock();
    }
  }

  private Optional<String> position() throws InterruptedException {
    storing.lock();
    try {
      endWhenStopping();
      return state.inbox().position(feed.name());
    } finally {
      storing.unlock();
    }
  }

  private void standStill(RuntimeException e) throws InterruptedException {
    failure = String.valueOf(e.getMessage());
    long pause = pause(e).toMillis();
    LOG.warn("Feed {} stands still and goes on in {} ms: {}", feed.name(), pause, failure);
    LOG.debug("Cause", e);
    Thread.sleep(pause);
    wait = wait.multipliedBy(2).compareTo(WAIT_LONGEST) > 0 ? WAIT_LONGEST : wait.multipliedBy(2);
  }

  private Duration pause(RuntimeException e) {
    return e instanceof ThrottledException throttled && throttled.retryAfter().compareTo(wait) > 0
        ? throttled.retryAfter()
        : wait;
  }

  @Override
  public void accept(List<Change> changes, String position) {
    storing.lock();
    try {
      if (stopping) {
        throw new IllegalStateException("Feed " + feed.name() + " is being stopped");
      }
      store(changes, position);
    } finally {
      storing.unlock();
    }
    lastSignOfLife = clock.instant();
  }

  private void store(List<Change> changes, String position) {
    state
        .store()
        .inTransaction(
            () -> {
              changes.forEach(intake);
              state.inbox().savePosition(feed.name(), position);
            });
  }

  @Override
  public void deaf(String why) {
    if (!why.equals(deaf)) {
      LOG.warn("Feed {}: {}", feed.name(), why.isEmpty() ? "it tells again" : why);
    }
    deaf = why;
  }

  @Override
  public void alive() {
    lastSignOfLife = clock.instant();
    failure = null;
    wait = WAIT_FIRST;
  }
}
