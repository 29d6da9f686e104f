package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.data.Lookup;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import java.util.List;

/** The users of the org as logins see them. */
final class Users {

  /** The org's id in the form of 18 characters. */
  static final String ORG_ID = RecordIds.canonical(Sessions.ORG_ID);

  private final Org org;
  private final ObjectType type;

  Users(Org org) {
    this.org = org;
    this.type = org.schema().require("User");
  }

  /** The id of an active user. */
  String idOf(String username) {
    List<ObjectNode> found =
        org.read(() -> Lookup.byKey(org.table(type), type.field("Username"), username));
    if (found.isEmpty()) {
      throw new OAuthError("invalid_grant", "user hasn't approved this consumer");
    }
    if (!found.get(0).path("IsActive").booleanValue()) {
      throw new OAuthError("invalid_grant", "inactive user");
    }
    return found.get(0).get("Id").textValue();
  }

  String name(String id) {
    return row(id).path("Username").textValue();
  }

  String identityUrl(String base, String id) {
    return base + "/id/" + ORG_ID + "/" + id;
  }

  /** The answer of userinfo and of the identity URL together. */
  ObjectNode info(String base, String id) {
    ObjectNode row = row(id);
    ObjectNode info =
        Json.object()
            .put("sub", identityUrl(base, id))
            .put("id", identityUrl(base, id))
            .put("user_id", id)
            .put("organization_id", ORG_ID)
            .put("username", row.path("Username").textValue())
            .put("preferred_username", row.path("Username").textValue())
            .put("nickname", row.path("Alias").textValue())
            .put("name", row.path("Name").textValue())
            .put("email", row.path("Email").textValue())
            .put("zoneinfo", "Etc/UTC")
            .put("user_type", "STANDARD")
            .put("language", "en_US")
            .put("locale", "en_US")
            .put("utcOffset", 0)
            .put("updated_at", row.path("LastModifiedDate").textValue())
            .put("active", true);
    info.putObject("urls")
        .put("rest", base + "/services/data/v{version}/")
        .put("query", base + "/services/data/v{version}/query/")
        .put("sobjects", base + "/services/data/v{version}/sobjects/");
    return info;
  }

  private ObjectNode row(String id) {
    return org.read(() -> org.table(type).row(id));
  }
}
