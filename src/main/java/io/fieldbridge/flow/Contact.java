package io.fieldbridge.flow;

import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.connector.Systems;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.link.PairIdentity;
import io.fieldbridge.store.StoreFailedException;
import io.fieldbridge.store.StoreRefusedException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * First contact after a start: nothing is taken in and nothing delivered before both systems have
 * said who they are, and are those that the database belongs to. A system that is away is asked
 * again; the daemon is up meanwhile, and red.
 */
final class Contact {

  private static final Logger LOG = LoggerFactory.getLogger(Contact.class);
  private static final Duration WAIT_FIRST = Duration.ofMillis(500);
  private static final Duration WAIT_LONGEST = Duration.ofSeconds(30);

  private final Systems systems;
  private final PairIdentity pair;
  private final Runnable made;
  private final CompletableFuture<Void> refused = new CompletableFuture<>();
  private final Object storing = new Object();
  private volatile FeedStatus status = red("", "no system has answered yet");
  private volatile boolean stopping;
  private final Thread thread = new Thread(this::run, "contact");

  /**
   * @param made runs when both systems are known, and again after each time that it failed
   */
  Contact(Systems systems, PairIdentity pair, Runnable made) {
    this.systems = systems;
    this.pair = pair;
    this.made = made;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Never interrupts a write: that would close the file of an embedded database. */
  void stop() throws InterruptedException {
    stopping = true;
    synchronized (storing) {
      thread.interrupt();
    }
    thread.join();
  }

  /** Completes exceptionally when the systems are not those that the database belongs to. */
  CompletableFuture<Void> refused() {
    return refused;
  }

  /** How it fares until it is made: as a feed that is red. */
  FeedStatus status() {
    return status;
  }

  private void run() {
    try {
      for (Connector connector : systems.all()) {
        insist(connector.system(), connector.system(), () -> bind(identity(connector)));
      }
      insist("What a feed is to tell of", "", made::run);
    } catch (StoreRefusedException e) {
      LOG.error("{}", e.getMessage());
      refused.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void bind(Map<String, String> identity) throws InterruptedException {
    synchronized (storing) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      pair.bind(identity);
    }
  }

  private static Map<String, String> identity(Connector connector) {
    Map<String, String> named = new TreeMap<>();
    connector
        .identity()
        .parts()
        .forEach((part, value) -> named.put(connector.system() + "." + part, value));
    return named;
  }

  /** Tries until it succeeds, with growing pauses, whatever it fails with. */
  private void insist(String what, String system, Step step) throws InterruptedException {
    for (Duration wait = WAIT_FIRST; !isTaken(what, system, step); wait = longer(wait)) {
      if (stopping) {
        throw new InterruptedException();
      }
      Thread.sleep(wait.toMillis());
    }
  }

  private boolean isTaken(String what, String system, Step step) throws InterruptedException {
    try {
      step.take();
      return true;
    } catch (StoreRefusedException e) {
      throw e;
    } catch (SyncException | StoreFailedException away) {
      status = red(system, what + " cannot be reached yet: " + away.getMessage());
      LOG.warn("{} cannot be reached yet: {}", what, away.getMessage());
    } catch (RuntimeException unforeseen) {
      status = red(system, what + " cannot be reached for an error of ours: " + unforeseen);
      LOG.error("{} cannot be reached for an error of ours; it is tried again", what, unforeseen);
    }
    return false;
  }

  private static Duration longer(Duration wait) {
    Duration next = wait.multipliedBy(2);
    return next.compareTo(WAIT_LONGEST) > 0 ? WAIT_LONGEST : next;
  }

  private static FeedStatus red(String system, String why) {
    return new FeedStatus("contact", system, Optional.empty(), Duration.ZERO, Optional.of(why));
  }

  /** One thing that has to succeed. */
  private interface Step {
    void take() throws InterruptedException;
  }
}
