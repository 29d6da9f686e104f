package io.fieldbridge.inbox;

/**
 * The claim on a message ended before its verdict came: the lease ran out, or a person decided. The
 * unit of work must be undone; the message goes its way without it.
 */
public final class ClaimLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ClaimLostException(Message message) {
    super(
        "message %d of flow %s (%s) is no longer claimed by this delivery"
            .formatted(message.id(), message.flow(), message.record()));
  }
}
