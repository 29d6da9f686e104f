package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The daemon in a process of its own, which can be killed, and its control port. */
public final class DaemonProcess implements AutoCloseable {

  private static final Duration UP_WITHIN = Duration.ofMinutes(4);
  private static final List<String> FLOWS = List.of("account-customer", "work-order-invoice");

  private final List<String> command;
  private final Map<String, String> environment;
  private final Path home;
  private final String control;
  private Process process;

  DaemonProcess(List<String> command, Map<String, String> environment, Path home, int port) {
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.home = home;
    this.control = "http://127.0.0.1:" + port + "/control/";
  }

  /** Returns at once; the process is on its way up. */
  public void start() {
    process = Processes.start(command, environment, log());
  }

  /** A process that is killed so many milliseconds after it has begun with its database. */
  void startAndDie(BooleanSupplier begun, int milliseconds) {
    start();
    if (!Insistence.await(UP_WITHIN, begun)) {
      throw new ProofException("The daemon did not begin within 4 minutes; see " + log());
    }
    Insistence.pause(milliseconds);
    kill();
  }

  /** SIGKILL: the process gets no chance to end anything. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Waits until every feed has spoken and lets both flows go live. */
  void golive() {
    if (!Insistence.await(UP_WITHIN, this::isListening)) {
      throw new ProofException("The daemon heard nothing within 4 minutes; see " + log());
    }
    for (String flow : FLOWS) {
      client().send("POST", control + "approve/" + flow, Map.of());
    }
  }

  /** What happened while the daemon was away is told nevertheless; this waits for its port only. */
  public boolean awaitUp() {
    return Insistence.await(UP_WITHIN, () -> !status().isEmpty());
  }

  private boolean isListening() {
    if (!process.isAlive()) {
      throw new ProofException("The daemon ended by itself; see " + log());
    }
    JsonNode status = status();
    int spoken = status.findValues("lastSignOfLife").size();
    return spoken > 0 && spoken == status.path("feeds").size();
  }

  /** What {@code status} says; an empty node while the daemon is not up. */
  public JsonNode status() {
    return answer("status");
  }

  /** The messages that wait for a person; an empty node while the daemon is not up. */
  public JsonNode held() {
    return answer("parked");
  }

  /** A person gives a message up. */
  void discard(JsonNode message) {
    String path = "messages/" + message.path("id").asText() + "/discard";
    client().send("POST", control + path, Map.of("reason", "the run is over"));
  }

  /** The journal of a record. */
  JsonNode timeline(String record) {
    return answer("timeline?record=" + Http.encoded(record));
  }

  private JsonNode answer(String path) {
    try {
      return client().get(control + path);
    } catch (NoAnswerException | RefusedException away) {
      return Http.JSON.createObjectNode();
    }
  }

  private Http client() {
    try {
      Path token = home.resolve("data").resolve("control.token");
      String text = Files.exists(token) ? Files.readString(token).strip() : "none";
      return new Http(Map.of("Authorization", "Bearer " + text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  Path home() {
    return home;
  }

  public Path log() {
    return home.resolve("daemon.log");
  }

  @Override
  public void close() {
    kill();
  }
}
