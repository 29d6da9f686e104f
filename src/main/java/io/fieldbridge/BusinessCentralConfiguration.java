package io.fieldbridge;

import io.fieldbridge.connector.businesscentral.BusinessCentralSettings;
import io.fieldbridge.connector.businesscentral.CustomerProof;
import java.net.URI;
import java.util.Optional;

/** Reads the settings of Business Central. */
final class BusinessCentralConfiguration {

  private static final String PREFIX = "fieldbridge.business-central.";

  private final Configuration configuration;

  private BusinessCentralConfiguration(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Empty when a mistake was found; the configuration holds what it was. */
  static Optional<BusinessCentralSettings> read(Configuration configuration) {
    int before = configuration.problems().size();
    try {
      BusinessCentralSettings settings = new BusinessCentralConfiguration(configuration).settings();
      return configuration.problems().size() > before ? Optional.empty() : Optional.of(settings);
    } catch (IllegalArgumentException e) {
      if (configuration.problems().size() == before) {
        configuration.problem(PREFIX + "*", "is not usable: " + e.getMessage());
      }
      return Optional.empty();
    }
  }

  private BusinessCentralSettings settings() {
    BusinessCentralSettings.Credentials credentials = credentials();
    BusinessCentralSettings.Limits limits = limits();
    BusinessCentralSettings.Timing timing = timing();
    CustomerProof proof =
        CustomerProof.parse(configuration.text(PREFIX + "customer-proof", "content"));
    return new BusinessCentralSettings(address(), credentials, limits, timing, proof);
  }

  private BusinessCentralSettings.Address address() {
    return new BusinessCentralSettings.Address(
        URI.create(required("api-root", "the API's address up to and including /api/v2.0")),
        required("tenant", "the tenant's id or domain"),
        configuration.text(PREFIX + "environment", "production"),
        required("company", "the company's name or id; it is never guessed"));
  }

  private BusinessCentralSettings.Credentials credentials() {
    return new BusinessCentralSettings.Credentials(
        URI.create(required("token-url", "where the tenant gives tokens")),
        required("client-id", "the id of the registered application"),
        configuration.secret(PREFIX + "client-secret", "the application's secret"),
        configuration.text(PREFIX + "scope", BusinessCentralSettings.Credentials.DEFAULT_SCOPE));
  }

  private BusinessCentralSettings.Limits limits() {
    BusinessCentralSettings.Limits online = BusinessCentralSettings.Limits.online();
    return new BusinessCentralSettings.Limits(
        configuration.number(PREFIX + "concurrency", online.concurrency(), 1, 100),
        configuration.number(PREFIX + "calls-per-5-minutes", online.callsPerWindow(), 1, 1_000_000),
        configuration.flag(PREFIX + "batch-parts-count", online.batchPartsCount()),
        configuration.number(PREFIX + "page-size", online.pageSize(), 1, 20_000));
  }

  private BusinessCentralSettings.Timing timing() {
    BusinessCentralSettings.Timing online = BusinessCentralSettings.Timing.online();
    String longest = online.longestRequest().toSeconds() + "s";
    return new BusinessCentralSettings.Timing(
        configuration.duration(PREFIX + "poll", online.pollInterval().toSeconds() + "s"),
        configuration.duration(PREFIX + "poll-overlap", longest),
        configuration.duration(PREFIX + "longest-request", longest),
        configuration.duration(
            PREFIX + "request-timeout", online.requestTimeout().toSeconds() + "s"),
        configuration.duration(
            PREFIX + "clock-tolerance", online.clockTolerance().toSeconds() + "s"));
  }

  private String required(String key, String meaning) {
    return configuration.required(PREFIX + key, meaning);
  }
}
