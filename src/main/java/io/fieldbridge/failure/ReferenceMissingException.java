package io.fieldbridge.failure;

import io.fieldbridge.model.RecordRef;
import java.util.Optional;

/**
 * The record needs another one that is not linked or not there yet. The missing one is pulled into
 * its own flow where that is known, and this one waits for it.
 */
public final class ReferenceMissingException extends SyncException {

  private static final long serialVersionUID = 1L;

  private final String flow;
  private final transient RecordRef missing;
  private final boolean pulls;

  /**
   * @param flow the flow that would link the missing record, or the empty string
   * @param missing the record that has no link yet, or null where only its key is known
   */
  public ReferenceMissingException(Reason reason, String flow, RecordRef missing) {
    this(reason, flow, missing, true);
  }

  private ReferenceMissingException(Reason reason, String flow, RecordRef missing, boolean pulls) {
    super(reason, null);
    this.flow = flow;
    this.missing = missing;
    this.pulls = pulls;
  }

  /** The same where the missing one is not pulled: it has to come by itself. */
  public ReferenceMissingException waitingOnly(Reason reason) {
    return new ReferenceMissingException(reason, flow, missing, false);
  }

  /** Whether the missing record is brought into its own flow at once. */
  public boolean pulls() {
    return pulls;
  }

  public String flow() {
    return flow;
  }

  public Optional<RecordRef> missing() {
    return Optional.ofNullable(missing);
  }
}
