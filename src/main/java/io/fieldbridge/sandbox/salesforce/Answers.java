package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;

/** The forms of answers: errors as arrays, results of writes. */
final class Answers {

  /** Ids of platform events begin with it; their success carries a note among the errors. */
  private static final String EVENT_PREFIX = "e";

  private Answers() {}

  static SandboxResponse error(SalesforceError error) {
    return SandboxResponse.json(error.status(), errors(error));
  }

  static SandboxResponse error(int status, String code, String message) {
    ArrayNode errors = Json.array();
    errors.addObject().put("message", message).put("errorCode", code);
    return SandboxResponse.json(status, errors);
  }

  /** The errors of a whole request: an array, with {@code errorCode}. */
  static ArrayNode errors(SalesforceError error) {
    ArrayNode errors = Json.array();
    for (SalesforceError each : error.all()) {
      ObjectNode one = errors.addObject();
      one.put("message", each.getMessage()).put("errorCode", each.code());
      if (!each.fields().isEmpty()) {
        ArrayNode fields = one.putArray("fields");
        each.fields().forEach(fields::add);
      }
      each.details().forEach(one::set);
    }
    return errors;
  }

  /** The errors of one item of a collection: with {@code statusCode}. */
  static ObjectNode failedItem(SalesforceError error) {
    ObjectNode item = Json.object().put("success", false);
    item.set("errors", itemErrors(error));
    return item;
  }

  static ArrayNode itemErrors(SalesforceError error) {
    ArrayNode errors = Json.array();
    for (SalesforceError each : error.all()) {
      ObjectNode one = errors.addObject();
      one.put("statusCode", each.code()).put("message", each.getMessage());
      ArrayNode fields = one.putArray("fields");
      each.fields().forEach(fields::add);
      each.details().forEach(one::set);
    }
    return errors;
  }

  static ObjectNode saved(String id) {
    ObjectNode result = Json.object().put("id", id).put("success", true);
    ArrayNode errors = result.putArray("errors");
    if (id.startsWith(EVENT_PREFIX)) {
      errors
          .addObject()
          .put("statusCode", "OPERATION_ENQUEUED")
          .put("message", PlatformEvents.uuid(id))
          .putArray("fields");
    }
    return result;
  }
}
