package io.fieldbridge.flow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells whoever listens of what now needs a person. Thread-safe. */
final class ParkedNews {

  private final List<Consumer<News>> listeners = new CopyOnWriteArrayList<>();

  void listen(Consumer<News> listener) {
    listeners.add(listener);
  }

  void forget(Consumer<News> listener) {
    listeners.remove(listener);
  }

  /** Call it when the message is stored as parked; listeners only take note and never fail. */
  void tell(News news) {
    listeners.forEach(listener -> listener.accept(news));
  }
}
