package io.fieldbridge.failure;

import java.time.Duration;

/** The other system asks us to slow down. Wait as told. */
public final class ThrottledException extends SyncException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public ThrottledException(Reason reason, Duration retryAfter) {
    super(reason, null);
    this.retryAfter = retryAfter;
  }

  /** How long to wait before anything is sent to that system again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
