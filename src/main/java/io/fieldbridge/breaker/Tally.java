package io.fieldbridge.breaker;

import io.fieldbridge.model.RecordRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The records that one flow lately changed, or took away. Guarded by its owner. */
final class Tally {

  /** How long a change may be late behind others and still be counted with those of its time. */
  static final Duration KEPT = Duration.ofDays(1);

  private static final int FRESH_FOR = 256;

  private final Map<RecordRef, Touch> touches = new LinkedHashMap<>();
  private Instant newest = Instant.EPOCH;
  private long linked;
  private int countedAgo = FRESH_FOR;

  void add(Touch touch) {
    touches.remove(touch.record());
    touches.put(touch.record(), touch);
    newest = touch.receivedAt().isAfter(newest) ? touch.receivedAt() : newest;
    forgetOld(newest.minus(KEPT));
  }

  private void forgetOld(Instant before) {
    Iterator<Touch> oldest = touches.values().iterator();
    while (oldest.hasNext() && oldest.next().receivedAt().isBefore(before)) {
      oldest.remove();
    }
  }

  /**
   * How many records there would be with this one, where that is too many; 0 where it is not.
   *
   * @param links how many records both sides have
   */
  long tooMany(Touch touch, FlowLimits limits, LongSupplier links) {
    Limit limit = limits.of(touch.deed());
    if (touches.size() + 1 < limit.least()) {
      return 0;
    }
    long records = 1 + others(touch, limits.window());
    if (countedAgo++ >= FRESH_FOR || limit.exceededBy(records, base(touch, records))) {
      linked = links.getAsLong();
      countedAgo = 0;
    }
    return limit.exceededBy(records, base(touch, records)) ? records : 0;
  }

  private long others(Touch touch, Duration window) {
    return touches.values().stream()
        .filter(other -> !other.record().equals(touch.record()))
        .filter(other -> other.within(window, touch.at()))
        .count();
  }

  /** Who was unlinked already was a record of the flow, too. */
  private long base(Touch touch, long records) {
    return touch.deed() == Deed.REMOVAL ? linked + records : linked;
  }

  long linked() {
    return linked;
  }
}
