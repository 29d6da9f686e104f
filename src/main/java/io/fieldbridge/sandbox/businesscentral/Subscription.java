package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** One subscription: where its notifications go, what they are about, and until when. */
record Subscription(
    String id, String notificationUrl, String clientState, Topic topic, Lifetime lifetime) {

  /** The set of one company below an API root, and the resource as the subscriber wrote it. */
  record Topic(String root, UUID company, String set, String resource) {

    boolean means(Change change) {
      return change.set().equals(set) && change.company().id().equals(company);
    }

    String url() {
      return root + "/companies(" + company + ")/" + set;
    }
  }

  /** When it was made, when it was changed last, and when it ends. */
  record Lifetime(Instant created, Instant modified, Instant expires, long version) {}

  String etag() {
    byte[] content =
        "40;%s;%d;".formatted(id, lifetime.version()).getBytes(StandardCharsets.US_ASCII);
    return "W/\"" + Base64.getEncoder().encodeToString(content) + "\"";
  }

  ObjectNode toJson() {
    return Json.object()
        .put("@odata.etag", etag())
        .put("subscriptionId", id)
        .put("notificationUrl", notificationUrl)
        .put("resource", topic.resource())
        .put("clientState", clientState)
        .put("expirationDateTime", RowJson.text(lifetime.expires()))
        .put("lastModifiedDateTime", RowJson.text(lifetime.modified()))
        .put("userId", Kind.NO_GUID.toString())
        .put("systemCreatedAt", RowJson.text(lifetime.created()))
        .put("systemModifiedAt", RowJson.text(lifetime.modified()));
  }

  /** One notification of this subscription. */
  ObjectNode notification(String changeType, String resource, Instant at) {
    return Json.object()
        .put("subscriptionId", id)
        .put("clientState", clientState)
        .put("expirationDateTime", RowJson.text(lifetime.expires()))
        .put("resource", resource)
        .put("changeType", changeType)
        .put("lastModifiedDateTime", RowJson.text(at));
  }
}
