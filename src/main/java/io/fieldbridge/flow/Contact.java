package io.fieldbridge.flow;

import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.Systems;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.link.PairIdentity;
import io.fieldbridge.store.StoreFailedException;
import io.fieldbridge.store.StoreRefusedException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * First contact after a start: nothing is taken in and nothing delivered before both systems have
 * said who they are, and are those that the database belongs to. A system that is away is asked
 * again; the daemon is up meanwhile.
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
  private final Thread thread = new Thread(this::run, "contact");

  /**
   * @param made runs once, when both systems are known
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
    synchronized (storing) {
      thread.interrupt();
    }
    thread.join();
  }

  /** Completes exceptionally when the systems are not those that the database belongs to. */
  CompletableFuture<Void> refused() {
    return refused;
  }

  private void run() {
    try {
      for (Connector connector : systems.all()) {
        bind(reached(connector.system(), () -> identity(connector)));
      }
      reached(
          "What a feed is to tell of",
          () -> {
            made.run();
            return true;
          });
    } catch (StoreRefusedException e) {
      LOG.error("{}", e.getMessage());
      refused.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration pause(Duration wait) throws InterruptedException {
    Thread.sleep(wait.toMillis());
    Duration next = wait.multipliedBy(2);
    return next.compareTo(WAIT_LONGEST) > 0 ? WAIT_LONGEST : next;
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

  /** Asks until there is an answer, with growing pauses. */
  private static <T> T reached(String what, Supplier<T> question) throws InterruptedException {
    Duration wait = WAIT_FIRST;
    while (true) {
      try {
        return question.get();
      } catch (StoreRefusedException refused) {
        throw refused;
      } catch (SyncException | StoreFailedException away) {
        LOG.warn("{} cannot be reached yet: {}", what, away.getMessage());
      }
      wait = pause(wait);
    }
  }
}
