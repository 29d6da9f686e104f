package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.connector.salesforce.ScriptedOrg.Answer;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.model.Change;
import io.fieldbridge.sandbox.salesforce.events.ChangeEvent;
import io.fieldbridge.sandbox.salesforce.events.EntityDefinition;
import io.fieldbridge.sandbox.salesforce.events.EntityField;
import io.fieldbridge.sandbox.salesforce.events.EventChannel;
import io.fieldbridge.sandbox.salesforce.events.EventLog;
import io.fieldbridge.sandbox.salesforce.events.EventLogSettings;
import io.fieldbridge.sandbox.salesforce.events.PubSubServer;
import io.fieldbridge.sandbox.salesforce.events.PubSubSettings;
import io.fieldbridge.sandbox.salesforce.events.TokenCheck.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** An org with the simulated event bus, a feed that runs on it, and a sink that remembers. */
final class CapturedOrg implements AutoCloseable {

  static final String ACCOUNT =
      "Name:string BillingStreet:textarea BillingCity:string BillingCountry:string Phone:phone"
          + " NumberOfEmployees:int AnnualRevenue:currency Description:textarea"
          + " ERP_Blocked__c:boolean Founded__c:date Opens__c:time Seen__c:datetime"
          + " LastModifiedDate:datetime OwnerId:reference";
  static final String CONTACT = "AccountId:reference FirstName:string LastName:string";

  final ScriptedOrg http = new ScriptedOrg();
  final List<Change> changes = new CopyOnWriteArrayList<>();
  final List<String> positions = new CopyOnWriteArrayList<>();
  final AtomicInteger alive = new AtomicInteger();
  final EventLog log;
  final PubSubServer bus;
  volatile boolean sinkBroken;
  volatile Throwable end;
  volatile String red = "";
  volatile String validToken = "!";
  Duration quietProbe = Duration.ZERO;
  Set<String> objects = Set.of("Account", "Contact");
  private final Duration keepAliveLimit;
  private int commits;
  private Thread thread;

  CapturedOrg(Duration keepAlive, Duration keepAliveLimit) {
    this.keepAliveLimit = keepAliveLimit;
    log =
        new EventLog(
            InstantSource.system(),
            new EventLogSettings(Duration.ofHours(72), 10_000, 16L << 20),
            (entity, id) -> json("{}"));
    log.define(entity("Account", ACCOUNT));
    log.define(entity("Contact", CONTACT));
    log.define(entity("Asset", "Name:string"));
    log.channel(EventChannel.standard(List.of("Account", "Contact", "Asset")));
    bus =
        new PubSubServer(
            log,
            (token, instance, tenant) ->
                token.contains(validToken) ? Verdict.ACCEPTED : Verdict.TOKEN_INVALID,
            PubSubSettings.defaults(0, ScriptedOrg.ORGANIZATION)
                .withTimes(keepAlive, Duration.ofSeconds(30)));
    try {
      bus.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.on("GET", "/Account/describe", describe(ACCOUNT));
    http.on("GET", "/Contact/describe", describe(CONTACT));
    http.on("GET", "/query", ScriptedOrg.rows());
    http.on("GET", "/deleted/", Answer.json(200, "{'deletedRecords':[]}"));
  }

  ChangeFeed feed(String channel, int port) {
    SalesforceSettings.PubSub pubSub =
        new SalesforceSettings.PubSub("127.0.0.1", port, true, List.of(channel), keepAliveLimit);
    SalesforceSettings settings =
        http.settings(new SalesforceCredentials.ClientSecret("secret"), pubSub, quietProbe);
    return new SalesforceConnector(settings, Clock.systemUTC()).feeds(objects).get(0);
  }

  /** Starts the feed on a thread and waits until it is subscribed. */
  CapturedOrg start(Optional<String> position) {
    run(position);
    awaitSubscribed();
    return this;
  }

  void run(Optional<String> position) {
    ChangeFeed feed = feed(SalesforceSettings.PubSub.ALL_EVENTS, bus.port());
    red = "";
    thread = new Thread(() -> run(feed, position));
    thread.start();
  }

  void run(ChangeFeed feed, Optional<String> position) {
    try {
      feed.run(position, new Remembering());
    } catch (InterruptedException | SyncException | IllegalStateException e) {
      end = e;
    }
  }

  void awaitSubscribed() {
    Awaitility.await().until(() -> bus.subscribers() == 1);
  }

  void awaitMarked() {
    Awaitility.await().until(() -> !lastPosition().startsWith("@"));
  }

  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  String lastPosition() {
    return positions.isEmpty() ? "@" : positions.get(positions.size() - 1);
  }

  void awaitChanges(int count) {
    Awaitility.await()
        .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(changes).hasSize(count));
  }

  void commit(String type, String entity, String values, String... ids) {
    commits++;
    log.append(
        List.of(
            new ChangeEvent(
                entity,
                List.of(ids),
                type,
                "com/salesforce/api/rest/62.0;client=test",
                "transaction-" + commits,
                1,
                System.currentTimeMillis(),
                commits,
                "005000000000009",
                json(values))));
  }

  /** A person's edit is the newest of the object's, whatever the stream tells. */
  void newestEdit(String object, Instant edited) {
    String look = "SELECT LastModifiedDate FROM " + object;
    Answer found = ScriptedOrg.rows("{'LastModifiedDate':'" + SalesforceTime.format(edited) + "'}");
    http.on(
        "GET",
        look,
        Integer.MAX_VALUE,
        request -> known(request.path()).isBefore(edited) ? found : ScriptedOrg.rows());
  }

  private static Instant known(String query) {
    String text = query.substring(query.indexOf("LastModifiedDate > ") + 19);
    return Instant.parse(text.substring(0, text.indexOf(' '))).plusSeconds(1);
  }

  /** Only these objects have events from now on. */
  void select(String... objects) {
    log.channel(EventChannel.standard(List.of(objects)));
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EntityDefinition entity(String name, String fields) {
    return new EntityDefinition(
        name,
        Arrays.stream(fields.split(" "))
            .map(field -> new EntityField(field.split(":")[0], field.split(":")[1]))
            .toList());
  }

  private static Answer describe(String fields) {
    return Answer.json(
        200,
        Arrays.stream(fields.split(" "))
            .map(field -> field.split(":"))
            .map(field -> "{'name':'" + field[0] + "','type':'" + field[1] + "'}")
            .collect(Collectors.joining(",", "{'fields':[", "]}")));
  }

  private final class Remembering implements ChangeFeed.Sink {
    @Override
    public void accept(List<Change> accepted, String position) {
      if (sinkBroken) {
        throw new IllegalStateException("the store is full");
      }
      changes.addAll(accepted);
      positions.add(position);
    }

    @Override
    public void alive() {
      alive.incrementAndGet();
    }

    @Override
    public void deaf(String why) {
      red = why;
    }
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
    bus.close();
    http.close();
  }
}
