package io.fieldbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fieldbridge.demo.DaemonPlan;
import io.fieldbridge.demo.DemoSystems;
import io.fieldbridge.operator.CommandFailedException;
import io.fieldbridge.operator.ControlClient;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandbox;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings;
import io.fieldbridge.sandbox.salesforce.SalesforceSandbox;
import io.fieldbridge.sandbox.salesforce.SalesforceSandboxSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Both sandboxes in this process and the daemon in one of its own, which can be killed. */
final class KillRig implements AutoCloseable {

  private static final Duration UP_WITHIN = Duration.ofSeconds(60);

  private final SalesforceSandbox salesforce =
      SalesforceSandbox.start(SalesforceSandboxSettings.onPorts(0, 0));
  private final BusinessCentralSandbox businessCentral =
      BusinessCentralSandbox.start(
          new BusinessCentralSandboxSettings(0, BusinessCentralSandboxSettings.Profile.STANDARD));
  private final Path home;
  private final int port = freePort();
  private final ControlClient control;
  private Process daemon;

  private KillRig(Path home) {
    this.home = home;
    this.control = new ControlClient(home, port);
  }

  /** Starts everything with both flows live. */
  static KillRig start(Path home) throws IOException {
    KillRig rig = new KillRig(home);
    empty(home);
    for (String folder : List.of("routes", "mappings")) {
      Files.createSymbolicLink(home.resolve(folder), Path.of(folder).toAbsolutePath());
    }
    rig.startDaemon();
    rig.awaitListening();
    for (String flow : List.of("account-customer", "work-order-invoice")) {
      rig.control.post("approve/" + flow, JsonNodeFactory.instance.objectNode());
    }
    return rig;
  }

  private static void empty(Path home) throws IOException {
    Files.createDirectories(home);
    List<Path> old;
    try (Stream<Path> tree = Files.walk(home)) {
      old = tree.filter(path -> !path.equals(home)).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : old) {
      Files.delete(path);
    }
  }

  /** Returns at once; the process is on its way up. */
  void startDaemon() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + System.getProperty("kill.heap", "256m"));
    command.add("-Dlogback.configurationFile=" + Path.of("conf/logback.xml").toAbsolutePath());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.fieldbridge.FieldBridge", "run", "--home", home.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(DemoDaemon.environment(plan()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    daemon = builder.start();
  }

  /** SIGKILL: the process gets no chance to end anything. */
  void kill() {
    daemon.destroyForcibly().onExit().join();
  }

  /** Waits until every feed has spoken; what happens in between is told nevertheless. */
  void awaitListening() {
    Awaitility.await()
        .atMost(UP_WITHIN)
        .until(
            () -> {
              JsonNode status = status();
              return !status.path("feeds").isEmpty()
                  && !status.findValues("lastSignOfLife").isEmpty()
                  && status.findValues("lastSignOfLife").size() == status.path("feeds").size();
            });
  }

  /** What {@code status} says; an empty node while the daemon is not up. */
  JsonNode status() {
    return answerOf("status");
  }

  JsonNode parked() {
    return answerOf("parked");
  }

  JsonNode timeline(String record) {
    return answerOf("timeline?record=" + record);
  }

  private JsonNode answerOf(String path) {
    try {
      return control.get(path);
    } catch (CommandFailedException away) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  Crm crm(String user) {
    return new Crm(URI.create(salesforce.url()), user);
  }

  Erp erp() {
    return new Erp(URI.create(businessCentral.apiRoot()), URI.create(businessCentral.tokenUrl()));
  }

  /** The records of Salesforce as they lie there. */
  JsonNode crmRecords(String object) {
    return admin("GET", salesforce.url() + "/sandbox/records/" + object, "");
  }

  /** The records of Business Central as they lie there. */
  JsonNode erpRecords(String set) {
    return admin("GET", businessCentral.url() + "/sandbox/records/" + set, "");
  }

  void salesforceFault(String json) {
    admin("POST", salesforce.url() + "/sandbox/faults", json);
  }

  void businessCentralFault(String json) {
    admin("POST", businessCentral.url() + "/sandbox/faults", json);
  }

  /** Those that have not shown yet. */
  JsonNode businessCentralFaults() {
    return admin("GET", businessCentral.url() + "/sandbox/faults", "");
  }

  JsonNode salesforceFaults() {
    return admin("GET", salesforce.url() + "/sandbox/faults", "");
  }

  void clearFaults() {
    admin("DELETE", salesforce.url() + "/sandbox/faults", "");
    admin("DELETE", businessCentral.url() + "/sandbox/faults", "");
  }

  Path log() {
    return home.resolve("daemon.log");
  }

  @Override
  public void close() {
    kill();
    businessCentral.close();
    salesforce.close();
  }

  private static JsonNode admin(String method, String url, String json) {
    return Wire.call(method, URI.create(url), "none", json.replace('\'', '"'));
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

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
