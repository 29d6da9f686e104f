package io.fieldbridge.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server on the loopback address with one {@link SandboxSystem} behind it and the admin
 * path {@code /sandbox/...} beside it. Requests run in parallel, one thread each.
 */
public final class SandboxServer implements AutoCloseable {

  static {
    // Without it each small answer waits for the client's delayed acknowledgement, some 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.idleInterval", "300");
  }

  private static final Logger LOG = LoggerFactory.getLogger(SandboxServer.class);
  private static final int BACKLOG = 512;

  private final SandboxSystem system;
  private final Clock clock;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool(SandboxServer::daemon);
  private final ScheduledThreadPoolExecutor later =
      new ScheduledThreadPoolExecutor(1, SandboxServer::daemon);
  private final RequestLog requests = new RequestLog();
  private final SandboxAdmin admin;

  private SandboxServer(int port, Faults faults, SandboxSystem system, Clock clock)
      throws IOException {
    this.system = system;
    this.clock = clock;
    this.admin = new SandboxAdmin(system, faults, requests, () -> later.getQueue().clear());
    this.http =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
    http.setExecutor(threads);
    http.createContext("/", this::exchange);
  }

  /**
   * Starts to listen; port 0 takes a free one.
   *
   * @throws UncheckedIOException where the port is in use
   */
  public static SandboxServer start(int port, Faults faults, SandboxSystem system, Clock clock) {
    try {
      SandboxServer server = new SandboxServer(port, faults, system, clock);
      server.http.start();
      return server;
    } catch (IOException busy) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, busy);
    }
  }

  /** The base address, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  @Override
  public void close() {
    later.shutdownNow();
    http.stop(0);
    threads.shutdownNow();
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      SandboxRequest request = Wire.read(exchange, system);
      if (request == null) {
        Wire.write(exchange, SandboxResponse.empty(413));
        return;
      }
      answer(exchange, request);
    }
  }

  private void answer(HttpExchange exchange, SandboxRequest request) throws IOException {
    boolean forAdmin = request.path().startsWith("/sandbox/");
    SandboxResponse response = forAdmin ? admin.handle(request) : guarded(request);
    if (!forAdmin) {
      requests.add(clock.instant(), request, response);
    }
    if (response.afterwards() != null) {
      later.schedule(
          () -> afterwards(request, response), response.delay().toMillis(), TimeUnit.MILLISECONDS);
    } else {
      Wire.forget(request);
    }
    if (response.status() != 0) {
      Wire.write(exchange, response);
    }
  }

  private static void afterwards(SandboxRequest request, SandboxResponse response) {
    response.afterwards().run();
    Wire.forget(request);
  }

  private SandboxResponse guarded(SandboxRequest request) {
    try {
      return system.handle(request);
    } catch (RuntimeException broken) {
      LOG.error("{} {} broke the simulator", request.method(), request.path(), broken);
      return system.broken(broken);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sandbox");
    thread.setDaemon(true);
    return thread;
  }
}
