package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Lookup;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.Records;
import io.fieldbridge.sandbox.salesforce.data.SeveralRecords;
import io.fieldbridge.sandbox.salesforce.data.Table;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** {@code /sobjects/X/...}: one record by id or external id. */
final class RecordEndpoint implements Endpoint {

  private static final int FIRST_VERSION_WITH_UPSERT_BODY = 46;

  private final Org org;

  RecordEndpoint(Org org) {
    this.org = org;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    ObjectType type = call.schema().require(call.part(1));
    switch (call.path().size()) {
      case 2:
        return create(call, type);
      case 3:
        return call.part(2).equalsIgnoreCase("Id") ? create(call, type) : byId(call, type);
      case 4:
        Field key = type.field(call.part(2));
        return key == null || !key.identifies() ? related(call, type) : byKey(call, type, key);
      default:
        throw Endpoint.notFound();
    }
  }

  private SandboxResponse create(ApiCall call, ObjectType type) {
    if (!call.method().equals("POST")) {
      throw Endpoint.notAllowed(call);
    }
    ObjectNode body = call.body();
    return created(
        call, type, call.write(org, transaction -> new Records(transaction).create(type, body)));
  }

  private static SandboxResponse created(ApiCall call, ObjectType type, String id) {
    return SandboxResponse.json(201, Answers.saved(id)).with("Location", call.view().url(type, id));
  }

  private SandboxResponse byId(ApiCall call, ObjectType type) {
    String id = call.part(2);
    switch (call.method()) {
      case "GET":
        return found(call, type, org.read(() -> live(type, id)));
      case "PATCH":
        ObjectNode body = call.body();
        return call.write(
            org,
            transaction -> {
              Records records = new Records(transaction);
              if (!Preconditions.allow(call.request(), type, records.live(type, id))) {
                return Preconditions.failed();
              }
              records.update(type, id, body);
              return SandboxResponse.empty(204);
            });
      case "DELETE":
        return delete(call, type, id);
      default:
        throw Endpoint.notAllowed(call);
    }
  }

  private SandboxResponse delete(ApiCall call, ObjectType type, String id) {
    call.write(
        org,
        transaction -> {
          new Records(transaction).delete(type, id);
          return id;
        });
    return SandboxResponse.empty(204);
  }

  private SandboxResponse found(ApiCall call, ObjectType type, ObjectNode row) {
    if (!Preconditions.allow(call.request(), type, row)) {
      return Preconditions.failed();
    }
    if (Preconditions.unchanged(call.request(), type, row)) {
      return SandboxResponse.empty(304);
    }
    SandboxResponse answer =
        SandboxResponse.json(200, call.view().record(type, row, fields(call, type)));
    return type.name().equals("Account") ? answer.with("ETag", Preconditions.tag(row)) : answer;
  }

  private ObjectNode live(ObjectType type, String id) {
    ObjectNode row = org.table(type).live(RecordIds.canonical(id));
    if (row == null) {
      throw Records.missing(org.table(type), type, id);
    }
    return row;
  }

  static Collection<Field> fields(ApiCall call, ObjectType type) {
    String wanted = call.parameter("fields");
    return wanted == null ? type.fields() : named(type, List.of(wanted.split(",")));
  }

  static List<Field> named(ObjectType type, Collection<String> names) {
    List<Field> fields = new ArrayList<>();
    for (String name : names) {
      Field field = type.field(name.strip());
      if (field == null) {
        throw new SalesforceError(
            "INVALID_FIELD", "No such column '" + name + "' on sobject of type " + type.name());
      }
      fields.add(field);
    }
    return fields;
  }

