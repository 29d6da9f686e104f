package io.fieldbridge.failure;

/** The target refuses this record for what it says. Park it: a person has to repair it. */
public final class RecordRejectedException extends SyncException {

  private static final long serialVersionUID = 1L;

  public RecordRejectedException(Reason reason) {
    this(reason, null);
  }

  public RecordRejectedException(Reason reason, Throwable cause) {
    super(reason, cause);
  }
}
