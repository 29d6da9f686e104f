package io.fieldbridge;

import io.fieldbridge.breaker.BreakerSettings;
import io.fieldbridge.connector.businesscentral.BusinessCentralSettings;
import io.fieldbridge.connector.salesforce.SalesforceSettings;
import io.fieldbridge.flow.Retention;
import io.fieldbridge.store.Sealing;
import io.fieldbridge.store.StoreSettings;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quartz.CronExpression;

/**
 * All settings of a daemon, checked together.
 *
 * @param home the folder that holds routes, mappings, conf and data
 * @param process how the daemon itself runs
 * @param store its database
 * @param systems the two systems
 * @param routeProperties what routes may refer to as {@code {{...}}}, Camel's own settings included
 */
record Settings(
    Path home,
    ProcessSettings process,
    StoreSettings store,
    SystemSettings systems,
    Map<String, String> routeProperties) {

  private static final String NO_ALERT = "none";
  private static final String COMPACT_FROM = "fieldbridge.database.compact-from-megabytes";
  private static final String OFF = "off";
  private static final String NIGHTLY = "0 30 3 * * ?";
  private static final String BEFORE_IT = "0 30 2 * * ?";
  private static final List<String> TARGETS =
      List.of("sales-order", "shipped-and-invoiced", "draft-invoice");

  /**
   * @param host where health, metrics and control listen
   * @param port the same
   * @param retention after which finished things are deleted; empty is never
   * @param alert the webhook that is told of each parked message; a secret
   * @param sealing how the database keeps what it knows of customers
   * @param breaker when a flow stops and asks, since it is about to change too many records
   * @param keySweep when linked records are looked for that are gone in the ERP; empty is never
   * @param retentionTimes when finished things are deleted; empty without a retention
   */
  record ProcessSettings(
      String host,
      int port,
      Optional<Duration> retention,
      Optional<URI> alert,
      Sealing sealing,
      BreakerSettings breaker,
      Optional<CronExpression> keySweep,
      Optional<CronExpression> retentionTimes) {}

  /**
   * @param roles role to system
   */
  record SystemSettings(
      Map<String, String> roles,
      SalesforceSettings salesforce,
      BusinessCentralSettings businessCentral) {}

  /**
   * Reads the home folder's configuration.
   *
   * @throws SettingsException with every mistake at once
   */
  static Settings read(Path home, Map<String, String> environment) {
    Configuration configuration =
        Configuration.read(home.resolve("conf").resolve("application.properties"), environment);
    ProcessSettings process = process(configuration, home);
    StoreSettings store = store(configuration, home);
    Optional<SalesforceSettings> salesforce = SalesforceConfiguration.read(configuration);
    Optional<BusinessCentralSettings> businessCentral =
        BusinessCentralConfiguration.read(configuration);
    Map<String, String> roles = roles(configuration);
    Map<String, String> properties = routeProperties(configuration, process);
    List<String> problems = configuration.problems();
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    SystemSettings systems =
        new SystemSettings(roles, salesforce.orElseThrow(), businessCentral.orElseThrow());
    return new Settings(home, process, store, systems, properties);
  }

  private static ProcessSettings process(Configuration configuration, Path home) {
    Optional<Duration> retention = retention(configuration);
    Optional<CronExpression> times = times(configuration, "fieldbridge.retention-times", BEFORE_IT);
    return new ProcessSettings(
        configuration.text("fieldbridge.http.host", "127.0.0.1"),
        configuration.number("fieldbridge.http.port", 8080, 1, 65535),
        retention,
        alert(configuration),
        sealing(configuration),
        BreakerConfiguration.read(configuration, home),
        times(configuration, "fieldbridge.key-sweep", NIGHTLY),
        times.filter(cron -> retention.isPresent()));
  }

  private static Sealing sealing(Configuration configuration) {
    String key = "fieldbridge.database.payload-key";
    if (configuration.text(key).isEmpty()) {
      return Sealing.none();
    }
    try {
      return Sealing.by(configuration.secret(key, "the key that encrypts payloads"));
    } catch (IllegalArgumentException e) {
      configuration.problem(key, "is of no use: " + e.getMessage() + "; openssl rand -base64 32");
      return Sealing.none();
    }
  }

  private static Optional<Duration> retention(Configuration configuration) {
    String key = "fieldbridge.retention";
    if (configuration.text(key).isEmpty()) {
      return Optional.empty();
    }
    Duration retention = configuration.duration(key, "0s");
    if (retention.compareTo(Retention.SHORTEST) < 0) {
      configuration.problem(
          key, "is too short; at least 7d, since feeds may tell a change again for three days");
      return Optional.empty();
    }
    return Optional.of(retention);
  }

  private static Optional<URI> alert(Configuration configuration) {
    String key = "fieldbridge.alert.url";
    if (configuration.text(key, NO_ALERT).equals(NO_ALERT)) {
      return Optional.empty();
    }
    String url = configuration.secret(key, "the webhook that is told of parked messages");
    if (!url.matches("https?://[^\\s/]+(/\\S*)?")) {
      configuration.problem(key, "is no http or https address");
      return Optional.empty();
    }
    return Optional.of(URI.create(url));
  }

  private static StoreSettings store(Configuration configuration, Path home) {
    String url = configuration.text("fieldbridge.database.url", "");
    String user = configuration.text("fieldbridge.database.user", "fieldbridge");
    boolean secured = configuration.text("fieldbridge.database.password").isPresent();
    String password =
        secured
            ? configuration.secret("fieldbridge.database.password", "the database's password")
            : "";
    int megabytes = configuration.number(COMPACT_FROM, 256, 1, 1_000_000);
    return StoreSettings.of(url, user, password, home).compactedFrom(megabytes * 1024L * 1024);
  }

  private static Map<String, String> roles(Configuration configuration) {
    Map<String, String> roles = new TreeMap<>();
    roles.put("crm", role(configuration, "crm", "salesforce"));
    roles.put("fsm", role(configuration, "fsm", "salesforce"));
    roles.put("erp", role(configuration, "erp", "business-central"));
    return roles;
  }

  private static String role(Configuration configuration, String role, String system) {
    return configuration.oneOf("fieldbridge.role." + role, system, List.of(system));
  }

  private static Map<String, String> routeProperties(
      Configuration configuration, ProcessSettings process) {
    Map<String, String> properties = new TreeMap<>(configuration.others());
    properties.put(
        "fieldbridge.flow.work-order-invoice.target",
        configuration.oneOf("fieldbridge.flow.work-order-invoice.target", "sales-order", TARGETS));
    properties.put("fieldbridge.alert", Boolean.toString(process.alert().isPresent()));
    properties.put(
        "fieldbridge.alert.retry-pause",
        Long.toString(configuration.duration("fieldbridge.alert.retry-pause", "5s").toMillis()));
    properties.put("fieldbridge.key-sweep", Boolean.toString(process.keySweep().isPresent()));
    properties.put("fieldbridge.sweep", Boolean.toString(process.retentionTimes().isPresent()));
    return properties;
  }

  private static Optional<CronExpression> times(
      Configuration configuration, String key, String usual) {
    String time = configuration.text(key, usual);
    if (time.equals(OFF)) {
      return Optional.empty();
    }
    try {
      return Optional.of(cron(time));
    } catch (ParseException e) {
      configuration.problem(
          key,
          "is '%s'; expected off, or second minute hour day month weekday, such as %s: %s"
              .formatted(time, usual, e.getMessage()));
      return Optional.empty();
    }
  }

  /** Quartz alone would pass over what stands behind the seventh field. */
  private static CronExpression cron(String time) throws ParseException {
    if (!time.matches("([0-9A-Z*?/,#-]+ ){5,6}[0-9A-Z*?/,#-]+")) {
      throw new ParseException("that are six fields, or seven with a year", 0);
    }
    return new CronExpression(time);
  }
}
