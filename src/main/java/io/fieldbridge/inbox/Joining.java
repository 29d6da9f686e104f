package io.fieldbridge.inbox;

/** Which message that has not been delivered yet a newer change goes into. */
public enum Joining {
  /** None: each change is delivered by itself. */
  NEVER,
  /** The one of the same record: for flows that carry state. */
  RECORD,
  /** The one of the same key and direction: for documents, which are read whole. */
  ROOT
}
