package io.fieldbridge.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;

/**
 * Writes records. A write whose answer is lost throws {@link
 * io.fieldbridge.failure.OutcomeUnknownException} and is never sent a second time from here, unless
 * a repetition cannot do harm (update by id to given values).
 */
public interface RecordWriter {

  /**
   * Creates a record with its lines in one call.
   *
   * @param values the vendor's fields in the order in which they are to be sent; nested arrays are
   *     lines
   * @return the record as the system now returns it, with fields that we did not send
   */
  RemoteRecord create(String object, ObjectNode values);

  /**
   * The same for a record that cannot carry our reference itself: where the system offers another
   * way to mark the record as the result of this very creation, it is marked so, for {@link Probe}.
   *
   * @param reference names this creation for ever; the same in {@link Probe.Creation}
   */
  default RemoteRecord create(String object, ObjectNode values, String reference) {
    return create(object, values);
  }

  /**
   * Sets fields of a record. Safe to repeat.
   *
   * @param version the version tag that must still hold, or the empty string for whatever is there
   * @return the record as the system now returns it
   */
  RemoteRecord update(RecordRef ref, String version, ObjectNode values);

  /**
   * Sets fields of a record, whatever is there, for callers that do not need the record afterwards.
   * Safe to repeat.
   */
  default void set(RecordRef ref, ObjectNode values) {
    update(ref, "", values);
  }

  /** Creates the record, or updates the one whose unique key field has this value. */
  RemoteRecord upsert(String object, String keyField, String key, ObjectNode values);

  /** Deletes a record, such as a line. Safe to repeat: one that is gone already is fine. */
  void delete(RecordRef ref);

  /** Runs a bound action such as {@code shipAndInvoice} on a record. Not safe to repeat. */
  void act(RecordRef ref, String version, String action);
}
