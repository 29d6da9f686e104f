package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.Locale;
import java.util.Map;

/** {@code POST /composite/batch}: up to 25 independent calls, each counted as one. */
final class BatchEndpoint implements Endpoint {

  private static final int SUBREQUESTS_MAX = 25;

  private final Endpoint router;
  private final ApiUsage usage;

  BatchEndpoint(Endpoint router, ApiUsage usage) {
    this.router = router;
    this.usage = usage;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    if (!call.method().equals("POST")) {
      throw Endpoint.notAllowed(call);
    }
    ObjectNode body = call.body();
    JsonNode requests = body.path("batchRequests");
    if (!requests.isArray() || requests.isEmpty() || requests.size() > SUBREQUESTS_MAX) {
      throw new SalesforceError(
          "INVALID_INPUT", "batchRequests must hold 1 to " + SUBREQUESTS_MAX + " requests");
    }
    boolean haltOnError = body.path("haltOnError").asBoolean(false);
    boolean failed = false;
    ObjectNode answer = Json.object();
    ArrayNode results = Json.array();
    for (JsonNode request : requests) {
      SandboxResponse response = failed && haltOnError ? halted() : run(call, request);
      failed |= response.status() >= 400;
      ObjectNode result = results.addObject().put("statusCode", response.status());
      result.set("result", Subcall.body(response));
    }
    answer.put("hasErrors", failed).set("results", results);
    return SandboxResponse.json(200, answer);
  }

  private SandboxResponse run(ApiCall call, JsonNode request) {
    String url = request.path("url").asText();
    String full = url.startsWith("/services/data/") ? url : "/services/data/" + url;
    JsonNode input = request.path("richInput");
    try {
      usage.count();
    } catch (SalesforceError exhausted) {
      return call.viewer().error(exhausted);
    }
    return new Subcall(
            request.path("method").asText().toUpperCase(Locale.ROOT),
            full,
            Map.of(),
            input.isMissingNode() ? NullNode.instance : input)
        .run(router, call, call.open());
  }

  private static SandboxResponse halted() {
    return Answers.error(
        412,
        "BATCH_PROCESSING_HALTED",
        "Batch processing halted per request, or because of an earlier error.");
  }
}
