package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The identity provider: tokens for client credentials, and whose token is still good. */
final class Tokens {

  private static final Map<String, String> SECRETS =
      Map.of(
          "fieldbridge-demo", "fieldbridge-demo-secret",
          "finance-demo", "finance-demo-secret");

  private final Switches switches;
  private final Clock clock;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();

  private record Grant(String client, Instant expires) {}

  Tokens(Switches switches, Clock clock) {
    this.switches = switches;
    this.clock = clock;
  }

  SandboxResponse issue(SandboxRequest request) {
    if (!request.method().equals("POST")) {
      return refusal(405, "invalid_request", "AADSTS900561: The endpoint only accepts POST.");
    }
    if (!List.of(Addresses.TENANT, Addresses.TENANT_ID).contains(request.segments().get(0))) {
      return refusal(400, "invalid_request", "AADSTS90002: The tenant was not found.");
    }
    Map<String, String> form = request.formFields();
    String client = form.getOrDefault("client_id", "");
    for (String name : List.of("grant_type", "client_id")) {
      if (form.getOrDefault(name, "").isEmpty()) {
        return refusal(
            400,
            "invalid_request",
            "AADSTS900144: The request body must contain the following parameter: '%s'."
                .formatted(name));
      }
    }
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return refusal(
          400, "unsupported_grant_type", "AADSTS70003: The grant type is not supported.");
    }
    if (!SECRETS.containsKey(client)) {
      return refusal(
          400,
          "unauthorized_client",
          "AADSTS700016: Application with identifier '" + client + "' was not found.");
    }
    if (form.containsKey("client_assertion")) {
      return refusal(400, "invalid_request", "Client assertions are not simulated.");
    }
    if (!SECRETS.get(client).equals(form.get("client_secret"))) {
      return refusal(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
    }
    if (!form.getOrDefault("scope", "").endsWith("/.default")) {
      return refusal(400, "invalid_scope", "AADSTS1002012: The scope must end with '/.default'.");
    }
    return granted(client);
  }

  /** The client whose valid token a request bears. */
  Optional<String> client(SandboxRequest request) {
    return request
        .header("authorization")
        .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(header -> grants.get(header.substring(7).trim()))
        .filter(grant -> clock.instant().isBefore(grant.expires()))
        .map(Grant::client);
  }

  private SandboxResponse granted(String client) {
    int seconds = switches.number(Switch.TOKEN_SECONDS);
    Instant expires = clock.instant().plusSeconds(seconds);
    String token =
        part("{\"typ\":\"JWT\",\"alg\":\"none\"}")
            + "."
            + part("{\"appid\":\"%s\",\"exp\":%d}".formatted(client, expires.getEpochSecond()))
            + "."
            + part(UUID.randomUUID().toString());
    grants.values().removeIf(grant -> !clock.instant().isBefore(grant.expires()));
    grants.put(token, new Grant(client, expires));
    ObjectNode json = Json.object();
    json.put("token_type", "Bearer")
        .put("expires_in", seconds)
        .put("ext_expires_in", seconds)
        .put("access_token", token);
    return SandboxResponse.json(200, json);
  }

  private static String part(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static SandboxResponse refusal(int status, String error, String description) {
    ObjectNode json = Json.object().put("error", error).put("error_description", description);
    Matcher number = Pattern.compile("AADSTS(\\d+)").matcher(description);
    if (number.find()) {
      json.putArray("error_codes").add(Integer.parseInt(number.group(1)));
    }
    json.put("trace_id", UUID.randomUUID().toString())
        .put("correlation_id", UUID.randomUUID().toString());
    return SandboxResponse.json(status, json);
  }
}
