package io.fieldbridge.connector.salesforce;

import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * How far the event bus has been read.
 *
 * @param replayId the bus's own mark in base64; empty while there is none, and then what was
 *     written since {@code at} has to be read from the records
 * @param at until when all edits are told, UTC: when the last change told was committed, or when
 *     the records were last looked at and showed no other
 */
record CapturePosition(String replayId, Instant at) {

  private static final char SEPARATOR = '@';

  static CapturePosition since(Instant at) {
    return new CapturePosition("", at);
  }

  /**
   * @throws ContractException if the text is no position
   */
  static CapturePosition parse(String text) {
    int cut = text.indexOf(SEPARATOR);
    try {
      String replayId = text.substring(0, cut);
      Base64.getDecoder().decode(replayId);
      return new CapturePosition(replayId, Instant.parse(text.substring(cut + 1)));
    } catch (IndexOutOfBoundsException | IllegalArgumentException | DateTimeException e) {
      throw new ContractException(
          Reason.of(
              "position-unreadable",
              "'" + text + "' is no position of a Change Data Capture feed.",
              "Set the feed's position to @ and an instant such as @2026-01-31T00:00:00Z; what was"
                  + " written since is read then."),
          e);
    }
  }

  boolean replayable() {
    return !replayId.isEmpty();
  }

  byte[] replayBytes() {
    return Base64.getDecoder().decode(replayId);
  }

  /** This place without the bus's mark, reaching back far enough to miss nothing. */
  CapturePosition withoutReplay(Duration overlap) {
    return replayable() ? since(at.minus(overlap)) : this;
  }

  /** The same place, where all edits until then are known to be told. */
  CapturePosition toldUntil(Instant time) {
    return time.isAfter(at) ? new CapturePosition(replayId, time) : this;
  }

  String text() {
    return replayId + SEPARATOR + at;
  }
}
