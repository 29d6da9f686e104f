package io.fieldbridge;

import io.fieldbridge.connector.salesforce.PrivateKeys;
import io.fieldbridge.connector.salesforce.SalesforceCredentials;
import io.fieldbridge.connector.salesforce.SalesforceSettings;
import io.fieldbridge.failure.ContractException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the settings of Salesforce. */
final class SalesforceConfiguration {

  private static final String PREFIX = "fieldbridge.salesforce.";

  private final Configuration configuration;

  private SalesforceConfiguration(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Empty when a mistake was found; the configuration holds what it was. */
  static Optional<SalesforceSettings> read(Configuration configuration) {
    int before = configuration.problems().size();
    try {
      SalesforceSettings settings = new SalesforceConfiguration(configuration).settings();
      return configuration.problems().size() > before ? Optional.empty() : Optional.of(settings);
    } catch (IllegalArgumentException | ContractException e) {
      configuration.problem(PREFIX + "*", "is not usable: " + e.getMessage());
      return Optional.empty();
    }
  }

  private SalesforceSettings settings() {
    URI login = URI.create(text("login-url", "https://login.salesforce.com"));
    String consumerKey =
        configuration.required(PREFIX + "client-id", "the consumer key of the app in Salesforce");
    SalesforceCredentials credentials = credentials(login);
    return new SalesforceSettings(
        new SalesforceSettings.Login(login, consumerKey, credentials),
        new SalesforceSettings.Feed(pubSub(), captured(), poll(), quietProbe()),
        limits(),
        text("api-version", SalesforceSettings.API_VERSION),
        SalesforceSettings.CLIENT_NAME);
  }

  private SalesforceCredentials credentials(URI login) {
    Optional<String> user = configuration.text(PREFIX + "jwt.user");
    String audience = text("jwt.audience", login.toString());
    if (user.isEmpty()) {
      return new SalesforceCredentials.ClientSecret(
          configuration.secret(
              PREFIX + "client-secret",
              "the consumer secret of the app, unless jwt.user and jwt.private-key are set"));
    }
    String key =
        configuration.secret(PREFIX + "jwt.private-key", "the private key that signs the login");
    return new SalesforceCredentials.JwtBearer(user.get(), PrivateKeys.fromPem(key), audience);
  }

  private SalesforceSettings.PubSub pubSub() {
    Duration keepAlive = configuration.duration(PREFIX + "keep-alive", "270s");
    return new SalesforceSettings.PubSub(
        text("pubsub.host", SalesforceSettings.PubSub.HOST),
        configuration.number(PREFIX + "pubsub.port", SalesforceSettings.PubSub.PORT, 1, 65535),
        configuration.flag(PREFIX + "pubsub.plain-text", false),
        List.of(text("channels", SalesforceSettings.PubSub.ALL_EVENTS).split("\\s*,\\s*")),
        keepAlive);
  }

  private Duration quietProbe() {
    String usual = SalesforceSettings.Feed.QUIET_PROBE.toSeconds() + "s";
    return configuration.duration(PREFIX + "quiet-probe", usual);
  }

  private Set<String> captured() {
    String text = text("change-data-capture", String.join(",", SalesforceSettings.Feed.CAPTURED));
    return new TreeSet<>(Arrays.asList(text.split("\\s*,\\s*")));
  }

  private SalesforceSettings.Poll poll() {
    SalesforceSettings.Poll standard = SalesforceSettings.Poll.standard();
    return new SalesforceSettings.Poll(
        configuration.duration(PREFIX + "poll", standard.interval().toSeconds() + "s"),
        configuration.duration(PREFIX + "poll-overlap", standard.overlap().toSeconds() + "s"),
        configuration.number(PREFIX + "page-size", standard.pageSize(), 200, 2000));
  }

  private SalesforceSettings.Limits limits() {
    SalesforceSettings.Limits standard = SalesforceSettings.Limits.standard();
    return new SalesforceSettings.Limits(
        standard.connectTimeout(),
        configuration.duration(
            PREFIX + "request-timeout", standard.requestTimeout().toSeconds() + "s"),
        configuration.duration(
            PREFIX + "longest-request", standard.longestRequest().toSeconds() + "s"),
        configuration.number(
            PREFIX + "api-usage-percent-max", standard.apiUsagePercentMax(), 1, 100));
  }

  private String text(String key, String otherwise) {
    return configuration.text(PREFIX + key, otherwise);
  }
}
