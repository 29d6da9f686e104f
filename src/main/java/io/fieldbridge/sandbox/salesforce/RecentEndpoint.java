package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** {@code /recent?limit=n}: what the caller wrote last; what was only viewed is not kept. */
final class RecentEndpoint implements Endpoint {

  static final int MOST = 200;

  private record Recent(ObjectType type, ObjectNode row) {
    String time() {
      return row.get("LastModifiedDate").textValue();
    }
  }

  private final Org org;

  RecentEndpoint(Org org) {
    this.org = org;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    if (!call.method().equals("GET")) {
      throw Endpoint.notAllowed(call);
    }
    String limit = call.parameter("limit") == null ? "" : call.parameter("limit");
    int most = limit.matches("\\d{1,3}") ? Math.min(MOST, Integer.parseInt(limit)) : MOST;
    return SandboxResponse.json(200, records(call, call.schema().objects(), most));
  }

  /** What the caller wrote last of these objects. */
  ArrayNode records(ApiCall call, Collection<ObjectType> types, int most) {
    ArrayNode records = Json.array();
    org.read(() -> mine(call, types)).stream()
        .sorted(Comparator.comparing(Recent::time).reversed())
        .limit(most)
        .map(recent -> call.view().record(recent.type, recent.row, named(recent.type)))
        .forEach(records::add);
    return records;
  }

  private static List<Field> named(ObjectType type) {
    List<String> names = type.field("Name") == null ? List.of("Id") : List.of("Id", "Name");
    return RecordEndpoint.named(type, names);
  }

  private List<Recent> mine(ApiCall call, Collection<ObjectType> types) {
    List<Recent> mine = new ArrayList<>();
    for (ObjectType type : types) {
      for (ObjectNode row : org.table(type).all()) {
        boolean own =
            row.path("LastModifiedById").asText().equals(call.caller().userId())
                && !row.path("IsDeleted").booleanValue();
        if (own) {
          mine.add(new Recent(type, row));
        }
      }
    }
    return mine;
  }
}
