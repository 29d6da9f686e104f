package io.fieldbridge.sandbox.salesforce.bulk;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that work off jobs; two, as the vendor works in parallel. */
final class Background implements AutoCloseable {

  private static final int THREADS = 2;
  private static final int PATIENCE_SECONDS = 10;

  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "bulk");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  void start(Runnable work, long afterMilliseconds) {
    threads.schedule(work, afterMilliseconds, TimeUnit.MILLISECONDS);
  }

  /** Drops what has not begun. */
  void forget() {
    threads.getQueue().clear();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
