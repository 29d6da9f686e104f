package io.fieldbridge.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A record as its system returned it.
 *
 * @param ref which record
 * @param version the vendor's version tag (etag, or SystemModstamp), or the empty string
 * @param modifiedAt when it was last written, UTC
 * @param modifiedBy the vendor's id of the last author, or the empty string
 * @param values the vendor's fields in the vendor's own JSON form; parents nested under their
 *     relationship name, children as arrays under theirs; decimals as {@link java.math.BigDecimal}
 */
public record RemoteRecord(
    RecordRef ref, String version, Instant modifiedAt, String modifiedBy, ObjectNode values) {

  /**
   * The record after a write. Writers may return only what was written; the rest is as it was.
   *
   * @param before the same record as it was read just before the write
   */
  public RemoteRecord over(RemoteRecord before) {
    if (values.size() >= before.values.size()) {
      return this;
    }
    ObjectNode whole = before.values.deepCopy();
    whole.setAll(values);
    return new RemoteRecord(ref, version, modifiedAt, modifiedBy, whole);
  }
}
