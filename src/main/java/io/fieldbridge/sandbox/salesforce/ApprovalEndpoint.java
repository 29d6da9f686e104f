package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@code /process/approvals}: the processes there are, and requests to them. */
final class ApprovalEndpoint implements Endpoint {

  private static final String PREFIX = "04a";

  private final Org org;
  private final Users users;
  private final Supplier<Map<String, ApprovalProcess>> processes;

  ApprovalEndpoint(Org org, Users users, Supplier<Map<String, ApprovalProcess>> processes) {
    this.org = org;
    this.users = users;
    this.processes = processes;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    if (!call.part(1).equals("approvals") || call.path().size() > 2) {
      throw Endpoint.notFound();
    }
    switch (call.method()) {
      case "GET":
        return SandboxResponse.json(200, all());
      case "POST":
        return SandboxResponse.json(200, acted(call));
      default:
        throw Endpoint.notAllowed(call);
    }
  }

  private ObjectNode all() {
    ObjectNode approvals = Json.object();
    int number = 0;
    for (var process : new TreeMap<>(processes.get()).entrySet()) {
      number++;
      approvals
          .putArray(process.getKey())
          .addObject()
          .putNull("description")
          .put("id", RecordIds.generate(PREFIX, number))
          .put("name", process.getValue().name())
          .put("object", process.getKey())
          .put("sortOrder", 1);
    }
    return Json.object().set("approvals", approvals);
  }

  private ArrayNode acted(ApiCall call) {
    JsonNode requests = call.body().path("requests");
    if (!requests.isArray() || requests.isEmpty()) {
      throw new SalesforceError("INVALID_INPUT", "The request needs a list 'requests'");
    }
    ArrayNode results = Json.array();
    requests.forEach(request -> results.add(acted(call, request)));
    return results;
  }

  private ObjectNode acted(ApiCall call, JsonNode request) {
    try {
      return call.write(
          org,
          transaction -> new Approvals(transaction, processes.get(), users::idOf).act(request));
    } catch (SalesforceError refused) {
      ObjectNode failed = Answers.failedItem(refused);
      failed.putNull("actorIds").put("entityId", request.path("contextId").asText(null));
      failed.putNull("instanceId").putNull("instanceStatus").putNull("newWorkitemIds");
      return failed;
    }
  }
}
