package io.fieldbridge.inbox;

import java.util.Locale;

/** Where a message stands. */
public enum State {
  /** Stored, and delivered as soon as it is due and first of its key. */
  PENDING(true),
  /** Being delivered, until the lease ends. */
  CLAIMED(true),
  /** Tried, and tried again at a time or when a link appears. */
  WAITING(true),
  /** Waits for a person. */
  PARKED(true),
  /** A write may have taken effect; looked for at a time, or else a person has to. */
  IN_DOUBT(true),
  /** Took effect. */
  DELIVERED(false),
  /** Had nothing to do: an echo, filtered out, no difference. */
  SKIPPED(false),
  /** Went on in another message of the same record. */
  JOINED(false),
  /** Given up by a person. */
  DISCARDED(false),
  /** Settled by a person outside. */
  RESOLVED(false);

  private final boolean open;

  State(boolean open) {
    this.open = open;
  }

  /** Whether it still holds back its key. */
  public boolean isOpen() {
    return open;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static State of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
