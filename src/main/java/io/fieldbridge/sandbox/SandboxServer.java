package io.fieldbridge.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fieldbridge.sandbox.SandboxResponse.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private final Faults faults;
  private final Clock clock;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool(SandboxServer::daemon);
  private final ScheduledThreadPoolExecutor later =
      new ScheduledThreadPoolExecutor(1, SandboxServer::daemon);
  private final RequestLog requests = new RequestLog();
  private final ScenarioPlayer player;
  private final SandboxAdmin admin;
  private final SandboxPage page;
  private final List<DataFile> data = new CopyOnWriteArrayList<>();

  private SandboxServer(int port, Faults faults, SandboxSystem system, Clock clock)
      throws IOException {
    this.system = system;
    this.clock = clock;
    this.faults = faults;
    this.player = new ScenarioPlayer(system, faults, later);
    this.admin = new SandboxAdmin(system, faults, requests, player, this::reset);
    this.page = new SandboxPage(system, faults, requests);
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

  /**
   * Creates the records that a file has for this system, now and again after each reset; gives
   * their number.
   *
   * @throws IllegalArgumentException with file and line, where the vendor's rules refuse one
   */
  public int load(DataFile file) {
    int count = DataLoader.load(file, system);
    data.add(file);
    return count;
  }

  /**
   * Starts the steps that a scenario has for this system.
   *
   * @throws IllegalArgumentException with file and line, where a step cannot be done
   */
  public void play(Scenario scenario) {
    player.start(scenario);
  }

  /** Forgets everything, seeds the demo data again and loads what was loaded. */
  public void reset() {
    player.stop();
    later.getQueue().clear();
    faults.disarmAll(system);
    system.reset();
    data.forEach(file -> DataLoader.load(file, system));
    requests.clear();
  }

  @Override
  public void close() {
    faults.clear();
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
    boolean forPeople = request.path().equals("/") || request.path().startsWith("/sandbox/");
    SandboxResponse response = forPeople ? forPeople(request) : logged(request);
    Ending ending = response.ending();
    if (ending.afterwards() != null) {
      later.schedule(
          () -> afterwards(request, ending), ending.delay().toMillis(), TimeUnit.MILLISECONDS);
    } else {
      Wire.forget(request);
    }
    if (ending.how() == Ending.How.RESET) {
      Connections.resetOnClose(exchange);
    } else if (ending.how() != Ending.How.CLOSED) {
      Wire.write(exchange, response);
    }
  }

  private SandboxResponse logged(SandboxRequest request) throws IOException {
    byte[] asked = RequestLog.beginning(request);
    SandboxResponse response = guarded(request);
    return requests.add(clock.instant(), request, asked, response);
  }

  private static void afterwards(SandboxRequest request, Ending ending) {
    ending.afterwards().run();
    Wire.forget(request);
  }

  private SandboxResponse forPeople(SandboxRequest request) {
    Optional<String> origin = request.header("Origin");
    String own = "http://" + request.header("Host").orElse("");
    if (!request.method().equals("GET") && origin.isPresent() && !origin.get().equals(own)) {
      return SandboxResponse.text(
          403, "text/plain", "Refused: this call comes from a page of " + origin.get());
    }
    boolean seen = request.path().equals("/") || request.path().startsWith(SandboxPage.BELOW);
    return seen ? page.handle(request) : admin.handle(request);
  }

  private SandboxResponse guarded(SandboxRequest request) {
    player.arrived();
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
