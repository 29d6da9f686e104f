package io.fieldbridge.failure;

/** Somebody else had the record: a row lock or a stale version. Read again and try again. */
public final class ContendedException extends SyncException {

  private static final long serialVersionUID = 1L;

  public ContendedException(Reason reason) {
    this(reason, null);
  }

  public ContendedException(Reason reason, Throwable cause) {
    super(reason, cause);
  }
}
