package io.fieldbridge.flow;

import io.fieldbridge.inbox.Message;

/** One delivery of a message, which may be claimed again before the thread of the last one ends. */
record Claim(long message, int number) {

  static Claim of(Message message) {
    return new Claim(message.id(), message.progress().claim());
  }
}
