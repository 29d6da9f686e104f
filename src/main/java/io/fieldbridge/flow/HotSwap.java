package io.fieldbridge.flow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches {@code routes/} and {@code mappings/} of a running daemon and swaps what changed, after a
 * check: looks once a second and acts when a file has rested for a second. Contracts come before
 * routes, so that a new flow can come in at once. Camel's own reload is not used: it loses
 * templated routes and resets the metrics.
 */
public final class HotSwap implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HotSwap.class);

  private final CamelContext camel;
  private final RouteFiles routes;
  private final ContractFiles contracts;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "hot swap");
            thread.setDaemon(true);
            return thread;
          });

  private HotSwap(CamelContext camel, RouteFiles routes, ContractFiles contracts) {
    this.camel = camel;
    this.routes = routes;
    this.contracts = contracts;
  }

  /**
   * Takes down what the folders hold now, just before or after Camel has loaded it.
   *
   * @param home holds {@code routes/} and {@code mappings/}, which may be symbolic links
   * @throws IOException when one of the folders cannot be read
   */
  public static HotSwap of(Path home, Engine engine, CamelContext camel, RouteChecker checker)
      throws IOException {
    return new HotSwap(
        camel,
        new RouteFiles(home.resolve("routes").toRealPath(), engine.intake(), checker),
        new ContractFiles(home.resolve("mappings").toRealPath(), engine));
  }

  /** Begins to look. Call it when Camel has started. */
  public void start() {
    looks.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  private void look() {
    CamelCall.failureOf(
            () -> {
              if (contracts.look()) {
                routes.lookAgainAtRefused();
              }
              routes.look(camel);
            })
        .ifPresent(
            failure ->
                LOG.error("routes/ and mappings/ could not be looked at; trying again", failure));
  }

  /** Returns when no swap is under way and none will begin. */
  @Override
  public void close() {
    looks.shutdown();
    try {
      if (!looks.awaitTermination(60, TimeUnit.SECONDS)) {
        LOG.warn("A swap of routes is still under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
