package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code /parameterizedSearch}: a search without SOSL, by parameters or by a JSON body. */
final class ParameterizedSearchEndpoint implements Endpoint {

  private static final int RECORDS_MAX = 2000;

  private final Org org;

  ParameterizedSearchEndpoint(Org org) {
    this.org = org;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    ObjectNode wanted;
    switch (call.method()) {
      case "GET":
        wanted = body(call.request().parameters());
        break;
      case "POST":
        wanted = call.body();
        break;
      default:
        throw Endpoint.notAllowed(call);
    }
    TextSearch search = new TextSearch(org, wanted.path("q").asText());
    if (wanted.path("sobjects").isEmpty()) {
      throw new SalesforceError("INVALID_SEARCH", "Name at least one object in sobjects");
    }
    int most = limit(wanted, "overallLimit", RECORDS_MAX);
    ArrayNode found = Json.array();
    for (JsonNode one : wanted.path("sobjects")) {
      ObjectType type = TextSearch.object(call, one.path("name").asText());
      int some = limit(one, "limit", limit(wanted, "defaultLimit", most));
      List<String> names = names(one.has("fields") ? one : wanted);
      search
          .records(
              call, type, RecordEndpoint.named(type, names), Math.min(some, most - found.size()))
          .forEach(found::add);
    }
    return SandboxResponse.json(200, Json.object().set("searchRecords", found));
  }

  /** {@code q=x&sobject=Account&Account.fields=Id,Name&Account.limit=5} as a body. */
  private static ObjectNode body(Map<String, String> parameters) {
    ObjectNode body = Json.object().put("q", parameters.get("q"));
    ArrayNode objects = body.putArray("sobjects");
    for (String name : parameters.getOrDefault("sobject", "").split(",")) {
      if (!name.isBlank()) {
        ObjectNode one = objects.addObject().put("name", name.strip());
        list(one, parameters.get(name + ".fields"));
        number(one, "limit", parameters.get(name + ".limit"));
      }
    }
    list(body, parameters.get("fields"));
    number(body, "overallLimit", parameters.get("overallLimit"));
    number(body, "defaultLimit", parameters.get("defaultLimit"));
    return body;
  }

  private static void list(ObjectNode target, String names) {
    if (names != null) {
      ArrayNode fields = target.putArray("fields");
      List.of(names.split(",")).forEach(fields::add);
    }
  }

  private static void number(ObjectNode target, String name, String value) {
    if (value != null) {
      target.put(name, value);
    }
  }

  private static int limit(JsonNode from, String name, int otherwise) {
    String value = from.path(name).asText("");
    return value.matches("\\d{1,4}") ? Integer.parseInt(value) : otherwise;
  }

  private static List<String> names(JsonNode from) {
    List<String> names = new ArrayList<>();
    from.path("fields").forEach(name -> names.add(name.asText()));
    return names.isEmpty() ? List.of("Id") : names;
  }
}
