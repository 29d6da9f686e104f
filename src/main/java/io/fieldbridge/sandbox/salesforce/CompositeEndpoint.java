package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.Transaction;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** {@code POST /composite}: up to 25 calls that may refer to each other, on wish all or none. */
final class CompositeEndpoint implements Endpoint {

  private static final int SUBREQUESTS_MAX = 25;
  private static final int QUERIES_MAX = 5;
  private static final int FIRST_VERSION_THAT_COLLATES = 49;

  private final Org org;
  private final Endpoint router;

  CompositeEndpoint(Org org, Endpoint router) {
    this.org = org;
    this.router = router;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    if (call.method().equals("GET")) {
      String base = "/services/data/v" + call.version() + "/composite/";
      ObjectNode resources = Json.object();
      List.of("tree", "batch", "sobjects", "graph")
          .forEach(name -> resources.put(name, base + name));
      return SandboxResponse.json(200, resources);
    }
    if (!call.method().equals("POST")) {
      throw Endpoint.notAllowed(call);
    }
    ObjectNode body = call.body();
    List<Subrequest> subrequests = subrequests(body.path("compositeRequest"), SUBREQUESTS_MAX);
    if (subrequests.stream().filter(Subrequest::isQueryOrCollection).count() > QUERIES_MAX) {
      throw new SalesforceError(
          "INVALID_INPUT", "At most " + QUERIES_MAX + " queries and collections are allowed");
    }
    boolean collated =
        body.path("collateSubrequests").asBoolean(call.major() >= FIRST_VERSION_THAT_COLLATES)
            && call.viewer().rules().collatedInReverse();
    List<Subrequest> order = collated ? Collation.reversed(subrequests) : subrequests;
    ArrayNode answers =
        body.path("allOrNone").asBoolean(false)
            ? allOrNone(org, router, call, order)
            : new CompositeRun(router, call, call.open()).run(order);
    return SandboxResponse.json(
        200, Json.object().set("compositeResponse", asAsked(subrequests, answers)));
  }

  /** The answers in the order of the calls, in whichever they were run. */
  private static ArrayNode asAsked(List<Subrequest> subrequests, ArrayNode answers) {
    Map<String, JsonNode> byReference = new HashMap<>();
    answers.forEach(answer -> byReference.put(answer.get("referenceId").textValue(), answer));
    ArrayNode ordered = Json.array();
    subrequests.forEach(one -> ordered.add(byReference.get(one.referenceId())));
    return ordered;
  }

  /** Runs the calls in one transaction, of which nothing is left where one of them fails. */
  static ArrayNode allOrNone(Org org, Endpoint router, ApiCall call, List<Subrequest> subrequests) {
    return call.write(org, transaction -> allOrNone(router, call, subrequests, transaction));
  }

  private static ArrayNode allOrNone(
      Endpoint router, ApiCall call, List<Subrequest> subrequests, Transaction transaction) {
    int savepoint = transaction.savepoint();
    ArrayNode answers = new CompositeRun(router, call, transaction).run(subrequests);
    boolean failed = false;
    for (JsonNode answer : answers) {
      failed |= failed(answer) || holdsFailedItem(answer.get("body"));
    }
    if (failed) {
      transaction.rollBackTo(savepoint);
      answers.forEach(answer -> halt((ObjectNode) answer));
    }
    return answers;
  }

  /** A collection inside answers with 200 and shows by item what failed. */
  private static boolean holdsFailedItem(JsonNode body) {
    return StreamSupport.stream(body.spliterator(), false)
        .anyMatch(item -> item.isObject() && !item.path("success").asBoolean(true));
  }

  static boolean failed(JsonNode answer) {
    return answer.get("httpStatusCode").intValue() >= 300;
  }

  private static void halt(ObjectNode answer) {
    if (!failed(answer) && !holdsFailedItem(answer.get("body"))) {
      answer.set("body", Answers.errors(CompositeRun.halted()));
      answer.putObject("httpHeaders");
      answer.put("httpStatusCode", 400);
    }
  }

  static List<Subrequest> subrequests(JsonNode list, int most) {
    if (!list.isArray() || list.isEmpty() || list.size() > most) {
      throw new SalesforceError(
          "INVALID_INPUT", "compositeRequest must hold 1 to " + most + " subrequests");
    }
    List<Subrequest> all = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode one : list) {
      Subrequest subrequest = Subrequest.read(one);
      if (!ids.add(subrequest.referenceId())) {
        throw new SalesforceError(
            "INVALID_INPUT", "Duplicate reference ID: " + subrequest.referenceId());
      }
      all.add(subrequest);
    }
    return all;
  }
}