  private SandboxResponse byKey(ApiCall call, ObjectType type, Field key) {
    String value = call.part(3);
    try {
      switch (call.method()) {
        case "GET":
          return found(call, type, org.read(() -> only(type, key, value)));
        case "PATCH":
          return upsert(call, type, key);
        case "DELETE":
          ObjectNode row = org.read(() -> only(type, key, value));
          return delete(call, type, row.get("Id").textValue());
        default:
          throw Endpoint.notAllowed(call);
      }
    } catch (SeveralRecords several) {
      ArrayNode choices = Json.array();
      several.ids().forEach(id -> choices.add(call.view().url(type, id)));
      return SandboxResponse.json(300, choices);
    }
  }

  private ObjectNode only(ObjectType type, Field key, String value) {
    return Lookup.only(org.table(type), key, value).orElseThrow(Endpoint::notFound);
  }

  private SandboxResponse upsert(ApiCall call, ObjectType type, Field key) {
    String value = call.part(3);
    ObjectNode body = call.body();
    checkKeyAbsent(body, key);
    if ("true".equalsIgnoreCase(call.parameter("updateOnly"))) {
      org.read(() -> only(type, key, value));
    }
    Records.Upserted done =
        call.write(org, transaction -> new Records(transaction).upsert(type, key, value, body));
    if (!done.created() && call.major() < FIRST_VERSION_WITH_UPSERT_BODY) {
      return SandboxResponse.empty(204);
    }
    SandboxResponse answer =
        SandboxResponse.json(
            done.created() ? 201 : 200, Answers.saved(done.id()).put("created", done.created()));
    return done.created() ? answer.with("Location", call.view().url(type, done.id())) : answer;
  }

  private static void checkKeyAbsent(ObjectNode body, Field key) {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (name.equalsIgnoreCase(key.name())) {
                throw new SalesforceError(
                    "INVALID_FIELD",
                    "The " + key.name() + " field should not be specified in the sobject data.",
                    key.name());
              }
            });
  }

  private SandboxResponse related(ApiCall call, ObjectType type) {
    Field lookup = type.parent(call.part(3));
    ObjectType.Child child = type.child(call.part(3));
    if (RecordIds.canonical(call.part(2)) == null || lookup == null && child == null) {
      throw new SalesforceError(
          "NOT_FOUND",
          "Provided external ID field does not exist or is not accessible: " + call.part(2));
    }
    if (!call.method().equals("GET")) {
      return throughLookup(call, type, lookup);
    }
    return org.read(
        () -> {
          ObjectNode row = live(type, call.part(2));
          return lookup == null ? children(call, child, row) : parent(call, lookup, row);
        });
  }

  /** PATCH or DELETE of the record that a lookup points to. */
  private SandboxResponse throughLookup(ApiCall call, ObjectType type, Field lookup) {
    if (lookup == null) {
      throw Endpoint.notAllowed(call);
    }
    String id = org.read(() -> live(type, call.part(2))).path(lookup.name()).textValue();
    if (id == null) {
      throw Endpoint.notFound();
    }
    List<String> path = List.of("sobjects", call.schema().ofId(id).name(), id);
    return byId(
        new ApiCall(
            call.request(), call.version(), path, call.caller(), call.viewer(), call.open()),
        call.schema().ofId(id));
  }

  private SandboxResponse parent(ApiCall call, Field lookup, ObjectNode row) {
    String id = row.path(lookup.name()).textValue();
    if (id == null) {
      throw Endpoint.notFound();
    }
    ObjectType parent = call.schema().ofId(id);
    ObjectNode record = live(parent, id);
    return SandboxResponse.json(200, call.view().record(parent, record, fields(call, parent)));
  }

  private SandboxResponse children(ApiCall call, ObjectType.Child child, ObjectNode row) {
    Table table = org.table(child.object());
    List<ObjectNode> rows = table.having(child.field(), row.get("Id").textValue());
    ObjectNode result = Json.object().put("totalSize", rows.size()).put("done", true);
    ArrayNode records = result.putArray("records");
    Collection<Field> fields = fields(call, child.object());
    rows.forEach(one -> records.add(call.view().record(child.object(), one, fields)));
    return SandboxResponse.json(200, result);
  }
}
