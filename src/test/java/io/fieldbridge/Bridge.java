package io.fieldbridge;

import io.fieldbridge.demo.DaemonPlan;
import io.fieldbridge.demo.DemoSystems;
import io.fieldbridge.flow.Engine;
import io.fieldbridge.inbox.Backlog;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.inbox.State;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandbox;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings.Profile;
import io.fieldbridge.sandbox.salesforce.SalesforceSandbox;
import io.fieldbridge.sandbox.salesforce.SalesforceSandboxSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** Both sandboxes and the real daemon with the shipped routes and contracts, for flow tests. */
public final class Bridge implements AutoCloseable {

  private final SalesforceSandbox salesforce;
  private final BusinessCentralSandbox businessCentral;
  private final Path home;
  private final int port = freePort();
  private final Map<String, String> environment;
  private final InstantSource clock;
  private Daemon daemon;

  private Bridge(Path home, Map<String, String> extra) {
    this(home, extra, Profile.STANDARD, InstantSource.system());
  }

  private Bridge(Path home, Map<String, String> extra, Profile profile, InstantSource clock) {
    this.home = home;
    this.clock = clock;
    this.salesforce = SalesforceSandbox.start(SalesforceSandboxSettings.onPorts(0, 0));
    this.businessCentral =
        BusinessCentralSandbox.start(new BusinessCentralSandboxSettings(0, profile));
    this.environment = new TreeMap<>(DemoDaemon.environment(plan()));
    environment.putAll(extra);
  }

  /** Starts everything; each flow begins as its contract says. */
  public static Bridge asContractsSay(Path home) {
    Bridge bridge = new Bridge(home, Map.of());
    bridge.prepareHome();
    bridge.startDaemon();
    return bridge;
  }

  /** Starts everything with both flows live. */
  public static Bridge live(Path home, Map<String, String> extra) {
    return new Bridge(home, extra).live();
  }

  /** The same, by another clock than the true one. */
  static Bridge live(Path home, InstantSource clock) {
    return new Bridge(home, Map.of(), Profile.STANDARD, clock).live();
  }

  private Bridge live() {
    prepareHome();
    startDaemon();
    for (String flow : List.of("account-customer", "work-order-invoice")) {
      engine().state().modes().set(flow, FlowMode.LIVE, "test");
    }
    return this;
  }

  /** Starts everything where the company has our extension; flows go by the clock. */
  public static Bridge withExtension(Path home, InstantSource clock) {
    Bridge bridge = new Bridge(home, Map.of(), Profile.WITH_EXTENSION, clock);
    bridge.prepareHome();
    bridge.startDaemon();
    return bridge;
  }

  public void startDaemon() {
    launchDaemon();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(daemon.engine()::isListening);
  }

  /** Starts it and waits for nothing. */
  void launchDaemon() {
    daemon = Daemon.open(settings(), clock);
    daemon.start();
  }

  Settings settings() {
    return Settings.read(home, environment);
  }

  /** What the daemon's own HTTP server says. */
  public String daemonSays(String path) {
    return Wire.text(URI.create("http://127.0.0.1:" + port + path));
  }

  /** The messages that a person has to look at: parked, in doubt. */
  public List<Message> held() {
    return messages(MessageFilter.in(Set.of(State.PARKED, State.IN_DOUBT)));
  }

  /** Every message of the record that is not finished, reports apart. */
  public List<Message> open(String record) {
    return unfinished(record).stream().filter(message -> !isReport(message)).toList();
  }

  /** Every report to the record that is not finished. */
  public List<Message> openReports(String record) {
    return unfinished(record).stream().filter(Bridge::isReport).toList();
  }

  /** Waits until a feed has told to which record the part belongs. */
  public void awaitTold(RecordRef part, String root) {
    String sql = "select root from part_root where part = ?";
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                engine()
                    .state()
                    .store()
                    .first(sql, row -> row.text("root"), part)
                    .filter(root::equals)
                    .isPresent());
  }

  private static boolean isReport(Message message) {
    return message.flow().equals("report");
  }

  private List<Message> unfinished(String record) {
    Set<State> states =
        Set.of(State.PENDING, State.CLAIMED, State.WAITING, State.PARKED, State.IN_DOUBT);
    return messages(MessageFilter.in(states)).stream()
        .filter(message -> message.record().id().equals(record))
        .toList();
  }

  /** How many messages are not finished, reports included. */
  public long openMessages() {
    return engine().state().inbox().backlog().stream().mapToLong(Backlog::count).sum();
  }

  private List<Message> messages(MessageFilter filter) {
    return engine().state().inbox().list(filter, 0, 1000);
  }

  public void stopDaemon() {
    daemon.close();
  }

  public Engine engine() {
    return daemon.engine();
  }

  public Crm crm() {
    return new Crm(URI.create(salesforce.url()), "sales-demo");
  }

  public Accounts accounts() {
    return new Accounts(this);
  }

  public WorkOrders workOrders() {
    return new WorkOrders(this);
  }

  /** The commands as an operator of the running daemon types them. */
  public Commands commands() {
    return new Commands(home, port);
  }

  public FieldWork fieldWork() {
    return new FieldWork(new Crm(URI.create(salesforce.url()), "technician-demo"));
  }

  public Erp erp() {
    return new Erp(URI.create(businessCentral.apiRoot()), URI.create(businessCentral.tokenUrl()));
  }

  public URI daemonUrl() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public SandboxSwitches salesforceSandbox() {
    return new SandboxSwitches(URI.create(salesforce.url()));
  }

  public SandboxSwitches businessCentralSandbox() {
    return new SandboxSwitches(URI.create(businessCentral.url()));
  }

  @Override
  public void close() {
    daemon.close();
    businessCentral.close();
    salesforce.close();
  }

  private DaemonPlan plan() {
    DemoSystems systems =
        new DemoSystems(
            URI.create(salesforce.url()),
            URI.create(businessCentral.apiRoot()),
            URI.create(businessCentral.tokenUrl()),
            URI.create(businessCentral.url()),
            DemoSystems.COMPANY);
    return new DaemonPlan(home, port, systems, salesforce.pubSubPort());
  }

  private void prepareHome() {
    try {
      if (Files.notExists(home.resolve("routes"))) {
        Files.createSymbolicLink(home.resolve("routes"), Path.of("routes").toAbsolutePath());
      }
      if (Files.notExists(home.resolve("mappings"))) {
        Mappings.copiedTo(home);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
