package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Waits until nothing is under way any more. What waits for a person is noted and given up, as a
 * person would at last, so that what queues behind it comes to its end, too.
 */
final class Quiet {

  private static final long NANOS = Duration.ofSeconds(2).toNanos();

  /** A message in doubt is looked at again by itself; one that is left after so long is not. */
  private static final long DOUBT_NANOS = Duration.ofSeconds(20).toNanos();

  private final DaemonProcess daemon;
  private final Map<String, Long> doubtedSince = new HashMap<>();
  private final List<JsonNode> held = new ArrayList<>();
  private long since = System.nanoTime();
  private long before = -1;

  Quiet(DaemonProcess daemon) {
    this.daemon = daemon;
  }

  /** Looks once; true when for a while nothing has been under way or held. */
  boolean reached() {
    long now = System.nanoTime();
    long underWay = underWay();
    if (underWay != before) {
      before = underWay;
      since = now;
    }
    if (now - since < NANOS) {
      return false;
    }
    boolean given = giveUp();
    since = given ? now : since;
    return !given && underWay == 0;
  }

  /** What a person would have had to look at. */
  List<JsonNode> held() {
    return held;
  }

  private boolean giveUp() {
    boolean any = false;
    for (JsonNode message : daemon.held()) {
      boolean parked = message.path("state").asText().equals("parked");
      if (!parked && mayBeSettledYet(message.path("id").asText())) {
        any = true;
        continue;
      }
      boolean known = held.stream().anyMatch(one -> one.path("id").equals(message.path("id")));
      if (!known) {
        held.add(message);
      }
      if (parked) {
        discard(message);
        any = true;
      }
    }
    return any;
  }

  /** A message that a newer change has just renewed waits for nobody, and is looked at again. */
  private void discard(JsonNode message) {
    try {
      daemon.discard(message);
    } catch (RefusedException renewed) {
      held.removeIf(one -> one.path("id").equals(message.path("id")));
    }
  }

  private boolean mayBeSettledYet(String id) {
    long now = System.nanoTime();
    return now - doubtedSince.computeIfAbsent(id, first -> now) < DOUBT_NANOS;
  }

  private long underWay() {
    JsonNode flows = daemon.status().path("flows");
    long waiting = flows.isEmpty() ? 1 : 0;
    for (JsonNode flow : flows) {
      waiting += flow.path("waiting").asLong();
    }
    return waiting;
  }
}
