package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code /services/oauth2/...}: token, revoke, userinfo, introspect. */
final class OAuthEndpoint {

  private final ConsumerApps apps;
  private final Sessions sessions;
  private final Users users;
  private final InstantSource clock;
  private final Supplier<String> ownUrl;
  private final JwtLogin jwt;

  OAuthEndpoint(
      ConsumerApps apps,
      Sessions sessions,
      Users users,
      InstantSource clock,
      Supplier<String> ownUrl) {
    this.apps = apps;
    this.sessions = sessions;
    this.users = users;
    this.clock = clock;
    this.ownUrl = ownUrl;
    this.jwt = new JwtLogin(apps, clock);
  }

  SandboxResponse answer(SandboxRequest request) {
    String call = request.method() + " " + request.path().replaceAll("^/services/oauth2|/$", "");
    switch (call) {
      case "POST /token":
        return token(request);
      case "POST /revoke":
        return revoke(request.formFields());
      case "GET /revoke":
        return revoke(request.parameters());
      case "GET /userinfo", "POST /userinfo":
        return userInfo(request);
      case "POST /introspect":
        return introspect(request.formFields());
      default:
        return SandboxResponse.text(
            404, "text/html", "<html><body>URL No Longer Exists</body></html>");
    }
  }

  private SandboxResponse token(SandboxRequest request) {
    try {
      return granted(login(request));
    } catch (OAuthError refused) {
      return refusal(refused.error(), refused.getMessage());
    }
  }

  /** The two members and no more, for clients that read strictly. */
  static SandboxResponse refusal(String error, String description) {
    return SandboxResponse.json(
        400, Json.object().put("error", error).put("error_description", description));
  }

  private Session login(SandboxRequest request) {
    Map<String, String> form = request.formFields();
    switch (form.getOrDefault("grant_type", "")) {
      case "client_credentials":
        ConsumerApps.App app = app(request, form);
        return sessions.start(users.idOf(app.username()), app.key());
      case "urn:ietf:params:oauth:grant-type:jwt-bearer":
        JwtLogin.Claim claim = jwt.check(form.getOrDefault("assertion", ""), ownUrl.get());
        return sessions.start(users.idOf(claim.username()), claim.consumerKey());
      case "password":
        ConsumerApps.App own = app(request, form);
        return sessions.start(users.idOf(form.getOrDefault("username", "")), own.key());
      default:
        throw new OAuthError("unsupported_grant_type", "grant type not supported");
    }
  }

  private ConsumerApps.App app(SandboxRequest request, Map<String, String> form) {
    String id = form.get("client_id");
    String secret = form.get("client_secret");
    Optional<String> basic = request.header("Authorization").filter(h -> h.startsWith("Basic "));
    if (id == null && basic.isPresent()) {
      String[] pair = decoded(basic.get().substring(6)).split(":", 2);
      id = pair[0];
      secret = pair.length > 1 ? pair[1] : null;
    }
    ConsumerApps.App app =
        apps.find(id)
            .orElseThrow(() -> new OAuthError("invalid_client_id", "client identifier invalid"));
    if (secret == null || !app.knows(secret)) {
      throw new OAuthError("invalid_client", "invalid client credentials");
    }
    return app;
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unreadable) {
      throw new OAuthError("invalid_client", "invalid client credentials");
    }
  }

  private SandboxResponse granted(Session session) {
    String issued = Long.toString(clock.millis());
    String id = users.identityUrl(ownUrl.get(), session.userId());
    String secret = apps.find(session.consumerKey()).orElseThrow().secret();
    return SandboxResponse.json(
        200,
        Json.object()
            .put("access_token", session.token())
            .put("signature", signature(id + issued, secret))
            .put("scope", "api")
            .put("instance_url", ownUrl.get())
            .put("id", id)
            .put("token_type", "Bearer")
            .put("issued_at", issued)
            .put("api_instance_url", ownUrl.get()));
  }

  private static String signature(String text, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private SandboxResponse revoke(Map<String, String> fields) {
    return sessions.end(fields.getOrDefault("token", ""))
        ? SandboxResponse.empty(200)
        : refusal("invalid_token", "invalid token");
  }

  private SandboxResponse userInfo(SandboxRequest request) {
    return Authorization.token(request)
        .flatMap(sessions::of)
        .map(session -> users.info(ownUrl.get(), session.userId()))
        .map(info -> SandboxResponse.json(200, info))
        .orElseGet(() -> SandboxResponse.text(403, "text/plain", "Bad_OAuth_Token"));
  }

  private SandboxResponse introspect(Map<String, String> form) {
    ObjectNode answer = Json.object();
    Optional<Session> session = sessions.of(form.getOrDefault("token", ""));
    answer.put("active", session.isPresent());
    session.ifPresent(
        open ->
            answer
                .put("scope", "api")
                .put("client_id", open.consumerKey())
                .put("username", users.name(open.userId()))
                .put("token_type", "access_token"));
    return SandboxResponse.json(200, answer);
  }
}
