package io.fieldbridge.failure;

/**
 * A write was sent and its answer lost: it may have taken effect, or may do so yet. Settle, then
 * look; never send again before.
 */
public final class OutcomeUnknownException extends SyncException {

  private static final long serialVersionUID = 1L;

  public OutcomeUnknownException(Reason reason) {
    this(reason, null);
  }

  public OutcomeUnknownException(Reason reason, Throwable cause) {
    super(reason, cause);
  }
}
