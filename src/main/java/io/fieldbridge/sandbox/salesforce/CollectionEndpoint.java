package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** {@code /composite/sobjects/...}: many records in one call. */
final class CollectionEndpoint implements Endpoint {

  private static final int WRITES_MAX = 200;
  private static final int READS_MAX = 2000;

  private final Org org;

  CollectionEndpoint(Org org) {
    this.org = org;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    String shape = call.method() + " " + call.path().size();
    switch (shape) {
      case "POST 2":
        ObjectNode creates = call.body();
        return write(call, creates, records(creates).map(CollectionWork::create));
      case "PATCH 2":
        ObjectNode updates = call.body();
        return write(call, updates, records(updates).map(CollectionWork::update));
      case "PATCH 4":
        return upsert(call);
      case "DELETE 2":
        return delete(call);
      case "GET 3", "POST 3":
        return retrieve(call);
      default:
        throw Endpoint.notAllowed(call);
    }
  }

  private Stream<ObjectNode> records(ObjectNode body) {
    JsonNode records = body.path("records");
    if (!records.isArray() || records.isEmpty()) {
      throw new SalesforceError("INVALID_INPUT", "The request needs a list 'records'", "records");
    }
    checkSize(records.size(), WRITES_MAX);
    List<ObjectNode> all = new ArrayList<>();
    for (JsonNode one : records) {
      if (!(one instanceof ObjectNode record)) {
        throw new SalesforceError("JSON_PARSER_ERROR", "each record must be a JSON object");
      }
      all.add(record);
    }
    return all.stream();
  }

  private static void checkSize(int size, int most) {
    if (size > most) {
      throw new SalesforceError(
          "EXCEEDED_ID_LIMIT",
          "record limit reached. cannot submit more than " + most + " records");
    }
  }

  private SandboxResponse upsert(ApiCall call) {
    ObjectType type = call.schema().require(call.part(2));
    Field key = type.field(call.part(3));
    if (key == null || !key.identifies()) {
      throw new SalesforceError(
          "NOT_FOUND",
          "Provided external ID field does not exist or is not accessible: " + call.part(3));
    }
    ObjectNode body = call.body();
    List<ObjectNode> records = records(body).toList();
    return write(call, body, CollectionWork.upserts(type, key, records).stream());
  }

  private SandboxResponse delete(ApiCall call) {
    String ids = call.parameter("ids");
    if (ids == null || ids.isEmpty()) {
      throw new SalesforceError("INVALID_INPUT", "The request needs a list 'ids'");
    }
    List<String> all = List.of(ids.split(","));
    checkSize(all.size(), WRITES_MAX);
    boolean allOrNone = "true".equalsIgnoreCase(call.parameter("allOrNone"));
    return run(call, all.stream().map(CollectionWork::delete), allOrNone);
  }

  private SandboxResponse write(ApiCall call, ObjectNode body, Stream<CollectionWork> works) {
    return run(call, works, body.path("allOrNone").asBoolean(false));
  }

  private SandboxResponse run(ApiCall call, Stream<CollectionWork> works, boolean allOrNone) {
    ArrayNode results = new CollectionRun(org, call).run(works.toList(), allOrNone);
    return SandboxResponse.json(200, results);
  }

  private SandboxResponse retrieve(ApiCall call) {
    ObjectType type = call.schema().require(call.part(2));
    List<String> ids = new ArrayList<>();
    Collection<Field> fields;
    if (call.method().equals("GET")) {
      ids.addAll(List.of(call.request().parameters().getOrDefault("ids", "").split(",")));
      fields = RecordEndpoint.fields(call, type);
    } else {
      ObjectNode body = call.body();
      body.path("ids").forEach(id -> ids.add(id.asText()));
      List<String> names = new ArrayList<>();
      body.path("fields").forEach(name -> names.add(name.asText()));
      fields = RecordEndpoint.named(type, names);
    }
    checkSize(ids.size(), READS_MAX);
    ArrayNode records = Json.array();
    org.read(() -> ids.stream().map(id -> row(call, type, id, fields)).toList())
        .forEach(records::add);
    return SandboxResponse.json(200, records);
  }

  private JsonNode row(ApiCall call, ObjectType type, String id, Collection<Field> fields) {
    ObjectNode row = org.table(type).live(RecordIds.canonical(id));
    return row == null ? null : call.view().record(type, row, fields);
  }
}
