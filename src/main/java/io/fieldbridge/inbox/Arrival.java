package io.fieldbridge.inbox;

import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import java.time.Duration;

/**
 * A change on its way into a flow's inbox.
 *
 * @param flow the flow
 * @param direction {@code to-erp} or {@code to-crm}
 * @param record the record to deliver: the changed one, or the root of the document it belongs to
 * @param orderKey messages of one key take turns, in both directions; the key that {@link
 *     Inbox#rekey} has put in its place counts instead
 * @param change what the feed told
 * @param joining which undelivered message it goes into
 * @param settledAfter delivered no sooner than this after the newest change of its key
 */
public record Arrival(
    String flow,
    String direction,
    RecordRef record,
    String orderKey,
    Change change,
    Joining joining,
    Duration settledAfter) {

  /** How the keys of moments begin. */
  static final String MOMENT = "moment ";

  /** A change of a record of its own, to be joined with others of the record, due at once. */
  public static Arrival ofState(String flow, String direction, String orderKey, Change change) {
    return new Arrival(
        flow, direction, change.record(), orderKey, change, Joining.RECORD, Duration.ZERO);
  }

  /** A change of a document or a part of it, delivered once the document rests. */
  public static Arrival ofDocument(
      String flow, String direction, RecordRef root, Change change, Duration settledAfter) {
    return new Arrival(flow, direction, root, root.toString(), change, Joining.ROOT, settledAfter);
  }

  /**
   * A moment, the change's time, at which a record is to be looked at again. Each moment queues by
   * itself and holds nothing back; it is due at once, and whoever delivers it makes it wait.
   */
  public static Arrival ofMoment(String flow, String direction, Change change) {
    String key = MOMENT + change.at() + " " + change.record();
    return new Arrival(
        flow, direction, change.record(), key, change, Joining.RECORD, Duration.ZERO);
  }

  /** A change is named by its system and its own id. */
  String changeId() {
    return change.record().system() + " " + change.id();
  }
}
