package io.fieldbridge.effect;

import io.fieldbridge.model.RecordRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The write-ahead record of one write.
 *
 * @param id names the effect
 * @param key what is to take effect once
 * @param generation 1, and one more each time the key was abandoned or deliberately done again
 * @param intent what is sent
 * @param progress how far it got
 */
public record Effect(long id, EffectKey key, int generation, Intent intent, Progress progress) {

  /** How far an effect got. */
  public enum State {
    /** Stored; the request has not left. */
    INTENDED,
    /** The request may have left; it may have taken effect or may do so yet. */
    SENT,
    /** It took effect. */
    CONFIRMED,
    /** A person has to find out whether it took effect. */
    IN_DOUBT,
    /** It did not take effect and never will. */
    ABANDONED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * @param target the record that took it, once confirmed
   * @param note why it was abandoned or is in doubt, or the empty string
   * @param intendedAt when the intent was stored
   * @param sentAt just before the last request left
   * @param settledAt when it was confirmed or abandoned
   */
  public record Progress(
      State state,
      Optional<RecordRef> target,
      String note,
      Instant intendedAt,
      Optional<Instant> sentAt,
      Optional<Instant> settledAt) {}

  public State state() {
    return progress.state();
  }

  /**
   * From when on what was sent has taken effect or never will; empty where it never left, or its
   * outcome is known.
   *
   * @param longestRequest how long a request may take in the system
   */
  public Optional<Instant> settledFrom(Duration longestRequest) {
    boolean mayBeOnItsWay = isOpen() && state() != State.INTENDED;
    return mayBeOnItsWay
        ? Optional.of(progress.sentAt().orElse(progress.intendedAt()).plus(longestRequest))
        : Optional.empty();
  }

  /** Whether its outcome is still to be settled. */
  public boolean isOpen() {
    return state() != State.CONFIRMED && state() != State.ABANDONED;
  }
}
