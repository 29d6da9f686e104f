package io.fieldbridge.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.WaitingMessages;
import io.fieldbridge.prove.DaemonProcess;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The daemon as shipped, with its embedded database. */
final class FieldBridgeContender implements Contender {

  private static final Duration LINKED_WITHIN = Duration.ofMinutes(8);

  /** The breaker never stops, and the calls of five minutes are as many as the simulator takes. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "FIELDBRIDGE_MASS_CHANGE_CHANGES_PERCENT",
          "100",
          "FIELDBRIDGE_BUSINESS_CENTRAL_CALLS_PER_5_MINUTES",
          "1000000");

  private final Arena arena;
  private DaemonProcess daemon;

  FieldBridgeContender(Arena arena) {
    this.arena = arena;
  }

  @Override
  public String name() {
    return "FieldBridge";
  }

  @Override
  public void begin() {
    daemon = arena.ground().begin("fieldbridge", SETTINGS);
  }

  @Override
  public void begin(int accounts) {
    begin();
    arena.liftRate();
    arena.enter(accounts);
    boolean linked =
        Patience.await(LINKED_WITHIN, () -> isIdle() && arena.pairs().size() == accounts);
    if (!linked) {
      throw new IllegalStateException("Not all accounts were linked; see " + daemon.log());
    }
  }

  @Override
  public void start() {
    daemon.start();
    daemon.awaitUp();
  }

  @Override
  public void kill() {
    daemon.kill();
  }

  @Override
  public boolean isIdle() {
    return WaitingMessages.of(daemon) == 0;
  }

  @Override
  public Map<String, Long> told() {
    Map<String, Long> calls = new TreeMap<>();
    for (JsonNode system : daemon.status().path("systems")) {
      String name = system.path("system").asText();
      system
          .path("callsByPurpose")
          .properties()
          .forEach(each -> calls.put(name + " " + each.getKey(), each.getValue().asLong()));
    }
    return calls;
  }

  @Override
  public void close() {
    if (daemon != null) {
      daemon.close();
    }
  }
}
