package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Caller;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.Transaction;
import io.fieldbridge.sandbox.salesforce.query.RecordView;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One call below {@code /services/data/vNN.N}. {@code path} holds the decoded parts after the
 * version; {@code open} is the transaction that it joins, null where it has its own.
 */
record ApiCall(
    SandboxRequest request,
    String version,
    List<String> path,
    Caller caller,
    Viewer viewer,
    Transaction open) {

  /** What the caller may see, and how this org answers errors. */
  record Viewer(
      Org org,
      Schema schema,
      Instant schemaChanged,
      Map<String, Integer> errorStatus,
      ApiRules rules) {

    SandboxResponse error(SalesforceError refused) {
      int status = errorStatus.getOrDefault(refused.code(), refused.status());
      return SandboxResponse.json(status, Answers.errors(refused));
    }
  }

  /** The objects of the org as the caller sees them. */
  Schema schema() {
    return viewer.schema();
  }

  String method() {
    return request.method();
  }

  /** The part of the path at an index, or the empty text. */
  String part(int index) {
    return index < path.size() ? path.get(index) : "";
  }

  /** Null where there is no such parameter. */
  String parameter(String name) {
    return request.parameters().get(name);
  }

  RecordView view() {
    return new RecordView(version, viewer.org());
  }

  /** The major number of the version. */
  int major() {
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  /** The body, which has to be a JSON object. */
  ObjectNode body() {
    if (json() instanceof ObjectNode object) {
      return object;
    }
    throw new SalesforceError("JSON_PARSER_ERROR", "The request body must be a JSON object");
  }

  private JsonNode json() {
    try {
      return Json.MAPPER.readTree(request.body());
    } catch (JsonProcessingException malformed) {
      throw new SalesforceError("JSON_PARSER_ERROR", malformed.getOriginalMessage());
    } catch (IOException unreadable) {
      throw new SalesforceError("JSON_PARSER_ERROR", unreadable.getMessage());
    }
  }

  /** Writes in the transaction that is open, or in one of its own; a failure leaves no trace. */
  <T> T write(Org org, Function<Transaction, T> work) {
    if (open == null) {
      return org.write(caller, work);
    }
    int savepoint = open.savepoint();
    boolean done = false;
    try {
      T result = work.apply(open);
      done = true;
      return result;
    } finally {
      if (!done) {
        open.rollBackTo(savepoint);
      }
    }
  }
}
