package io.fieldbridge.sandbox.salesforce.bulk;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A thread that does one piece of work after the other beside the one that needs them. */
final class Beside implements AutoCloseable {

  /** A piece of work that was started. */
  interface Work<T> {

    /** Waits for it; throws what it has thrown. */
    T get() throws IOException;
  }

  private final ExecutorService thread;

  Beside(String name) {
    thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread started = new Thread(work, name);
              started.setDaemon(true);
              return started;
            });
  }

  <T> Work<T> start(Callable<T> work) {
    Future<T> future = thread.submit(work);
    return () -> outcome(future);
  }

  private static <T> T outcome(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
