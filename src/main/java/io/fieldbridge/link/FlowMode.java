package io.fieldbridge.link;

/** What a flow may do. */
public enum FlowMode {
  /** Reads and matches, writes nothing. The mode of a new pair. */
  OBSERVE,
  /** Approved by a person; delivers. */
  LIVE,
  /** Takes changes in and delivers nothing until it goes on. */
  PAUSED,
  /** Neither takes in nor delivers. */
  OFF
}
