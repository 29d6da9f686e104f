package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.connector.salesforce.SalesforceCredentials.ClientSecret;
import io.fieldbridge.connector.salesforce.SalesforceCredentials.JwtBearer;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Gets a session by OAuth, by client credentials or by JWT bearer. A refused login is not tried
 * again for a while, for repeated bad logins lock the user. One thread at a time.
 */
final class Login {

  private static final String PURPOSE = "login";
  private static final Pattern IDENTITY = Pattern.compile("/id/([A-Za-z0-9]{15,18})/(\\w{15,18})");
  private static final Duration LOGIN_PAUSE = Duration.ofMinutes(1);
  private static final Duration REFUSAL_HOLDS = Duration.ofSeconds(30);

  private final SalesforceSettings.Login settings;
  private final Wire wire;
  private final Pulse pulse;
  private final Clock clock;
  private SystemUnavailableException refusal;
  private Instant refusedAt;

  Login(SalesforceSettings.Login settings, Wire wire, Pulse pulse, Clock clock) {
    this.settings = settings;
    this.wire = wire;
    this.pulse = pulse;
    this.clock = clock;
  }

  /**
   * @throws SystemUnavailableException if Salesforce refuses the credentials or cannot be reached;
   *     no record is ever to blame for it
   */
  Session open() {
    if (refusal != null && clock.instant().isBefore(refusedAt.plus(REFUSAL_HOLDS))) {
      throw refusal;
    }
    refusal = null;
    try {
      return answered();
    } catch (SystemUnavailableException e) {
      throw e.mayFollowRecord() ? new SystemUnavailableException(e.reason(), e) : e;
    }
  }

  private Session answered() {
    HttpRequest request =
        HttpRequest.newBuilder(settings.url().resolve("/services/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(form(grant())))
            .build();
    RestAnswer answer = send(request);
    if (!answer.success()) {
      throw refused(answer);
    }
    JsonNode token = answer.json("the login");
    String access = token.path("access_token").asText("");
    String instance = token.path("instance_url").asText("");
    if (access.isEmpty() || instance.isEmpty()) {
      String why = "access_token or instance_url is missing";
      throw SalesforceFailures.unreadable("the login", why, null);
    }
    return session(access, address(instance), token.path("id").asText(""));
  }

  private static URI address(String instance) {
    try {
      return new URI(instance);
    } catch (URISyntaxException e) {
      throw SalesforceFailures.unreadable("the login", "instance_url is '" + instance + "'", e);
    }
  }

  private Session session(String access, URI instance, String identity) {
    Matcher ids = IDENTITY.matcher(identity);
    if (ids.find()) {
      return new Session(
          access, instance, SalesforceId.of(ids.group(1)), SalesforceId.of(ids.group(2)));
    }
    HttpRequest request =
        HttpRequest.newBuilder(Session.address(instance, "/services/oauth2/userinfo"))
            .header("Authorization", "Bearer " + access)
            .header("Accept", "application/json")
            .GET()
            .build();
    JsonNode info = send(request).json("the question who the integration user is");
    return new Session(
        access,
        instance,
        SalesforceId.of(info.path("organization_id").asText()),
        SalesforceId.of(info.path("user_id").asText()));
  }

  private RestAnswer send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = wire.send(request, PURPOSE);
      return new RestAnswer(response.statusCode(), response.headers(), response.body());
    } catch (NoAnswerException e) {
      throw SalesforceFailures.unreachable(e);
    }
  }

  private Map<String, String> grant() {
    Map<String, String> form = new LinkedHashMap<>();
    if (settings.credentials() instanceof JwtBearer bearer) {
      form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
      form.put("assertion", JwtAssertion.of(settings.consumerKey(), bearer, clock.instant()));
    } else if (settings.credentials() instanceof ClientSecret secret) {
      form.put("grant_type", "client_credentials");
      form.put("client_id", settings.consumerKey());
      form.put("client_secret", secret.secret());
    }
    return form;
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private RuntimeException refused(RestAnswer answer) {
    if (answer.status() >= 500 || answer.status() == 429 || answer.status() == 420) {
      return SalesforceFailures.of(answer, "the login");
    }
    JsonNode body = said(answer);
    String error = body.path("error").asText("http-" + answer.status());
    String text = body.path("error_description").asText("no explanation");
    Reason reason =
        Reason.of(
            error,
            "Salesforce refused the login at " + settings.url() + ": " + text,
            LoginAdvice.of(error, text));
    return error.equals("rate_limit_exceeded")
        ? new ThrottledException(reason, LOGIN_PAUSE)
        : held(reason);
  }

  private SystemUnavailableException held(Reason reason) {
    refusal = new SystemUnavailableException(reason, null);
    refusedAt = clock.instant();
    pulse.refused(refusal.getMessage());
    return refusal;
  }

  /** Whatever stands in front of Salesforce may answer with a page. */
  private static JsonNode said(RestAnswer answer) {
    try {
      return Json.read(answer.body());
    } catch (IOException noJson) {
      return Json.NODES.missingNode();
    }
  }
}
