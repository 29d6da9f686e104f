package io.fieldbridge.connector;

import java.util.function.Supplier;

/**
 * What is to be done right before a request leaves that must not be sent twice. Connectors make
 * requests wait for their turn, for long where many are waiting; what was known of the world before
 * need not hold any more by then. Bound to the calling thread.
 */
public final class Departure {

  private static final ThreadLocal<Runnable> BEFORE = new ThreadLocal<>();

  private Departure() {}

  /**
   * Makes a call to a connector, which may send several requests.
   *
   * @param before done before each that must not be sent twice; what it throws keeps the request
   *     from leaving and ends the call
   */
  public static <T> T preparedBy(Runnable before, Supplier<T> call) {
    BEFORE.set(before);
    try {
      return call.get();
    } finally {
      BEFORE.remove();
    }
  }

  /** To be called by connectors when nothing keeps such a request any more from leaving. */
  public static void isNow() {
    Runnable before = BEFORE.get();
    if (before != null) {
      before.run();
    }
  }
}
