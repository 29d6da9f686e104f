package io.fieldbridge.sandbox.salesforce.streaming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;

/** The forms of Bayeux replies. */
final class Replies {

  static final String NO_HEADER = "401::Request requires authentication";
  static final String BAD_TOKEN = "401::Authentication invalid";
  static final String UNKNOWN_CLIENT = "403::Unknown client";
  static final String DELIVERIES_USED_UP = "403::Organization total events daily limit exceeded";
  static final String BUSY = "503::Server is too busy. Please try your request again later.";
  static final String CLIENTS_TOO_MANY = "403::Organization concurrent user limit exceeded";

  private Replies() {}

  static ObjectNode success(JsonNode message) {
    return to(message).put("successful", true);
  }

  static ObjectNode failure(JsonNode message, String error) {
    return to(message).put("successful", false).put("error", error);
  }

  /** A failure after which the client must log in again. */
  static ObjectNode unauthenticated(JsonNode message, String error) {
    ObjectNode reply = failure(message, error);
    reply.putObject("advice").put("reconnect", "none").put("interval", 0);
    return reply;
  }

  static ObjectNode unknownClient(JsonNode message) {
    ObjectNode reply = failure(message, UNKNOWN_CLIENT);
    reply.putObject("advice").put("interval", 0).put("reconnect", "handshake");
    return reply;
  }

  static ObjectNode handshakeDenied(JsonNode message, String reason) {
    ObjectNode reply = failure(message, "403::Handshake denied");
    ObjectNode ext = reply.putObject("ext");
    ext.put("replay", true).put("payload.format", true);
    ext.putObject("sfdc").put("failureReason", reason);
    reply.putObject("advice").put("reconnect", "none");
    return reply;
  }

  /** A failure for now; a handshake tells its reason beside the error, as every denied one does. */
  static ObjectNode busy(JsonNode message) {
    if (message.path("channel").asText().equals("/meta/handshake")) {
      ObjectNode denied = handshakeDenied(message, BUSY);
      denied.putObject("advice").put("reconnect", "retry").put("interval", 1000);
      return denied;
    }
    ObjectNode reply = failure(message, BUSY);
    reply.putObject("ext").putObject("sfdc").put("failureReason", BUSY);
    reply.putObject("advice").put("reconnect", "retry").put("interval", 1000);
    return reply;
  }

  static ObjectNode handshake(JsonNode message, String clientId) {
    ObjectNode reply = success(message);
    reply.putObject("ext").put("replay", true).put("payload.format", true);
    reply.put("version", "1.0").put("minimumVersion", "1.0").put("clientId", clientId);
    reply.putArray("supportedConnectionTypes").add("long-polling");
    return reply;
  }

  static ObjectNode connected(JsonNode message, long holdMilliseconds) {
    ObjectNode reply = success(message);
    reply
        .putObject("advice")
        .put("interval", 0)
        .put("timeout", holdMilliseconds)
        .put("reconnect", "retry");
    return reply;
  }

  static String invalidReplay(long id) {
    return "400::The replayId {"
        + id
        + "} you provided was invalid.  Please provide a valid ID, -2 to replay all events, or -1"
        + " to replay only new events.";
  }

  private static ObjectNode to(JsonNode message) {
    ObjectNode reply = Json.object().put("channel", message.path("channel").asText());
    for (String name : new String[] {"id", "clientId", "subscription"}) {
      if (message.has(name)) {
        reply.set(name, message.get(name));
      }
    }
    return reply;
  }
}
