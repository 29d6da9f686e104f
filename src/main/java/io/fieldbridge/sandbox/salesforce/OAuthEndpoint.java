package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code /services/oauth2/...}: authorize, token, revoke, userinfo, introspect. */
final class OAuthEndpoint {

  private static final int REFUSED = 400;

  /** The org behind the logins: its address, and the HTTP status by error where it differs. */
  record Host(Supplier<String> url, Supplier<Map<String, Integer>> errorStatus) {}

  private final ConsumerApps apps;
  private final Sessions sessions;
  private final Users users;
  private final Grants grants;
  private final Host host;
  private final JwtLogin jwt;

  OAuthEndpoint(ConsumerApps apps, Sessions sessions, Users users, Grants grants, Host host) {
    this.apps = apps;
    this.sessions = sessions;
    this.users = users;
    this.grants = grants;
    this.host = host;
    this.jwt = new JwtLogin(apps, sessions.clock());
  }

  SandboxResponse answer(SandboxRequest request) {
    String call = request.method() + " " + request.path().replaceAll("^/services/oauth2|/$", "");
    switch (call) {
      case "GET /authorize":
        return authorize(request.parameters());
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
      return login(request);
    } catch (OAuthError refused) {
      int status = host.errorStatus().get().getOrDefault(refused.error(), REFUSED);
      return SandboxResponse.json(status, members(refused.error(), refused.getMessage()));
    }
  }

  /** The two members and no more, for clients that read strictly. */
  static SandboxResponse refusal(String error, String description) {
    return SandboxResponse.json(REFUSED, members(error, description));
  }

  private static ObjectNode members(String error, String description) {
    return Json.object().put("error", error).put("error_description", description);
  }

  /** The person at the browser consents at once. */
  private SandboxResponse authorize(Map<String, String> asked) {
    String redirect = asked.getOrDefault("redirect_uri", "");
    try {
      ConsumerApps.App app = known(asked.get("client_id"));
      if (!redirect.matches("https?://\\S+")
          || !"code".equals(asked.getOrDefault("response_type", ""))) {
        throw new OAuthError("invalid_request", "response_type code and redirect_uri are needed");
      }
      String user = users.idOf(asked.getOrDefault("login_hint", app.username()));
      String code =
          grants.code(new Grants.Code(app.key(), user, redirect, asked.get("code_challenge")));
      String state = asked.getOrDefault("state", "");
      String target =
          redirect
              + (redirect.contains("?") ? "&" : "?")
              + "code="
              + code
              + (state.isEmpty()
                  ? ""
                  : "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
      return SandboxResponse.empty(302).with("Location", target);
    } catch (OAuthError refused) {
      return refusal(refused.error(), refused.getMessage());
    }
  }

  private SandboxResponse login(SandboxRequest request) {
    Map<String, String> form = request.formFields();
    switch (form.getOrDefault("grant_type", "")) {
      case "client_credentials":
        ConsumerApps.App app = app(request, form);
        return granted(sessions.login(users.idOf(app.username()), app.key()));
      case "urn:ietf:params:oauth:grant-type:jwt-bearer":
        JwtLogin.Claim claim = jwt.check(form.getOrDefault("assertion", ""), host.url().get());
        return granted(sessions.login(users.idOf(claim.username()), claim.consumerKey()));
      case "password":
        ConsumerApps.App own = app(request, form);
        if (form.getOrDefault("password", "").isEmpty()) {
          throw new OAuthError("invalid_grant", "authentication failure");
        }
        return granted(sessions.login(users.idOf(form.getOrDefault("username", "")), own.key()));
      case "authorization_code":
        return redeemed(form);
      case "refresh_token":
        return refreshed(form);
      case "":
        throw new OAuthError("invalid_request", "must supply grant_type");
      default:
        throw new OAuthError("unsupported_grant_type", "grant type not supported");
    }
  }

  private SandboxResponse redeemed(Map<String, String> form) {
    ConsumerApps.App app = known(form.get("client_id"));
    checkSecret(app, form.get("client_secret"));
    Grants.Code code =
        grants.redeem(
            form.getOrDefault("code", ""),
            app.key(),
            form.getOrDefault("redirect_uri", ""),
            form.getOrDefault("code_verifier", ""));
    Session session = sessions.login(code.userId(), app.key());
    return granted(session, "api refresh_token", grants.refreshToken(session));
  }

  private SandboxResponse refreshed(Map<String, String> form) {
    ConsumerApps.App app = known(form.get("client_id"));
    if (form.containsKey("client_secret")) {
      checkSecret(app, form.get("client_secret"));
    }
    String token = form.getOrDefault("refresh_token", "");
    Grants.Refresh refresh = grants.refresh(token, app.key());
    Session session = sessions.login(refresh.userId(), app.key());
    return granted(session, "api refresh_token", grants.refreshed(token, session));
  }

  private ConsumerApps.App known(String consumerKey) {
    return apps.find(consumerKey)
        .orElseThrow(() -> new OAuthError("invalid_client_id", "client identifier invalid"));
  }

  private static void checkSecret(ConsumerApps.App app, String secret) {
    if (secret == null || !app.knows(secret)) {
      throw new OAuthError("invalid_client", "invalid client credentials");
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
    ConsumerApps.App app = known(id);
    checkSecret(app, secret);
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
    return granted(session, "api", null);
  }

  private SandboxResponse granted(Session session, String scope, String refreshToken) {
    String issued = Long.toString(sessions.clock().millis());
    String id = users.identityUrl(host.url().get(), session.userId());
    String secret = apps.find(session.consumerKey()).orElseThrow().secret();
    ObjectNode answer =
        Json.object()
            .put("access_token", session.token())
            .put("signature", signature(id + issued, secret))
            .put("scope", scope)
            .put("instance_url", host.url().get())
            .put("id", id)
            .put("token_type", "Bearer")
            .put("issued_at", issued)
            .put("api_instance_url", host.url().get());
    if (refreshToken != null) {
      answer.put("refresh_token", refreshToken);
    }
    return SandboxResponse.json(200, answer);
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
    String token = fields.getOrDefault("token", "");
    List<String> ended = grants.revoke(token);
    if (ended != null) {
      ended.forEach(sessions::end);
    }
    return ended != null || sessions.end(token)
        ? SandboxResponse.empty(200)
        : refusal("invalid_token", "invalid token");
  }

  private SandboxResponse userInfo(SandboxRequest request) {
    return Authorization.token(request)
        .flatMap(sessions::of)
        .map(session -> users.info(host.url().get(), session.userId()))
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
                .put("sub", users.identityUrl(host.url().get(), open.userId()))
                .put("exp", sessions.expiry(open).getEpochSecond())
                .put("username", users.name(open.userId()))
                .put("token_type", "access_token"));
    return SandboxResponse.json(200, answer);
  }
}
