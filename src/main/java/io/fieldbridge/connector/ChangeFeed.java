package io.fieldbridge.connector;

import io.fieldbridge.model.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where changes come from. Run by one thread at a time. */
public interface ChangeFeed {

  /** Names the feed for ever; its position is stored under this name. */
  String name();

  /** How much later than it should have spoken a feed is taken for stuck. */
  Duration GRACE = Duration.ofSeconds(45);

  /**
   * A feed that has shown no sign of life for this long is stuck: the longest time between two
   * signs of a healthy one, and {@link #GRACE}.
   */
  Duration silenceLimit();

  /**
   * Delivers changes in the source's order until the thread is interrupted. Breaks are mended
   * inside: a stream that ends is opened again from the last position that the sink took, a
   * position that the source no longer knows is answered by reading what changed since, never by
   * skipping.
   *
   * @param position where the sink last stood; empty for a first run, which starts at now
   * @throws io.fieldbridge.failure.SyncException when the feed cannot go on by itself; the caller
   *     waits and calls again
   */
  void run(Optional<String> position, Sink sink) throws InterruptedException;

  /** Takes what a feed tells. */
  interface Sink {

    /**
     * Stores the changes and the position after them in one transaction. Returns when they are
     * durable; whatever it throws, nothing was stored, and the feed must offer the same changes
     * again. Counts as a sign of life, but a failure stands until {@link #alive}.
     */
    void accept(List<Change> changes, String position);

    /** The source tells as it should, though it may have nothing to tell; ends a failure. */
    void alive();

    /**
     * The source has kept silent where it should have told something, whatever signs of life it
     * shows. Stands until taken back.
     *
     * @param why what was missed; empty when the source tells again
     */
    default void deaf(String why) {}
  }
}
