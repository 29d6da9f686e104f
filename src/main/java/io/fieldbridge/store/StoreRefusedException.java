package io.fieldbridge.store;

import io.fieldbridge.failure.Reason;

/** This database must not be used by this process as things are; the reason says what to do. */
public final class StoreRefusedException extends StoreFailedException {

  private static final long serialVersionUID = 1L;

  public StoreRefusedException(Reason reason) {
    this(reason, null);
  }

  public StoreRefusedException(Reason reason, Throwable cause) {
    super(reason, cause);
  }
}
