package io.fieldbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.ConnectorStatus;
import io.fieldbridge.connector.ExchangeRates;
import io.fieldbridge.connector.Probe;
import io.fieldbridge.connector.RecordReader;
import io.fieldbridge.connector.RecordWriter;
import io.fieldbridge.connector.SystemIdentity;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.ObjectSchema;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import io.fieldbridge.store.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A remote system small enough to hold in the hand: records that can be read and set, changes that
 * are told one after another, and a status.
 */
public final class ScriptedSystem implements Connector, RecordReader {

  private static final String OUR_USER = "integration";

  private final String name;
  private final Map<String, RemoteRecord> records = new ConcurrentSkipListMap<>();
  private final List<Change> told = new CopyOnWriteArrayList<>();
  private final List<Set<String>> opened = new CopyOnWriteArrayList<>();
  private volatile Runnable beforeNextFind = () -> {};
  private volatile Runnable beforeNextCreate = () -> {};
  private volatile Runnable afterNextWrite = () -> {};
  private volatile Runnable eachScan = () -> {};
  private volatile Duration longestRequest = Duration.ZERO;
  private volatile ConnectorStatus status =
      new ConnectorStatus(Optional.empty(), Optional.empty(), Map.of());

  public ScriptedSystem(String name) {
    this.name = name;
  }

  /** Adds or changes a record: field, value, field, value. A null clears. */
  public RecordRef put(String object, String id, Object... fields) {
    ObjectNode values = JsonText.object();
    for (int field = 0; field < fields.length; field += 2) {
      values.putPOJO((String) fields[field], fields[field + 1]);
    }
    RecordRef ref = new RecordRef(name, object, id);
    set(ref, JsonText.read(JsonText.write(values)), "person");
    return ref;
  }

  /** A write on condition: nobody has written the record since. */
  RemoteRecord write(RecordRef ref, String version, ObjectNode values) {
    String now = records.get(ref.toString()).version();
    if (!version.isEmpty() && !version.equals(now)) {
      throw new ContendedException(Reason.of("version-changed", ref + " is " + now + ".", ""));
    }
    return write(ref, values);
  }

  RemoteRecord create(String object, ObjectNode values) {
    Runnable event = beforeNextCreate;
    beforeNextCreate = () -> {};
    event.run();
    return write(next(object), values);
  }

  /** Our own write: the record is there from then on, and is read after whatever happens then. */
  RemoteRecord write(RecordRef ref, ObjectNode values) {
    set(ref, values, OUR_USER);
    Runnable event = afterNextWrite;
    afterNextWrite = () -> {};
    event.run();
    return records.get(ref.toString());
  }

  private void set(RecordRef ref, ObjectNode values, String author) {
    ObjectNode all = JsonText.object();
    Optional.ofNullable(records.get(ref.toString())).ifPresent(old -> all.setAll(old.values()));
    all.setAll(values);
    records.merge(
        ref.toString(),
        new RemoteRecord(ref, "v1", Instant.EPOCH, author, all),
        (old, now) ->
            new RemoteRecord(ref, old.version() + "+", Instant.EPOCH, author, now.values()));
  }

  /** Something that happens once, while somebody waits for the answer to a search. */
  public void beforeNextFind(Runnable event) {
    beforeNextFind = event;
  }

  /** Something that happens once, before a record that we create is there. */
  public void beforeNextCreate(Runnable event) {
    beforeNextCreate = event;
  }

  /** Something that happens once, between a write of ours and the reading of what it made. */
  public void afterNextWrite(Runnable event) {
    afterNextWrite = event;
  }

  /** Something that happens whenever all records of an object are asked for. */
  public void eachScan(Runnable event) {
    eachScan = event;
  }

  /** What the next record of the object will be called. */
  public RecordRef next(String object) {
    return new RecordRef(name, object, object + "-" + (of(object).size() + 1));
  }

  public void remove(RecordRef ref) {
    records.remove(ref.toString());
  }

  public void longestRequest(Duration time) {
    longestRequest = time;
  }

  public void status(ConnectorStatus now) {
    status = now;
  }

  /** Tells that the record was changed; as a part it belongs to an account of its own name. */
  public void tell(String object, String id) {
    ObjectNode values = JsonText.object().put("Name", id).put("AccountId", id);
    tell(new RecordRef(name, object, id), Change.Kind.UPDATE, values);
  }

  /** Tells a change of a record with these values. */
  public void tell(RecordRef record, Change.Kind kind, ObjectNode values) {
    String id = record.object() + record.id() + "." + told.size();
    told.add(new Change(id, record, kind, values, Instant.EPOCH, "person", ""));
  }

  /** The objects that each opening of the feed asked for. */
  public List<Set<String>> opened() {
    return List.copyOf(opened);
  }

  @Override
  public List<ChangeFeed> feeds(Set<String> objects) {
    opened.add(Set.copyOf(objects));
    return List.of(new ScriptedFeed(name, told, objects));
  }

  @Override
  public Optional<RemoteRecord> read(RecordRef ref, Selection selection) {
    return Optional.ofNullable(records.get(ref.toString()));
  }

  @Override
  public List<RemoteRecord> find(
      String object, Map<String, JsonNode> equal, Selection selection, int limit) {
    Runnable event = beforeNextFind;
    beforeNextFind = () -> {};
    event.run();
    return of(object).stream().filter(record -> holds(record, equal)).limit(limit).toList();
  }

  private static boolean holds(RemoteRecord record, Map<String, JsonNode> equal) {
    return equal.entrySet().stream()
        .allMatch(
            wanted ->
                wanted
                    .getValue()
                    .asText()
                    .equalsIgnoreCase(record.values().path(wanted.getKey()).asText()));
  }

  @Override
  public void scan(String object, Selection selection, Consumer<List<RemoteRecord>> page) {
    eachScan.run();
    of(object).forEach(record -> page.accept(List.of(record)));
  }

  private List<RemoteRecord> of(String object) {
    return records.values().stream()
        .filter(record -> record.ref().object().equals(object))
        .toList();
  }

  @Override
  public String system() {
    return name;
  }

  @Override
  public SystemIdentity identity() {
    return new SystemIdentity(Map.of("name", name));
  }

  @Override
  public String integrationUser() {
    return OUR_USER;
  }

  @Override
  public ConnectorStatus status() {
    return status;
  }

  @Override
  public RecordReader reader() {
    return this;
  }

  @Override
  public RecordWriter writer() {
    return new ScriptedWriter(this);
  }

  @Override
  public Probe probe() {
    return creation ->
        records.values().stream().filter(record -> bears(record, creation.reference())).toList();
  }

  private static boolean bears(RemoteRecord record, String reference) {
    return !reference.isEmpty()
        && record.values().path("externalDocumentNumber").asText().equals(reference);
  }

  /** Has every object, each with every field that somebody asks for. */
  @Override
  public Optional<ObjectSchema> schema(String object) {
    Map<String, ObjectSchema.Field> every =
        new AbstractMap<>() {
          @Override
          public ObjectSchema.Field get(Object name) {
            return new ObjectSchema.Field("object", 0, true, false);
          }

          @Override
          public Set<Entry<String, ObjectSchema.Field>> entrySet() {
            return Set.of();
          }
        };
    return Optional.of(new ObjectSchema(object, every));
  }

  @Override
  public Optional<ExchangeRates> exchangeRates() {
    return Optional.empty();
  }

  @Override
  public Duration longestRequest() {
    return longestRequest;
  }

  @Override
  public void close() {}
}
