package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * One call of the API, on its own or as a part of a batch. {@code root} is the absolute URL of the
 * API route, {@code arrived} stamps what the call writes.
 */
record ApiCall(SandboxRequest request, String root, String path, Instant arrived) {

  /** The path below the API root, cut at slashes outside of parentheses. */
  List<String> segments() {
    return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
  }

  /** Parts of a batch have paths relative to the API root. */
  boolean isPart() {
    return !request.path().startsWith("/");
  }

  String method() {
    return request.method();
  }

  /** The JSON object in the body; an empty body is an empty object. */
  ObjectNode body() {
    try {
      JsonNode json =
          request.body().length == 0 ? Json.object() : Json.MAPPER.readTree(request.text());
      if (json instanceof ObjectNode object) {
        return object;
      }
      throw VendorException.badRequest("The request body must be a JSON object.");
    } catch (JsonProcessingException unreadable) {
      throw VendorException.badRequest(
          "The request body is no valid JSON: " + unreadable.getOriginalMessage());
    }
  }
}
