package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Caller;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.Records;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.List;
import java.util.Optional;

/**
 * Admin calls of this simulator alone: {@code POST /sandbox/keys} lets an app log in by JWT with
 * another key, {@code POST /sandbox/undelete/ID} stands for a person at the recycle bin.
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
    boolean undelete = path.size() == 3 && path.get(1).equals("undelete");
    return request.method().equals("POST") && undelete
        ? Optional.of(undelete(path.get(2)))
        : Optional.empty();
  }

  private SandboxResponse register(SandboxRequest request) {
    try {
      JsonNode body = Json.MAPPER.readTree(request.text());
      String app = body.path("consumerKey").asText();
      if (apps.find(app).isEmpty()) {
        throw new IllegalArgumentException("there is no app with the consumerKey '" + app + "'");
      }
      apps.register(app, KeyFiles.publicKey(body.path("pem").asText()));
      return SandboxResponse.empty(204);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalArgumentException("the body is no JSON object", unreadable);
    }
  }

  private SandboxResponse undelete(String id) {
    ObjectType type = org.schema().ofId(id);
    if (type == null) {
      throw new IllegalArgumentException("'" + id + "' is the id of no object");
    }
    Caller person = Caller.of(users.idOf(ConsumerApps.SALES_USER), "");
    try {
      org.write(
          person,
          transaction -> {
            new Records(transaction).undelete(type, id);
            return id;
          });
      return SandboxResponse.empty(204);
    } catch (SalesforceError refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
  }
}
