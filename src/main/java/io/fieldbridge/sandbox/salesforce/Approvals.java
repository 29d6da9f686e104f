package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.data.Locks;
import io.fieldbridge.sandbox.salesforce.data.Records;
import io.fieldbridge.sandbox.salesforce.data.Table;
import io.fieldbridge.sandbox.salesforce.data.Times;
import io.fieldbridge.sandbox.salesforce.data.Transaction;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.Map;
import java.util.function.Function;

/** Submits records and decides on them, in one transaction: who is submitted is locked. */
final class Approvals {

  private static final String INSTANCE = "ProcessInstance";
  private static final String WORKITEM = "ProcessInstanceWorkitem";
  private static final String STEP = "ProcessInstanceStep";

  private final Transaction transaction;
  private final Records records;
  private final Map<String, ApprovalProcess> processes;
  private final Function<String, String> userIds;

  /**
   * @param userIds the id of a user by name
   */
  Approvals(
      Transaction transaction,
      Map<String, ApprovalProcess> processes,
      Function<String, String> userIds) {
    this.transaction = transaction;
    this.records = new Records(transaction);
    this.processes = processes;
    this.userIds = userIds;
  }

  /** The result of one request of a call. */
  ObjectNode act(JsonNode request) {
    String action = request.path("actionType").asText();
    switch (action) {
      case "Submit":
        return submit(request);
      case "Approve":
        return decide(request, "Approved");
      case "Reject":
        return decide(request, "Rejected");
      case "Removed":
        return decide(request, "Removed");
      default:
        throw new SalesforceError(
            "INVALID_INPUT", "actionType must be Submit, Approve or Reject, not '" + action + "'");
    }
  }

  private ObjectNode submit(JsonNode request) {
    String id = RecordIds.canonical(request.path("contextId").asText());
    ObjectType type = id == null ? null : transaction.org().schema().ofId(id);
    if (type == null) {
      throw new SalesforceError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
    }
    records.live(type, id);
    ApprovalProcess process = process(type, request);
    if (transaction.org().locks().all().get(id) == Locks.Kind.APPROVAL) {
      throw new SalesforceError("ALREADY_IN_PROCESS", "Cannot submit object already in process.");
    }
    String actor =
        request.path("nextApproverIds").path(0).asText(userIds.apply(process.approver()));
    ObjectNode instance =
        Json.object()
            .put("ProcessDefinitionName", process.name())
            .put("TargetObjectId", id)
            .put("Status", "Pending")
            .put("SubmittedById", submitter(request));
    String instanceId = records.createBySystem(type(INSTANCE), instance);
    step(instanceId, "Started", submitter(request), request);
    ObjectNode item = Json.object().put("ProcessInstanceId", instanceId);
    item.put("ActorId", actor).put("OriginalActorId", actor);
    String itemId = records.createBySystem(type(WORKITEM), item);
    transaction.org().locks().hold(id, Locks.Kind.APPROVAL);
    ObjectNode result = result(id, instanceId, "Pending");
    result.putArray("actorIds").add(actor);
    result.putArray("newWorkitemIds").add(itemId);
    return result;
  }

  private String submitter(JsonNode request) {
    return request.path("contextActorId").asText(transaction.caller().userId());
  }

  private ApprovalProcess process(ObjectType type, JsonNode request) {
    ApprovalProcess process = processes.get(type.name());
    String wanted = request.path("processDefinitionNameOrId").asText("");
    if (process == null || !wanted.isEmpty() && !wanted.equals(process.name())) {
      throw new SalesforceError(
          "NO_APPLICABLE_PROCESS", "No applicable approval process was found.");
    }
    return process;
  }

  private ObjectNode decide(JsonNode request, String status) {
    String itemId = RecordIds.canonical(request.path("contextId").asText());
    ObjectNode item = itemId == null ? null : table(WORKITEM).live(itemId);
    if (item == null) {
      throw new SalesforceError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
    }
    String instanceId = item.get("ProcessInstanceId").textValue();
    ObjectNode instance = table(INSTANCE).live(instanceId).deepCopy();
    instance.put("Status", status).put("CompletedDate", Times.text(transaction.at()));
    records.amendBySystem(type(INSTANCE), instance);
    step(instanceId, status, transaction.caller().userId(), request);
    records.delete(type(WORKITEM), itemId);
    String target = instance.get("TargetObjectId").textValue();
    transaction.org().locks().release(target);
    ObjectNode result = result(target, instanceId, status);
    result.putNull("actorIds").putArray("newWorkitemIds");
    return result;
  }

  private void step(String instanceId, String status, String actor, JsonNode request) {
    ObjectNode step =
        Json.object()
            .put("ProcessInstanceId", instanceId)
            .put("StepStatus", status)
            .put("ActorId", actor)
            .put("Comments", request.path("comments").asText(""));
    records.createBySystem(type(STEP), step);
  }

  private static ObjectNode result(String entity, String instance, String status) {
    return Json.object()
        .put("entityId", entity)
        .putNull("errors")
        .put("instanceId", instance)
        .put("instanceStatus", status)
        .put("success", true);
  }

  private Table table(String object) {
    return transaction.org().table(type(object));
  }

  private ObjectType type(String name) {
    return transaction.org().schema().require(name);
  }
}
