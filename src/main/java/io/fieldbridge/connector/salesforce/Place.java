package io.fieldbridge.connector.salesforce;

import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.model.Change;
import java.util.List;

/** Where a run stands, as the sink holds it. Used by one thread. */
final class Place {

  private final ChangeFeed.Sink sink;
  private CapturePosition position;

  Place(ChangeFeed.Sink sink, CapturePosition from) {
    this.sink = sink;
    this.position = from;
  }

  CapturePosition position() {
    return position;
  }

  /** Moves on; the sink learns of it with what it takes next. */
  void to(CapturePosition reached) {
    position = reached;
  }

  /** Gives the sink changes that leave us where we stand. */
  void offer(List<Change> changes) {
    sink.accept(changes, position.text());
  }

  /** Moves on together with the changes. */
  void take(List<Change> changes, CapturePosition reached) {
    sink.accept(changes, reached.text());
    position = reached;
  }

  void store() {
    offer(List.of());
  }
}
