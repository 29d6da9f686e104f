package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Caller;
import io.fieldbridge.sandbox.salesforce.data.Locks;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.Records;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Admin calls of this simulator alone: {@code POST /sandbox/keys} lets an app log in by JWT with
 * another key, {@code POST /sandbox/undelete/ID} stands for a person at the recycle bin, {@code
 * POST /sandbox/merge} for one who merges records, and {@code /sandbox/locks} for whoever holds
 * some.
 */
final class OrgAdmin {

  private final Org org;
  private final ConsumerApps apps;
  private final Users users;

  OrgAdmin(Org org, ConsumerApps apps, Users users) {
    this.org = org;
    this.apps = apps;
    this.users = users;
  }

  Optional<SandboxResponse> answer(SandboxRequest request) {
    List<String> path = request.segments();
    if (request.method().equals("POST") && request.path().equals("/sandbox/keys")) {
      return Optional.of(register(request));
    }
    if (request.path().equals("/sandbox/locks")) {
      return Optional.of(locks(request));
    }
    if (request.method().equals("POST") && request.path().equals("/sandbox/merge")) {
      JsonNode body = json(request);
      return Optional.of(
          asPerson(records -> records.merge(body.path("winner").asText(), texts(body, "losers"))));
    }
    boolean undelete = path.size() == 3 && path.get(1).equals("undelete");
    return request.method().equals("POST") && undelete
        ? Optional.of(undelete(path.get(2)))
        : Optional.empty();
  }

  private SandboxResponse register(SandboxRequest request) {
    JsonNode body = json(request);
    String app = body.path("consumerKey").asText();
    if (apps.find(app).isEmpty()) {
      throw new IllegalArgumentException("there is no app with the consumerKey '" + app + "'");
    }
    apps.register(app, KeyFiles.publicKey(body.path("pem").asText()));
    return SandboxResponse.empty(204);
  }

  private static JsonNode json(SandboxRequest request) {
    try {
      return Json.MAPPER.readTree(request.text());
    } catch (JsonProcessingException unreadable) {
      throw new IllegalArgumentException("the body is no JSON object", unreadable);
    }
  }

  private static List<String> texts(JsonNode body, String name) {
    List<String> texts = new ArrayList<>();
    body.path(name).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** POST holds {@code id} or {@code object}, DELETE lets go of all, GET tells what is held. */
  private SandboxResponse locks(SandboxRequest request) {
    switch (request.method()) {
      case "GET":
        return SandboxResponse.json(200, Json.MAPPER.valueToTree(org.locks().all()));
      case "DELETE":
        org.locks().releaseAll();
        return SandboxResponse.empty(204);
      default:
        JsonNode body = json(request);
        String id = RecordIds.canonical(body.path("id").asText(""));
        String held = id == null ? body.path("object").asText() : id;
        if (id == null && org.schema().find(held) == null) {
          throw new IllegalArgumentException("expected the id of a record or an object's name");
        }
        String kind = body.path("kind").asText("row").toUpperCase(Locale.ROOT);
        org.locks().hold(held, Locks.Kind.valueOf(kind));
        return SandboxResponse.empty(204);
    }
  }

  private SandboxResponse undelete(String id) {
    ObjectType type = org.schema().ofId(id);
    if (type == null) {
      throw new IllegalArgumentException("'" + id + "' is the id of no object");
    }
    return asPerson(records -> records.undelete(type, id));
  }

  private SandboxResponse asPerson(Consumer<Records> work) {
    Caller person = Caller.of(users.idOf(ConsumerApps.SALES_USER), "");
    try {
      org.write(
          person,
          transaction -> {
            work.accept(new Records(transaction));
            return person;
          });
      return SandboxResponse.empty(204);
    } catch (SalesforceError refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
  }
}
