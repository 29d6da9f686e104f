package io.fieldbridge.sandbox.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** How often something can be asked per second, over several connections at the same time. */
final class Rate {

  private static final int CONNECTIONS = 4;
  private static final long WARM_UP_NANOS = 6_000_000_000L;
  private static final long MEASURED_NANOS = 3_000_000_000L;

  private Rate() {}

  /** Requests per second; {@code requests} is asked for each one anew. */
  static double of(int port, Supplier<byte[]> requests) {
    return run(port, requests, MEASURED_NANOS) * 1e9 / MEASURED_NANOS;
  }

  /** Asks for a while, so that what is measured afterwards is compiled. */
  static void warmUp(int port, Supplier<byte[]> requests) {
    run(port, requests, WARM_UP_NANOS);
  }

  private static long run(int port, Supplier<byte[]> requests, long nanos) {
    AtomicLong answered = new AtomicLong();
    long until = System.nanoTime() + nanos;
    List<Thread> threads = new ArrayList<>();
    for (int each = 0; each < CONNECTIONS; each++) {
      Thread thread = new Thread(() -> answered.addAndGet(ask(port, requests, until)));
      thread.start();
      threads.add(thread);
    }
    threads.forEach(Rate::join);
    return answered.get();
  }

  private static long ask(int port, Supplier<byte[]> requests, long until) {
    long count = 0;
    try (WireClient client = new WireClient(port)) {
      while (System.nanoTime() < until) {
        client.exchange(requests.get());
        count++;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return count;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
