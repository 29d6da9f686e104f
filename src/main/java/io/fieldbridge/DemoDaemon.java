package io.fieldbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fieldbridge.demo.DaemonPlan;
import io.fieldbridge.demo.DemoOperator;
import io.fieldbridge.demo.ParkedMessage;
import io.fieldbridge.demo.RunningDaemon;
import io.fieldbridge.operator.CommandFailedException;
import io.fieldbridge.operator.ControlClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The daemon of the demo: the real one, led to the sandboxes, in a home folder of its own. */
final class DemoDaemon implements RunningDaemon, DemoOperator {

  private static final Duration FEEDS_WITHIN = Duration.ofSeconds(60);

  private final Daemon daemon;
  private final ControlClient control;

  private DemoDaemon(Daemon daemon, ControlClient control) {
    this.daemon = daemon;
    this.control = control;
  }

  /**
   * @param programHome where routes and mappings lie; the demo's home refers to them
   */
  static DemoDaemon start(Path programHome, DaemonPlan plan) {
    try {
      refer(programHome, plan.home());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The demo's folder " + plan.home() + " cannot be prepared: " + e.getMessage(), e);
    }
    Daemon daemon = Daemon.open(Settings.read(plan.home(), environment(plan)));
    daemon.start();
    awaitFeeds(daemon);
    return new DemoDaemon(daemon, new ControlClient(plan.home(), plan.port()));
  }

  private static void awaitFeeds(Daemon daemon) {
    try {
      if (!daemon.awaitFeeds(FEEDS_WITHIN)) {
        throw new CommandFailedException(
            "The daemon heard nothing from the sandboxes within "
                + FEEDS_WITHIN.toSeconds()
                + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("Interrupted while the daemon was starting");
    }
  }

  private static void refer(Path programHome, Path home) throws IOException {
    Files.createDirectories(home);
    for (String folder : List.of("routes", "mappings")) {
      Path link = home.resolve(folder);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, programHome.resolve(folder).toRealPath());
    }
  }

  /** What a real set-up writes into conf/application.properties and its environment. */
  static Map<String, String> environment(DaemonPlan plan) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("HTTP_PORT", Integer.toString(plan.port()));
    settings.put("SALESFORCE_LOGIN_URL", plan.systems().salesforce().toString());
    settings.put("SALESFORCE_CLIENT_ID", "fieldbridge-demo");
    settings.put("SALESFORCE_CLIENT_SECRET", "fieldbridge-demo-secret");
    settings.put("SALESFORCE_PUBSUB_HOST", "127.0.0.1");
    settings.put("SALESFORCE_PUBSUB_PORT", Integer.toString(plan.pubSubPort()));
    settings.put("SALESFORCE_PUBSUB_PLAIN_TEXT", "true");
    settings.put("SALESFORCE_POLL", "1s");
    settings.put("SALESFORCE_LONGEST_REQUEST", "2s");
    settings.put("BUSINESS_CENTRAL_API_ROOT", plan.systems().businessCentral().toString());
    settings.put("BUSINESS_CENTRAL_TOKEN_URL", plan.systems().businessCentralToken().toString());
    settings.put("BUSINESS_CENTRAL_TENANT", "demo.example");
    settings.put("BUSINESS_CENTRAL_ENVIRONMENT", "sandbox");
    settings.put("BUSINESS_CENTRAL_COMPANY", plan.systems().company());
    settings.put("BUSINESS_CENTRAL_CLIENT_ID", "fieldbridge-demo");
    settings.put("BUSINESS_CENTRAL_CLIENT_SECRET", "fieldbridge-demo-secret");
    settings.put("BUSINESS_CENTRAL_POLL", "500ms");
    settings.put("BUSINESS_CENTRAL_POLL_OVERLAP", "2s");
    settings.put("BUSINESS_CENTRAL_LONGEST_REQUEST", "2s");
    settings.put("BUSINESS_CENTRAL_CLOCK_TOLERANCE", "2s");
    settings.put("FLOW_WORK_ORDER_INVOICE_TARGET", "shipped-and-invoiced");
    Map<String, String> environment = new TreeMap<>();
    settings.forEach((key, value) -> environment.put("FIELDBRIDGE_" + key, value));
    return environment;
  }

  @Override
  public DemoOperator operator() {
    return this;
  }

  @Override
  public void approve(String flow) {
    control.post("approve/" + flow, JsonNodeFactory.instance.objectNode());
  }

  @Override
  public List<ParkedMessage> parked() {
    List<ParkedMessage> parked = new ArrayList<>();
    for (JsonNode message : control.get("parked")) {
      parked.add(
          new ParkedMessage(
              message.path("id").asText(),
              message.path("flow").asText(),
              message.path("record").asText().replaceFirst("^.*:", ""),
              message.path("code").asText(),
              message.path("text").asText()));
    }
    return parked;
  }

  @Override
  public void retry(String id) {
    JsonNode answer =
        control.post("messages/" + id + "/retry", JsonNodeFactory.instance.objectNode());
    if (answer.path("retried").asInt() != 1) {
      throw new CommandFailedException("Message " + id + " was not retried: " + answer);
    }
  }

  @Override
  public void close() {
    daemon.close();
  }
}
