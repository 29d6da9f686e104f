package io.fieldbridge.store;

import io.fieldbridge.failure.Reason;

/** The database could not do what was asked. Whatever the unit of work had done is undone. */
public class StoreFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Reason reason;

  public StoreFailedException(Reason reason, Throwable cause) {
    super(reason.toString(), cause);
    this.reason = reason;
  }

  /** What happened and what to do about it. */
  public Reason reason() {
    return reason;
  }
}
