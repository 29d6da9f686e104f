package io.fieldbridge.breaker;

import io.fieldbridge.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * Stops a flow that is about to change, block or delete more than a set share of its records. What
 * counts are different records whose other half is about to be written, by the time at which they
 * changed. A stop outlives the process and ends when a person releases the flow. Thread-safe.
 */
public final class Breaker {

  private final BreakerSettings settings;
  private final Store store;
  private final JdbcTouches stored;
  private final ToLongFunction<String> links;
  private final Map<String, Map<Deed, Tally>> tallies = new HashMap<>();
  private final Map<String, Stop> stops = new ConcurrentHashMap<>();
  private final Map<String, Instant> releases = new ConcurrentHashMap<>();

  /**
   * Takes up what an earlier process counted.
   *
   * @param links how many records of a flow both sides have
   */
  public Breaker(Store store, BreakerSettings settings, ToLongFunction<String> links) {
    this.settings = settings;
    this.store = store;
    this.stored = new JdbcTouches(store);
    this.links = links;
    stored.stops().forEach(stop -> stops.put(stop.flow(), stop));
    releases.putAll(stored.releases());
    stored.newestReceived().map(newest -> newest.minus(Tally.KEPT)).ifPresent(this::takeUp);
  }

  private void takeUp(Instant since) {
    stored.forgetBefore(since);
    stored.since(since).forEach(touch -> tally(touch).add(touch));
  }

  /**
   * Why a record may not be touched.
   *
   * @param isNew whether this very record stopped the flow
   */
  public record Refusal(Stop stop, boolean isNew) {}

  /** Whether the record may be touched, which counts it; if not, the flow is stopped by now. */
  public synchronized Optional<Refusal> admit(Touch touch) {
    Optional<Stop> stopped = stop(touch.flow());
    if (stopped.isPresent() || isReleased(touch)) {
      return stopped.map(stop -> new Refusal(stop, false));
    }
    Tally tally = tally(touch);
    long records =
        tally.tooMany(touch, settings.of(touch.flow()), () -> links.applyAsLong(touch.flow()));
    if (records == 0) {
      tally.add(touch);
      return Optional.empty();
    }
    Stop stop = new Stop(touch.flow(), touch.deed(), records, tally.linked(), store.now());
    store.inTransaction(
        () -> {
          stored.save(stop);
          stored.save(touch);
        });
    stops.put(touch.flow(), stop);
    return Optional.of(new Refusal(stop, true));
  }

  /** Whether a person let go what the flow received until then. */
  private boolean isReleased(Touch touch) {
    return !touch.receivedAt().isAfter(releases.getOrDefault(touch.flow(), Instant.MIN));
  }

  private Tally tally(Touch touch) {
    return tallies
        .computeIfAbsent(touch.flow(), flow -> new EnumMap<>(Deed.class))
        .computeIfAbsent(touch.deed(), deed -> new Tally());
  }

  /** Remembers what was admitted beyond the process. Joins the thread's transaction. */
  public void remember(Touch touch) {
    if (!isReleased(touch)) {
      store.inTransaction(() -> stored.save(touch));
    }
  }

  /** Why the flow delivers nothing; empty while it may. */
  public Optional<Stop> stop(String flow) {
    return Optional.ofNullable(stops.get(flow));
  }

  /** The newest records that a flow was stopped for; at most {@code limit}. */
  public List<Touch> examples(Stop stop, int limit) {
    return stored.newest(stop.flow(), stop.deed(), limit);
  }

  /**
   * A person lets the flow go on. What it has received until now counts no more, and neither does
   * what it receives for some time to come. Joins the thread's transaction.
   *
   * @param further how long after now, zero or more
   */
  public void release(String flow, Duration further, String by) {
    store.inTransaction(
        () -> {
          Instant until = store.now().plus(further);
          stored.release(flow, until, by);
          store.afterCommit(() -> released(flow, until));
        });
  }

  private synchronized void released(String flow, Instant until) {
    releases.put(flow, until);
    tallies.remove(flow);
    stops.remove(flow);
  }
}
