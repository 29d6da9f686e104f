package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fieldbridge.connector.CallPurpose;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request to the API.
 *
 * @param method the HTTP method
 * @param uri where to
 * @param body the JSON to send, or a missing node
 * @param headers besides those that every call carries
 * @param terms on which it goes
 */
record Call(String method, URI uri, JsonNode body, Map<String, String> headers, Terms terms) {

  /**
   * @param purpose what it is counted under
   * @param priority who goes first where not all can
   * @param weight how many calls it counts as
   * @param repeatable whether sending it twice does no harm
   */
  record Terms(String purpose, Throttle.Priority priority, int weight, boolean repeatable) {}

  static Call get(URI uri) {
    return new Call("GET", uri, MissingNode.getInstance(), Map.of(), terms(true));
  }

  static Call patch(URI uri, String ifMatch, JsonNode body) {
    return new Call("PATCH", uri, body, Map.of("If-Match", ifMatch), terms(true));
  }

  static Call delete(URI uri) {
    return new Call("DELETE", uri, MissingNode.getInstance(), Map.of("If-Match", "*"), terms(true));
  }

  static Call post(URI uri, JsonNode body) {
    return new Call("POST", uri, body, Map.of(), terms(false));
  }

  /** The parts have to be repeatable, each of them. */
  static Call batch(URI uri, JsonNode body, int weight) {
    Terms single = terms(true);
    return new Call(
        "POST",
        uri,
        body,
        Map.of(),
        new Terms(single.purpose, single.priority, weight, single.repeatable));
  }

  Call with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Call(method, uri, body, more, terms);
  }

  Call onTerms(String purpose, Throttle.Priority priority) {
    Terms changed = new Terms(purpose, priority, terms.weight, terms.repeatable);
    return new Call(method, uri, body, headers, changed);
  }

  private static Terms terms(boolean repeatable) {
    String purpose = CallPurpose.current().orElse("other");
    return new Terms(purpose, Throttle.Priority.LIVE, 1, repeatable);
  }
}
