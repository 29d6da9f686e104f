package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * Requests per service principal: so many running, so many queued, so many in a sliding window.
 * Thread-safe. It also keeps what was seen, so that a client's manners can be checked.
 */
final class OperationalLimits {

  private final Switches switches;
  private final Clock clock;
  private final Map<String, Principal> principals = new ConcurrentSkipListMap<>();

  OperationalLimits(Switches switches, Clock clock) {
    this.switches = switches;
    this.clock = clock;
  }

  /** Runs a request once there is room for it, or refuses it as the vendor does. */
  SandboxResponse within(String client, int weight, Supplier<SandboxResponse> work) {
    Principal principal = principals.computeIfAbsent(client, name -> new Principal());
    SandboxResponse refusal = principal.enter(weight);
    if (refusal != null) {
      return refusal;
    }
    try {
      return work.get();
    } finally {
      principal.leave();
    }
  }

  void reset() {
    principals.clear();
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    principals.forEach((name, principal) -> json.set(name, principal.toJson()));
    return json;
  }

  private final class Principal {
    private final Deque<Long> window = new ArrayDeque<>();
    private int running;
    private int queued;
    private int mostRunning;
    private int mostConcurrent;
    private int mostInWindow;
    private long refused;

    synchronized SandboxResponse enter(int weight) {
      forgetOld();
      int connections = number(Switch.CONCURRENT_MAX) + number(Switch.QUEUED_MAX);
      boolean full = running + queued >= connections;
      if (full || window.size() + weight > number(Switch.RATE_MAX)) {
        refused++;
        return tooMany();
      }
      for (int count = 0; count < weight; count++) {
        window.addLast(clock.millis());
      }
      mostInWindow = Math.max(mostInWindow, window.size());
      mostConcurrent = Math.max(mostConcurrent, running + queued + 1);
      return awaitTurn();
    }

    synchronized void leave() {
      running--;
      notify();
    }

    private SandboxResponse awaitTurn() {
      queued++;
      long until = System.nanoTime() + number(Switch.QUEUE_MILLISECONDS) * 1_000_000L;
      try {
        while (running >= number(Switch.CONCURRENT_MAX)) {
          long left = (until - System.nanoTime()) / 1_000_000L;
          if (left <= 0) {
            refused++;
            int seconds = Math.max(1, number(Switch.RETRY_AFTER_SECONDS));
            return VendorError.answer(503, "Unknown", "The request waited too long in the queue.")
                .with("Retry-After", String.valueOf(seconds));
          }
          wait(left);
        }
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return VendorError.answer(503, "Unknown", "The service is stopping.");
      } finally {
        queued--;
      }
      running++;
      mostRunning = Math.max(mostRunning, running);
      return null;
    }

    private void forgetOld() {
      long start = clock.millis() - number(Switch.RATE_SECONDS) * 1000L;
      while (!window.isEmpty() && window.peekFirst() <= start) {
        window.removeFirst();
      }
    }

    private SandboxResponse tooMany() {
      SandboxResponse answer =
          VendorError.answer(429, "Application_TooManyRequests", "Too many requests reached.");
      int seconds = number(Switch.RETRY_AFTER_SECONDS);
      return seconds == 0 ? answer : answer.with("Retry-After", String.valueOf(seconds));
    }

    synchronized ObjectNode toJson() {
      forgetOld();
      return Json.object()
          .put("running", running)
          .put("queued", queued)
          .put("mostRunning", mostRunning)
          .put("mostConcurrent", mostConcurrent)
          .put("inWindow", window.size())
          .put("mostInWindow", mostInWindow)
          .put("refused", refused);
    }

    private int number(Switch name) {
      return switches.number(name);
    }
  }
}
