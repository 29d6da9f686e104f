package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One call of the REST API.
 *
 * @param kind what the call is counted for if no flow claims it
 * @param what the call in words for a failure's text, {@code update of Account 001...}
 * @param target method and path
 * @param body null for none
 * @param headers beyond those that every call carries
 */
record RestRequest(
    String kind, String what, Target target, JsonNode body, Map<String, String> headers) {

  /**
   * @param path from the host, with query
   * @param repeatable whether sending it twice can do no harm
   */
  record Target(String method, String path, boolean repeatable) {}

  static RestRequest get(String kind, String what, String path) {
    return new RestRequest(kind, what, new Target("GET", path, true), null, Map.of());
  }

  /** A write that may be sent again when its answer is lost. */
  static RestRequest repeatable(String method, String what, String path, JsonNode body) {
    return new RestRequest("write", what, new Target(method, path, true), body, Map.of());
  }

  /** A write that is sent once. */
  static RestRequest once(String method, String what, String path, JsonNode body) {
    return new RestRequest("create", what, new Target(method, path, false), body, Map.of());
  }

  RestRequest with(Map<String, String> more) {
    return new RestRequest(kind, what, target, body, more);
  }
}
