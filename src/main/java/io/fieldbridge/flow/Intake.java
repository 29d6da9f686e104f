package io.fieldbridge.flow;

import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.connector.Systems;
import io.fieldbridge.model.Change;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * All feeds of all systems. One subscription to a system serves every {@code sync:changes}
 * endpoint; what a batch holds for all of them is stored in one commit. Thread-safe.
 */
public final class Intake {

  /**
   * What the routes ask of a system.
   *
   * @param parts those of the objects that belong to bigger records
   */
  private record Asked(Set<String> objects, Set<String> parts) {}

  private final Systems systems;
  private final State state;
  private final InstantSource clock;
  private final List<ChangesConsumer> consumers = new CopyOnWriteArrayList<>();
  private final List<FeedLoop> loops = new ArrayList<>();
  private final Map<String, Asked> told = new HashMap<>();
  private boolean started;
  private final ReentrantReadWriteLock swap = new ReentrantReadWriteLock();

  Intake(Systems systems, State state, InstantSource clock) {
    this.systems = systems;
    this.state = state;
    this.clock = clock;
  }

  void add(ChangesConsumer consumer) {
    consumers.add(consumer);
  }

  void remove(ChangesConsumer consumer) {
    consumers.remove(consumer);
  }

  /**
   * Opens the feeds of every object that a route asked for. Call it when all routes stand, and
   * again if it failed half-way.
   */
  public synchronized void start() {
    for (Connector connector : systems.all()) {
      close(connector.system());
      open(connector, asked(connector.system()));
    }
    started = true;
  }

  /**
   * Opens the feeds of a system anew where its routes now ask for other objects; each goes on from
   * its stored position. Does nothing before the start.
   */
  public synchronized void reopen() {
    if (!started) {
      return;
    }
    for (Connector connector : systems.all()) {
      Asked asked = asked(connector.system());
      if (!asked.equals(told.get(connector.system()))) {
        close(connector.system());
        open(connector, asked);
      }
    }
  }

  /** Closes every feed; returns when none stores anything any more. */
  public synchronized void stop() throws InterruptedException {
    for (FeedLoop loop : loops) {
      loop.stop();
    }
    loops.clear();
    started = false;
  }

  /** Runs the action while no change comes in, so that none falls between two routes. */
  public void holdWhile(Runnable action) {
    swap.writeLock().lock();
    try {
      action.run();
    } finally {
      swap.writeLock().unlock();
    }
  }

  public synchronized List<FeedStatus> status() {
    return loops.stream().map(FeedLoop::status).toList();
  }

  private void open(Connector connector, Asked asked) {
    told.put(connector.system(), asked);
    if (!asked.objects().isEmpty()) {
      connector
          .feeds(asked.objects(), asked.parts())
          .forEach(feed -> open(connector.system(), feed));
    }
  }

  private void close(String system) {
    List<FeedLoop> closing =
        loops.stream().filter(loop -> loop.status().system().equals(system)).toList();
    try {
      for (FeedLoop loop : closing) {
        loop.stop();
        loops.remove(loop);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the feeds of " + system + " closed", e);
    }
  }

  private void open(String system, ChangeFeed feed) {
    FeedLoop loop = new FeedLoop(system, feed, state, this::take, clock);
    loops.add(loop);
    loop.start();
  }

  private Asked asked(String system) {
    Asked asked = new Asked(new TreeSet<>(), new TreeSet<>());
    for (ChangesConsumer consumer : consumers) {
      if (consumer.system().equals(system)) {
        asked.objects().add(consumer.object());
        if (consumer.rootField().isPresent()) {
          asked.parts().add(consumer.object());
        }
      }
    }
    return asked;
  }

  private void take(Change change) {
    swap.readLock().lock();
    try {
      Map<String, Optional<String>> former = new HashMap<>();
      for (ChangesConsumer consumer : consumers) {
        if (consumer.system().equals(change.record().system())
            && consumer.object().equals(change.record().object())) {
          offer(consumer, change, former);
        }
      }
    } finally {
      swap.readLock().unlock();
    }
  }

  /**
   * @param former the record that a part belonged to before, by the field that names it, for that
   *     is noted once for all consumers
   */
  private void offer(
      ChangesConsumer consumer, Change change, Map<String, Optional<String>> former) {
    Optional<String> left =
        consumer
            .rootField()
            .flatMap(
                field ->
                    former.computeIfAbsent(field, name -> state.partRoots().former(change, name)));
    CamelCall.failureOf(() -> consumer.take(change, left))
        .ifPresent(
            failure -> {
              throw new IntakeException(consumer.getRoute().getRouteId(), change, failure);
            });
  }
}
