package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.FaultCatalog.Kind;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refusals that come from what this org does not have (triggers, flows, sharing, a full disk), each
 * to be shown on demand: the fault's name is the constant's, in lower case with hyphens.
 */
enum VendorError {
  TRIGGER_FAILED(
      "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
      "Own_Trigger: execution of BeforeSave caused by: System.NullPointerException",
      Hits.RECORD),
  TRIGGER_LOCKED(
      "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
      "Own_Trigger: execution of AfterSave caused by: System.DmlException: Update failed. First"
          + " exception on row 0; first error: UNABLE_TO_LOCK_ROW, unable to obtain exclusive"
          + " access to this record",
      Hits.RECORD),
  FLOW_FAILED(
      "CANNOT_EXECUTE_FLOW_TRIGGER",
      "We can't save this record because the \"Own flow\" process failed.",
      Hits.RECORD),
  CROSS_REFERENCE_FORBIDDEN(
      "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
      "insufficient access rights on cross-reference id",
      Hits.RECORD),
  TYPE_ON_FIELD("INVALID_TYPE_ON_FIELD_IN_RECORD", "invalid type on field in record", Hits.RECORD),
  DEPENDENCY("DEPENDENCY_EXISTS", "The record is used by other records.", Hits.RECORD),
  CONVERTED_LEAD("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead", Hits.RECORD),
  TRANSFER_FORBIDDEN(
      "TRANSFER_REQUIRES_READ",
      "The new owner must have read permission on the record.",
      Hits.RECORD),
  STORAGE_FULL("STORAGE_LIMIT_EXCEEDED", "storage limit exceeded", Hits.RECORD),
  APEX_FAILED("APEX_ERROR", "System.LimitException: Apex CPU time limit exceeded", Hits.REQUEST),
  QUERY_SLOW("QUERY_TIMEOUT", "Your query request was running for too long.", Hits.QUERY),
  QUERY_METERED(
      "TXN_SECURITY_METERING_ERROR",
      "There was an issue evaluating a transaction security policy.",
      Hits.QUERY),
  REQUESTS_TOO_LONG(
      "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded.", Hits.REQUEST),
  API_OFF(
      "API_DISABLED_FOR_ORG", "API is not enabled for this Organization or Partner", Hits.REQUEST);

  /** What a refusal takes hold of. */
  private enum Hits {
    RECORD(Set.of("create", "update", "upsert", "delete", RowFaults.OPERATION)),
    REQUEST(Set.of()),
    QUERY(Set.of("query"));

    private final Set<String> operations;

    Hits(Set<String> operations) {
      this.operations = operations;
    }
  }

  private final String code;
  private final String text;
  private final Hits hits;

  VendorError(String code, String text, Hits hits) {
    this.code = code;
    this.text = text;
    this.hits = hits;
  }

  static List<Kind> kinds() {
    return Arrays.stream(values()).map(VendorError::kind).toList();
  }

  /** Empty where the fault is another. */
  static Optional<VendorError> of(String fault) {
    return Arrays.stream(values()).filter(error -> error.fault().equals(fault)).findFirst();
  }

  private String fault() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Kind kind() {
    String whole = hitsRecords() ? code + " for one record" : code;
    return Kind.ofRequests(fault(), whole).onlyOn(hits.operations);
  }

  boolean hitsRecords() {
    return hits == Hits.RECORD;
  }

  SalesforceError refusal() {
    return new SalesforceError(code, text);
  }

  SandboxResponse answer() {
    return Answers.error(refusal());
  }
}
