package io.fieldbridge.connector;

import java.util.Optional;

/**
 * On whose account the calling thread calls a remote system, so that {@link
 * ConnectorStatus#calls()} can tell what each flow costs. A call that serves several threads at
 * once goes to the account of the thread that sent it. Thread-safe.
 */
public final class CallPurpose {

  private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

  private CallPurpose() {}

  /** Until closed, calls of this thread count for the given purpose, for example a flow's name. */
  public static Scope of(String purpose) {
    String before = CURRENT.get();
    CURRENT.set(purpose);
    return () -> restore(before);
  }

  /** What the calling thread's calls count for, if it said so. */
  public static Optional<String> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  private static void restore(String before) {
    if (before == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(before);
    }
  }

  /** Ends the account; to be closed by the thread that opened it. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
