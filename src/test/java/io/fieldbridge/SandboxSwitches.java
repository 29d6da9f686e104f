package io.fieldbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** The admin path of a sandbox: faults, settings, and what was asked of it. */
public final class SandboxSwitches {

  private final URI url;

  public SandboxSwitches(URI url) {
    this.url = url;
  }

  public void reset() {
    call("POST", "reset", "");
  }

  /** Arms a fault from JSON with single quotes. */
  public void fault(String json) {
    call("POST", "faults", json);
  }

  /** Arms a fault that shows once. */
  public void fault(String name, String object, String operation) {
    fault("{'fault': '%s', 'object': '%s', 'operation': '%s'}".formatted(name, object, operation));
  }

  /** Whether every armed fault has shown itself as often as it was to. */
  public boolean faultsShown() {
    return call("GET", "faults", "").isEmpty();
  }

  /** Whether a fault of that name waits to show itself. */
  public boolean isArmed(String name) {
    return call("GET", "faults", "").findValuesAsText("fault").contains(name);
  }

  public void clearFaults() {
    call("DELETE", "faults", "");
  }

  /** A line of the price list for all customers, from JSON with single quotes. */
  public void price(String json) {
    call("POST", "prices", json);
  }

  public void setting(String json) {
    call("POST", "settings", json);
  }

  /** Enters a record beside the API, where no fault strikes; the record. */
  public JsonNode enter(String object, String json) {
    return call("POST", "records/" + object, json);
  }

  /** What people do in the vendor's own client and no API call can. */
  public void backoffice(String deed, String json) {
    call("POST", deed, json);
  }

  /** Every record of an object as it lies there. */
  public JsonNode records(String object) {
    return call("GET", "records/" + object, "");
  }

  /** How many requests of the vendor's API have come since the simulator was started. */
  public long requests() {
    long last = 0;
    for (JsonNode request : call("GET", "requests", "")) {
      last = request.path("number").asLong();
    }
    return last;
  }

  /** How many of the last requests had the method and a path with this part. */
  public long requests(String method, String part) {
    long found = 0;
    for (JsonNode request : call("GET", "requests", "")) {
      if (request.path("method").asText().equals(method)
          && request.path("path").asText().contains(part)) {
        found++;
      }
    }
    return found;
  }

  /** How many of the last requests were answered with the status. */
  public long answered(int status) {
    long found = 0;
    for (JsonNode request : call("GET", "requests", "")) {
      found += request.path("status").asInt() == status ? 1 : 0;
    }
    return found;
  }

  public void forgetRequests() {
    call("DELETE", "requests", "");
  }

  private JsonNode call(String method, String what, String json) {
    return Wire.call(method, url.resolve("/sandbox/" + what), "", json.replace('\'', '"'));
  }
}
