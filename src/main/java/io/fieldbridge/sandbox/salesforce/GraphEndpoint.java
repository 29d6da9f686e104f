package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** {@code POST /composite/graph}: graphs of calls, each of them all or none. */
final class GraphEndpoint implements Endpoint {

  private static final int FIRST_VERSION = 50;
  private static final int GRAPHS_MAX = 75;
  private static final int NODES_MAX = 500;
  private static final int FAILURES_MAX = 14;

  private record Graph(String id, List<Subrequest> nodes) {}

  private final Org org;
  private final Endpoint router;

  GraphEndpoint(Org org, Endpoint router) {
    this.org = org;
    this.router = router;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    if (call.major() < FIRST_VERSION) {
      throw Endpoint.notFound();
    }
    if (!call.method().equals("POST")) {
      throw Endpoint.notAllowed(call);
    }
    ArrayNode answers = Json.array();
    int failures = 0;
    for (Graph graph : graphs(call.body().path("graphs"))) {
      ArrayNode nodes =
          failures < FAILURES_MAX
              ? CompositeEndpoint.allOrNone(org, router, call, graph.nodes)
              : halted(graph);
      boolean successful =
          StreamSupport.stream(nodes.spliterator(), false).noneMatch(CompositeEndpoint::failed);
      failures += successful ? 0 : 1;
      ObjectNode answer = answers.addObject().put("graphId", graph.id);
      answer.putObject("graphResponse").set("compositeResponse", nodes);
      answer.put("isSuccessful", successful);
    }
    return SandboxResponse.json(200, Json.object().set("graphs", answers));
  }

  private static ArrayNode halted(Graph graph) {
    ArrayNode nodes = Json.array();
    for (Subrequest node : graph.nodes) {
      ObjectNode answer = nodes.addObject();
      answer.set("body", Answers.errors(CompositeRun.halted()));
      answer.putObject("httpHeaders");
      answer.put("httpStatusCode", 400).put("referenceId", node.referenceId());
    }
    return nodes;
  }

  private static List<Graph> graphs(JsonNode list) {
    if (!list.isArray() || list.isEmpty() || list.size() > GRAPHS_MAX) {
      throw wrong("graphs must hold 1 to " + GRAPHS_MAX + " graphs");
    }
    List<Graph> graphs = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int nodes = 0;
    for (JsonNode one : list) {
      String id = one.path("graphId").asText();
      if (id.isEmpty() || !ids.add(id)) {
        throw wrong("each graph needs a graphId of its own");
      }
      Graph graph =
          new Graph(id, CompositeEndpoint.subrequests(one.path("compositeRequest"), NODES_MAX));
      GraphShape.check(graph.nodes);
      nodes += graph.nodes.size();
      graphs.add(graph);
    }
    if (nodes > NODES_MAX) {
      throw wrong("at most " + NODES_MAX + " nodes are allowed, not " + nodes);
    }
    return graphs;
  }

  static SalesforceError wrong(String message) {
    return new SalesforceError("INVALID_INPUT", message);
  }
}
