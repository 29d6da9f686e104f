package io.fieldbridge.flow;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.Message;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** Tells whoever listens of each message that now needs a person. Thread-safe. */
final class ParkedNews {

  private final List<BiConsumer<Message, Reason>> listeners = new CopyOnWriteArrayList<>();

  void listen(BiConsumer<Message, Reason> listener) {
    listeners.add(listener);
  }

  void forget(BiConsumer<Message, Reason> listener) {
    listeners.remove(listener);
  }

  /** Call it when the message is stored as parked; listeners only take note and never fail. */
  void tell(Message message, Reason reason) {
    listeners.forEach(listener -> listener.accept(message, reason));
  }
}
