package io.fieldbridge.flow;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.Message;

/**
 * Something that a person has to see to.
 *
 * @param message the message that it became known by
 * @param look the command that shows more
 */
record News(Message message, Reason reason, String look) {

  private static final int TEXT_MAX = 1500;

  /** A message that is parked or in doubt. */
  static News parked(Message message, Reason reason) {
    return new News(message, reason, "show " + message.id());
  }

  /** A whole flow that delivers nothing any more. */
  static News stopped(Message message, Reason reason) {
    return new News(message, reason, "release " + message.flow());
  }

  String text() {
    String text =
        "FieldBridge needs a person: message %d of flow %s (%s). %s Look: ./fieldbridge %s"
            .formatted(message.id(), message.flow(), message.record(), reason, look);
    return text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) + "..." : text;
  }
}
