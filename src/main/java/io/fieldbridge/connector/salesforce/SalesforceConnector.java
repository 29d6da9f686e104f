package io.fieldbridge.connector.salesforce;

import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.ConnectorStatus;
import io.fieldbridge.connector.ExchangeRates;
import io.fieldbridge.connector.Probe;
import io.fieldbridge.connector.RecordReader;
import io.fieldbridge.connector.RecordWriter;
import io.fieldbridge.connector.SystemIdentity;
import io.fieldbridge.model.ObjectSchema;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Salesforce org behind the ports: REST for reading and writing, the Pub/Sub API for changes.
 * Thread-safe. Holds no thread and no connection of its own beyond the HTTP client's idle ones.
 */
public final class SalesforceConnector implements Connector {

  /** The system's name in contracts and record references. */
  public static final String SYSTEM = "salesforce";

  private final SalesforceSettings settings;
  private final Clock clock;
  private final Pulse pulse;
  private final Sessions sessions;
  private final Describes describes;
  private final Sweep sweep;
  private final RecordReader reader;
  private final RecordWriter writer;
  private final Probe probe;

  public SalesforceConnector(SalesforceSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.pulse = new Pulse(clock);
    Wire wire = new Wire(settings.limits(), pulse);
    Login login = new Login(settings.login(), wire, pulse, clock);
    this.sessions = new Sessions(login::open);
    ApiUsage usage = new ApiUsage(settings.limits().apiUsagePercentMax(), clock);
    RestClient rest = new RestClient(wire, sessions, usage, pulse, settings);
    Queries queries = new Queries(rest, settings.feed().poll().pageSize());
    this.describes = new Describes(rest, clock);
    this.sweep = new Sweep(queries, rest, describes, clock);
    this.reader = new SalesforceReader(queries, describes);
    this.writer = new SalesforceWriter(rest, describes, reader, clock);
    this.probe = new SalesforceProbe(queries, reader, describes, this::integrationUser);
  }

  @Override
  public String system() {
    return SYSTEM;
  }

  @Override
  public SystemIdentity identity() {
    return new SystemIdentity(Map.of("organization", sessions.current().organization()));
  }

  @Override
  public String integrationUser() {
    return sessions.current().user();
  }

  @Override
  public List<ChangeFeed> feeds(Set<String> objects) {
    return feeds(objects, Set.of());
  }

  /**
   * One feed for each channel, and one for each object that has to be polled. Parts are always
   * polled: a change event tells the changed fields only, and that of a deletion none.
   */
  @Override
  public List<ChangeFeed> feeds(Set<String> objects, Set<String> parts) {
    Set<String> wholes = new TreeSet<>(objects);
    wholes.removeAll(parts);
    Channels channels = Channels.of(settings.feed(), wholes);
    Set<String> polled = new TreeSet<>(objects);
    List<ChangeFeed> feeds = new ArrayList<>();
    Heard heard = new Heard();
    channels
        .objects()
        .forEach(
            (channel, captured) -> {
              feeds.add(new CaptureFeed(bus(channel, captured, heard), clock));
              polled.removeAll(captured);
            });
    for (String object : polled) {
      feeds.add(new PollFeed(object, settings, sweep, describes, clock));
    }
    return feeds;
  }

  private Bus bus(String channel, Set<String> captured, Heard heard) {
    return new Bus(channel, captured, heard, settings, sessions, describes, sweep, pulse);
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
    return describes.of(object).map(Description::schema);
  }

  @Override
  public void forgetSchemas() {
    describes.forget();
  }

  /** None: the rates of a document are the ERP's. */
  @Override
  public Optional<ExchangeRates> exchangeRates() {
    return Optional.empty();
  }

  @Override
  public Duration longestRequest() {
    return settings.limits().longestRequest();
  }

  @Override
  public ConnectorStatus status() {
    return pulse.status();
  }

  /** Nothing to close: feeds close their streams when interrupted. */
  @Override
  public void close() {}
}
