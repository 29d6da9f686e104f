package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.ConnectorStatus;
import io.fieldbridge.connector.ExchangeRates;
import io.fieldbridge.connector.Probe;
import io.fieldbridge.connector.RecordReader;
import io.fieldbridge.connector.RecordWriter;
import io.fieldbridge.connector.SystemIdentity;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.ObjectSchema;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The door to one company of Dynamics 365 Business Central, API v2.0. Objects are entity sets as in
 * URLs, such as {@code customers} and {@code salesOrders}; ids are GUIDs. Thread-safe.
 */
public final class BusinessCentralConnector implements Connector {

  /** Waits up to this long are waited here; longer ones are told to the caller. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(30);

  private final BusinessCentralSettings settings;
  private final Pulse pulse;
  private final Company company;
  private final Schemas schemas;
  private final BusinessCentralPageReader pages;
  private final BusinessCentralRecordReader reader;
  private final BusinessCentralRecordWriter writer;
  private final BusinessCentralProbe probe;

  /**
   * Sends nothing yet.
   *
   * @param clock for tokens and limits
   */
  public BusinessCentralConnector(BusinessCentralSettings settings, Clock clock) {
    this.settings = settings;
    this.pulse = new Pulse(clock);
    BusinessCentralSettings.Limits limits = settings.limits();
    Transport transport = new Transport(settings.timing().requestTimeout());
    BusinessCentralAuth auth =
        new BusinessCentralAuth(settings.credentials(), new Transport(LOGIN_TIMEOUT), pulse, clock);
    Throttle throttle = new Throttle(limits, clock, PATIENCE);
    BusinessCentralClient client =
        new BusinessCentralClient(auth, throttle, transport, pulse, clock);
    this.pages = new BusinessCentralPageReader(client, limits.pageSize(), clock);
    this.company = new Company(settings.address(), pages);
    this.schemas = new Schemas(client, settings.address().apiRoot(), clock);
    Batches batches = new Batches(client, company, limits.batchPartsCount());
    CustomerMarks marks = new CustomerMarks(settings, client, pages, company);
    this.reader = new BusinessCentralRecordReader(client, pages, company, schemas, batches);
    this.writer = new BusinessCentralRecordWriter(client, company, reader, batches, marks);
    this.probe = new BusinessCentralProbe(reader, marks, settings.timing().clockTolerance());
  }

  @Override
  public String system() {
    return Rows.SYSTEM;
  }

  @Override
  public SystemIdentity identity() {
    BusinessCentralSettings.Address address = settings.address();
    return new SystemIdentity(
        Map.of(
            "tenant", address.tenant(),
            "environment", address.environment(),
            "company", company.id()));
  }

  /** Empty: the standard API tells nobody which user an application is. */
  @Override
  public String integrationUser() {
    return "";
  }

  /** One feed per entity set; deletions are not among what they tell. */
  @Override
  public List<ChangeFeed> feeds(Set<String> objects) {
    return new TreeSet<>(objects)
        .stream()
            .<ChangeFeed>map(
                set ->
                    new BusinessCentralChangeFeed(set, settings.timing(), company, schemas, pages))
            .toList();
  }

  /** The feed names a change by its row's version. */
  @Override
  public Optional<String> version(Change change) {
    return BusinessCentralChangeFeed.version(change);
  }

  @Override
  public RecordReader reader() {
    return reader;
  }

  @Override
  public RecordWriter writer() {
    return writer;
  }

  @Override
  public Probe probe() {
    return probe;
  }

  @Override
  public Optional<ObjectSchema> schema(String object) {
    return schemas.find(object).map(EntitySet::schema);
  }

  @Override
  public void forgetSchemas() {
    schemas.forget();
  }

  @Override
  public Optional<ExchangeRates> exchangeRates() {
    return Optional.of(new LedgerRates(company, schemas, pages, reader));
  }

  @Override
  public Duration longestRequest() {
    return settings.timing().longestRequest();
  }

  @Override
  public ConnectorStatus status() {
    return pulse.status();
  }

  /** Nothing is held but idle connections, which end by themselves. */
  @Override
  public void close() {}
}
