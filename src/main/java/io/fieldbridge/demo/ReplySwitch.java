package io.fieldbridge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The fault switches of the Business Central sandbox, as far as the story needs them. */
final class ReplySwitch {

  private static final String LOST_REPLY = "lost-reply";

  private final Session session = Session.withoutLogin();
  private final String admin;

  ReplySwitch(DemoSystems systems) {
    this.admin = systems.businessCentralAdmin() + "/sandbox";
  }

  /** The next order creation commits, and its answer never arrives. */
  void loseNextOrderReply() {
    session.send(
        "POST",
        admin + "/faults",
        Map.of("fault", LOST_REPLY, "object", "salesOrders", "operation", "create", "times", 1),
        Map.of());
  }

  boolean replyWasLost() {
    for (JsonNode fault : session.get(admin + "/faults")) {
      if (fault.path("fault").asText().equals(LOST_REPLY)) {
        return false;
      }
    }
    return true;
  }

  void clear() {
    session.send("DELETE", admin + "/faults", null, Map.of());
  }
}
