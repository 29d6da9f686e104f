package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.SystemUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Several calls in one by the Composite API, in their order, each answered for itself. Thread-safe.
 */
final class Composite {

  /** As many as Salesforce takes. */
  static final int PARTS_MAX = 25;

  private static final String HALTED = "PROCESSING_HALTED";

  private final RestClient rest;

  Composite(RestClient rest) {
    this.rest = rest;
  }

  /**
   * One call.
   *
   * @param reference names its answer, which later parts use as {@code @{reference.field}}
   * @param path from the host
   */
  record Part(
      String reference, String method, String path, Map<String, String> headers, ObjectNode body) {}

  /** What was answered to one part. */
  record PartAnswer(int status, JsonNode body) {
    boolean success() {
      return status >= 200 && status < 300;
    }

    /** Whether it was not run, or undone, only because of another one. */
    boolean halted() {
      return error().code().equals(HALTED);
    }

    SalesforceError error() {
      return SalesforceError.ofBody(status, Json.write(body));
    }
  }

  /** Runs what may be run again, each part for itself. */
  List<PartAnswer> each(String what, List<Part> parts) {
    return answers(
        what, rest.call(RestRequest.repeatable("POST", what, path(), body(parts, false))), parts);
  }

  /**
   * Runs all parts or none, and sends them once.
   *
   * @throws io.fieldbridge.failure.OutcomeUnknownException when no answer came
   */
  List<PartAnswer> allOrNone(String what, List<Part> parts) {
    RestAnswer answer = rest.call(RestRequest.once("POST", what, path(), body(parts, true)));
    try {
      return answers(what, answer, parts);
    } catch (SystemUnavailableException unreadable) {
      throw SalesforceFailures.outcomeUnknown(what, unreadable.reason().text(), unreadable);
    }
  }

  private String path() {
    return rest.path("/composite");
  }

  private static ObjectNode body(List<Part> parts, boolean allOrNone) {
    ObjectNode body = Json.object().put("allOrNone", allOrNone).put("collateSubrequests", false);
    ArrayNode requests = body.putArray("compositeRequest");
    for (Part part : parts) {
      ObjectNode request = requests.addObject();
      request.put("method", part.method()).put("url", part.path());
      request.put("referenceId", part.reference());
      if (!part.headers().isEmpty()) {
        part.headers().forEach(request.putObject("httpHeaders")::put);
      }
      request.set("body", part.body());
    }
    return body;
  }

  /** In the order of the parts, whatever the order of the answers. */
  private static List<PartAnswer> answers(String what, RestAnswer answer, List<Part> parts) {
    Map<String, PartAnswer> byReference = new HashMap<>();
    for (JsonNode one : answer.json(what).path("compositeResponse")) {
      byReference.put(
          one.path("referenceId").asText(),
          new PartAnswer(one.path("httpStatusCode").asInt(), one.path("body")));
    }
    List<PartAnswer> answers = new ArrayList<>();
    for (Part part : parts) {
      PartAnswer own = byReference.get(part.reference());
      if (own == null) {
        throw SalesforceFailures.unreadable(what, "it says nothing of " + part.reference(), null);
      }
      answers.add(own);
    }
    return answers;
  }
}
