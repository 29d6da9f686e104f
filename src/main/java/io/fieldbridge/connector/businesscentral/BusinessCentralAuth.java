package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The access token, by client credentials. One login at a time, whoever asks; renewed before it
 * expires. Thread-safe.
 */
final class BusinessCentralAuth {

  private static final Duration MARGIN_MAX = Duration.ofMinutes(5);
  private static final Duration THROTTLED_DEFAULT = Duration.ofSeconds(10);
  private static final int MARGIN_SHARE = 10;
  private static final long LIFETIME_SECONDS_MAX = 86_400;

  private final BusinessCentralSettings.Credentials credentials;
  private final Transport transport;
  private final Pulse pulse;
  private final Clock clock;
  private String token = "";
  private Instant renewAt = Instant.EPOCH;

  BusinessCentralAuth(
      BusinessCentralSettings.Credentials credentials,
      Transport transport,
      Pulse pulse,
      Clock clock) {
    this.credentials = credentials;
    this.transport = transport;
    this.pulse = pulse;
    this.clock = clock;
  }

  /**
   * A token that holds now.
   *
   * @throws SystemUnavailableException when the login is refused or cannot be reached
   */
  synchronized String token() {
    if (token.isEmpty() || !clock.instant().isBefore(renewAt)) {
      logIn();
    }
    return token;
  }

  /** The server refused this token; the next caller logs in, unless somebody already has. */
  synchronized void forget(String refused) {
    if (token.equals(refused)) {
      token = "";
    }
  }

  private void logIn() {
    pulse.sent("login");
    Instant asked = clock.instant();
    Answer answer = ask();
    String given = answer.body().path("access_token").asText("");
    if (!answer.succeeded() || given.isEmpty()) {
      throw refused(answer);
    }
    long seconds = Math.min(LIFETIME_SECONDS_MAX, answer.body().path("expires_in").asLong(3_600));
    Duration lifetime = Duration.ofSeconds(Math.max(1, seconds));
    Duration margin = lifetime.dividedBy(MARGIN_SHARE);
    renewAt = asked.plus(lifetime).minus(margin.compareTo(MARGIN_MAX) > 0 ? MARGIN_MAX : margin);
    token = given;
  }

  private Answer ask() {
    String form =
        "grant_type=client_credentials"
            + pair("client_id", credentials.clientId())
            + pair("client_secret", credentials.clientSecret())
            + pair("scope", credentials.scope());
    try {
      return transport.exchange(
          HttpRequest.newBuilder(credentials.tokenUrl())
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Accept", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build());
    } catch (ReplyLostException lost) {
      throw new SystemUnavailableException(
          Reason.of(
              "login-unanswered",
              "The login for Business Central at "
                  + credentials.tokenUrl().getAuthority()
                  + " was not answered: "
                  + lost.getMessage()
                  + ".",
              "None needed; it will be tried again."),
          lost);
    }
  }

  private RuntimeException refused(Answer answer) {
    if (answer.status() == 429 || answer.status() == 503) {
      Duration wait = answer.retryAfter(clock.instant()).orElse(THROTTLED_DEFAULT);
      return new ThrottledException(
          Reason.of("login-throttled", "The login asks us to wait.", "None needed."), wait);
    }
    String said =
        answer.body().path("error_description").asText(answer.body().path("error").asText(""));
    return new SystemUnavailableException(
        Reason.of(
            "login-refused",
            "The login for Business Central was refused with status "
                + answer.status()
                + (said.isEmpty() ? "" : ": " + said.lines().findFirst().orElse("")),
            "Check client id, secret and tenant of application '"
                + credentials.clientId()
                + "', and that the secret has not expired."),
        null);
  }

  private static String pair(String name, String value) {
    return "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
