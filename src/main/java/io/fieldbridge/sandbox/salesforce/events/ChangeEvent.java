package io.fieldbridge.sandbox.salesforce.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What one commit did to records of one object.
 *
 * @param entity API name of the object
 * @param recordIds 18-character ids, more than one when the same change hit several records
 * @param changeType CREATE, UPDATE, DELETE, UNDELETE, one of these after {@code GAP_}, or
 *     GAP_OVERFLOW
 * @param changeOrigin e.g. {@code com/salesforce/api/rest/62.0;client=x}; null or empty where no
 *     API did it
 * @param transactionKey the same for all events of a transaction
 * @param sequenceNumber order inside the transaction, from 1
 * @param commitTimestamp milliseconds since 1970
 * @param commitNumber number of the commit
 * @param commitUser id of the user
 * @param values flat field names. CREATE and UNDELETE: the fields that are not empty; UPDATE: the
 *     changed fields, LastModifiedDate among them, an explicit null where one was cleared; else
 *     ignored and null at will. A long text that travels as a unified diff is an object {@code
 *     {"diff": text}}.
 */
public record ChangeEvent(
    String entity,
    List<String> recordIds,
    String changeType,
    String changeOrigin,
    String transactionKey,
    int sequenceNumber,
    long commitTimestamp,
    long commitNumber,
    String commitUser,
    ObjectNode values) {

  static final String GAP = "GAP_";
  static final String OVERFLOW = "GAP_OVERFLOW";
  private static final String NO_RECORD = "000000000000000AAA";

  /** The event that stands in its place when the vendor cannot give the values. */
  public ChangeEvent asGap() {
    return changeType.startsWith(GAP) ? this : headerOnly(recordIds, GAP + changeType);
  }

  /** The event that says: more changes of this object in this transaction than can be told. */
  public ChangeEvent asOverflow() {
    return headerOnly(List.of(NO_RECORD), OVERFLOW);
  }

  boolean isUpdate() {
    return changeType.equals("UPDATE");
  }

  boolean carriesValues() {
    return isUpdate() || changeType.equals("CREATE") || changeType.equals("UNDELETE");
  }

  boolean isEnriched() {
    return isUpdate() || changeType.equals("DELETE");
  }

  private ChangeEvent headerOnly(List<String> ids, String type) {
    return new ChangeEvent(
        entity,
        ids,
        type,
        changeOrigin,
        transactionKey,
        1,
        commitTimestamp,
        commitNumber,
        commitUser,
        null);
  }
}
