package io.fieldbridge.failure;

/**
 * A write was sent and its answer lost: it may have taken effect, or may do so yet. Settle, then
 * look; never send again before. Where looking does not tell, a person has to.
 */
public final class OutcomeUnknownException extends SyncException {

  private static final long serialVersionUID = 1L;

  private final boolean needsPerson;

  public OutcomeUnknownException(Reason reason) {
    this(reason, null);
  }

  public OutcomeUnknownException(Reason reason, Throwable cause) {
    super(reason, cause);
    this.needsPerson = false;
  }

  private OutcomeUnknownException(Reason reason, boolean needsPerson) {
    super(reason, null);
    this.needsPerson = needsPerson;
  }

  /** Looking does not tell whether it took effect. */
  public static OutcomeUnknownException forPerson(Reason reason) {
    return new OutcomeUnknownException(reason, true);
  }

  /** Whether only a person can say what became of it. */
  public boolean needsPerson() {
    return needsPerson;
  }
}
