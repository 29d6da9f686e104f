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

  /**
   * @param flow the flow that would link the missing record, or the empty string
   * @param missing the record that has no link yet, or null where only its key is known
   */
  public ReferenceMissingException(Reason reason, String flow, RecordRef missing) {
    super(reason, null);
    this.flow = flow;
    this.missing = missing;
  }

  public String flow() {
    return flow;
  }

  public Optional<RecordRef> missing() {
    return Optional.ofNullable(missing);
  }
}
