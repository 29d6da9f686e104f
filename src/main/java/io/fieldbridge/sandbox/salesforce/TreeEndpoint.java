package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.Records;
import io.fieldbridge.sandbox.salesforce.data.Transaction;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /composite/tree/X}: records with their children in one call, all or none. */
final class TreeEndpoint implements Endpoint {

  private final Org org;

  TreeEndpoint(Org org) {
    this.org = org;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    if (!call.method().equals("POST")) {
      throw Endpoint.notAllowed(call);
    }
    ObjectType root = call.schema().require(call.part(2));
    List<TreeNode> nodes = TreeNode.read(root, call.body().path("records"));
    return call.write(org, transaction -> insert(transaction, nodes));
  }

  private static SandboxResponse insert(Transaction transaction, List<TreeNode> nodes) {
    int savepoint = transaction.savepoint();
    Map<String, String> ids = new HashMap<>();
    ArrayNode created = Json.array();
    ArrayNode failed = Json.array();
    for (TreeNode node : nodes) {
      boolean orphan = node.parent() != null && !ids.containsKey(node.parent());
      if (!orphan) {
        insert(transaction, node, ids, created, failed);
      }
    }
    if (!failed.isEmpty()) {
      transaction.rollBackTo(savepoint);
    }
    ObjectNode answer = Json.object().put("hasErrors", !failed.isEmpty());
    answer.set("results", failed.isEmpty() ? created : failed);
    return SandboxResponse.json(failed.isEmpty() ? 201 : 400, answer);
  }

  private static void insert(
      Transaction transaction,
      TreeNode node,
      Map<String, String> ids,
      ArrayNode created,
      ArrayNode failed) {
    ObjectNode body = node.body();
    if (node.parent() != null) {
      body.put(node.lookup().name(), ids.get(node.parent()));
    }
    try {
      String id = new Records(transaction).create(node.type(), body);
      ids.put(node.referenceId(), id);
      created.addObject().put("referenceId", node.referenceId()).put("id", id);
    } catch (SalesforceError refused) {
      ObjectNode result = failed.addObject().put("referenceId", node.referenceId());
      result.set("errors", Answers.itemErrors(refused));
    }
  }
}
