package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The admin path of one simulator. */
final class Sandbox {

  private final Http http = new Http(Map.of());
  private final String admin;

  Sandbox(String url) {
    this.admin = url + "/sandbox/";
  }

  void reset() {
    http.send("POST", admin + "reset", null);
  }

  void fault(Map<String, ?> fault) {
    http.send("POST", admin + "faults", fault);
  }

  /** Those that have not shown as often as they were to. */
  JsonNode faults() {
    return http.get(admin + "faults");
  }

  void clearFaults() {
    http.send("DELETE", admin + "faults", null);
  }

  /** Every record of an object as it lies there. */
  JsonNode records(String object) {
    return http.get(admin + "records/" + object);
  }
}
