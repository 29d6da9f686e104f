package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes wrong on the way, seeded. Answers are lost only of calls that people do not make, or
 * that they know how to repeat.
 */
final class Trouble implements Runnable {

  static final List<String> OF_BUSINESS_CENTRAL =
      List.of(
          "lost-reply object=salesOrders operation=create",
          "commit-later object=salesOrders operation=create milliseconds=900",
          "lost-reply object=salesOrderLines operation=create",
          "commit-later object=salesOrderLines operation=create milliseconds=900",
          "lost-reply object=customers operation=create",
          "commit-later object=customers operation=create milliseconds=1200",
          "lost-reply operation=shipAndInvoice",
          "commit-later operation=shipAndInvoice milliseconds=700",
          "lost-reply operation=batch",
          "commit-later operation=batch milliseconds=600",
          "gateway-timeout object=salesOrders operation=create",
          "gateway-timeout operation=batch",
          "latency milliseconds=700 times=3",
          "unauthorized",
          "throttled times=2 retryAfterSeconds=1",
          "unavailable times=3 retryAfterSeconds=1",
          "unavailable-html times=2 retryAfterSeconds=1",
          "tenant-unavailable",
          "server-error",
          "deadlock object=customers operation=update",
          "deadlock-dialog object=salesOrders operation=create",
          "entity-changed object=customers operation=update times=2");

  static final List<String> OF_SALESFORCE =
      List.of(
          "lost-reply object=Account operation=batch",
          "commit-later object=Account operation=batch milliseconds=500",
          "lost-reply object=WorkOrder operation=batch",
          "lost-reply object=Account operation=create",
          "commit-later object=Account operation=create milliseconds=800",
          "latency milliseconds=600 times=3",
          "row-lock object=Account times=2",
          "row-lock object=WorkOrder",
          "unauthorized",
          "expire-sessions",
          "throttled-429 retryAfterSeconds=1",
          "unavailable times=2",
          "server-error",
          "stream-end",
          "stream-break",
          "stream-duplicate times=3",
          "event-gap times=2",
          "event-overflow",
          "replay-expired");

  private final Ground ground;
  private final Ledger ledger;
  private final Random random;
  private final int most;
  private final Map<String, Integer> armed = new TreeMap<>();
  private volatile boolean over;

  Trouble(Ground ground, Ledger ledger, RunPlan plan) {
    this.ground = ground;
    this.ledger = ledger;
    this.most = plan.troublesMax();
    this.random = RunPlan.random(plan.seed(), "trouble");
  }

  @Override
  public void run() {
    int many = 0;
    while (!over && many < most) {
      Insistence.pause(100 + random.nextInt(500));
      int dice = random.nextInt(6);
      many += dice < 2 ? 1 : 0;
      if (dice == 0) {
        arm(ground.businessCentral(), any(OF_BUSINESS_CENTRAL));
      } else if (dice == 1) {
        arm(ground.salesforce(), any(OF_SALESFORCE));
      }
    }
  }

  /** Every fault that a run may meet. */
  static Set<String> names() {
    return Stream.of(OF_BUSINESS_CENTRAL, OF_SALESFORCE)
        .flatMap(List::stream)
        .map(text -> text.replaceFirst(" .*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Tells {@link #run} to end. */
  void end() {
    over = true;
  }

  /** Disarms what has not shown yet; how often each fault showed. */
  Map<String, Integer> shown() {
    for (Sandbox sandbox : List.of(ground.businessCentral(), ground.salesforce())) {
      for (JsonNode left : sandbox.faults()) {
        armed.merge(left.path("fault").asText(), -1, Integer::sum);
      }
      sandbox.clearFaults();
    }
    armed.values().removeIf(count -> count <= 0);
    return armed;
  }

  private void arm(Sandbox sandbox, String text) {
    Map<String, Object> fault = fault(text);
    sandbox.fault(fault);
    armed.merge((String) fault.get("fault"), 1, Integer::sum);
    ledger.note("", "fault armed: " + text);
  }

  /** From the name and its settings, parted by blanks. */
  static Map<String, Object> fault(String text) {
    Map<String, Object> fault = new HashMap<>();
    for (String word : text.split(" ")) {
      int equals = word.indexOf('=');
      String value = word.substring(equals + 1);
      fault.put(
          equals < 0 ? "fault" : word.substring(0, equals),
          value.chars().allMatch(Character::isDigit) ? Integer.valueOf(value) : value);
    }
    return fault;
  }

  private String any(List<String> faults) {
    return faults.get(random.nextInt(faults.size()));
  }
}
