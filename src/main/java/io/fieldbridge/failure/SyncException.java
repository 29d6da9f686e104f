package io.fieldbridge.failure;

/** A failure whose type is the decision. Translated from the wire once, in the connector. */
public abstract sealed class SyncException extends RuntimeException
    permits SystemUnavailableException,
        ThrottledException,
        ContendedException,
        ReferenceMissingException,
        RecordRejectedException,
        ContractException,
        OutcomeUnknownException {

  private static final long serialVersionUID = 1L;

  private final transient Reason reason;

  SyncException(Reason reason, Throwable cause) {
    super(reason.toString(), cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
