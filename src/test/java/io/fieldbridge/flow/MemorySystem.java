package io.fieldbridge.flow;

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
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.ObjectSchema;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import io.fieldbridge.store.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A remote system in memory, for one thread. A creation may die on its way: before it left, in the
 * air, so that it commits later, and after it was done.
 */
final class MemorySystem implements Connector, RecordReader, RecordWriter, Probe {

  private static final String OURS = "ours";

  private final String name;
  private final String object;
  private final CrashPoints points;
  private final Map<String, ObjectNode> records = new LinkedHashMap<>();
  private final Map<String, String> byReference = new LinkedHashMap<>();
  private final Map<String, ObjectNode> recycleBin = new LinkedHashMap<>();
  private final List<Runnable> air = new ArrayList<>();
  private Runnable afterLanding = () -> {};
  private Runnable afterNothingFound = () -> {};
  private Duration longest = Duration.ofMinutes(10);
  private boolean staysInTheAir;
  private ObjectNode template = JsonText.object();
  private int asked;
  private int refused = -1;
  final List<Change> told = new ArrayList<>();

  MemorySystem(String name, String object, CrashPoints points) {
    this.name = name;
    this.object = object;
    this.points = points;
  }

  /** A person enters a record. */
  String enter(ObjectNode values) {
    return add(values, "person");
  }

  void edit(String id, ObjectNode values) {
    set(id, values, "person");
  }

  void remove(String id) {
    recycleBin.put(id, records.remove(id));
    tell(id, Change.Kind.DELETE, JsonText.object(), "person");
  }

  List<ObjectNode> all() {
    return List.copyOf(records.values());
  }

  List<ObjectNode> deleted() {
    return List.copyOf(recycleBin.values());
  }

  /** What the system sets in whatever we create. The id of a row of a small set is its code. */
  void template(ObjectNode values) {
    template = values;
  }

  /** Of all searches and readings, counted from 0, this one is refused. */
  void refuse(int question) {
    refused = question;
  }

  /** How often it was asked for records. */
  int asked() {
    return asked;
  }

  private void answer() {
    if (asked++ == refused) {
      throw new SystemUnavailableException(Reason.of("unavailable", "Not now.", "Wait."), null);
    }
  }

  /** What was in the air commits. */
  void land() {
    if (staysInTheAir) {
      return;
    }
    List<Runnable> landing = List.copyOf(air);
    air.clear();
    landing.forEach(Runnable::run);
    if (!landing.isEmpty()) {
      afterLanding.run();
    }
  }

  /** Somebody does this as soon as something has landed. */
  void afterLanding(Runnable act) {
    afterLanding = act;
  }

  /**
   * What is in the air stays there until it was looked for once. It takes effect while the answer
   * that nothing was found is on its way.
   */
  void landsAfterNothingFound() {
    longest = Duration.ofDays(1000);
    staysInTheAir = true;
    afterNothingFound =
        () -> {
          longest = Duration.ZERO;
          staysInTheAir = false;
          land();
        };
  }

  private String add(ObjectNode values, String author) {
    String id = object + (records.size() + told.size() + 1);
    ObjectNode record = values.deepCopy().put("id", id);
    if (name.equals("business-central")) {
      record.put("number", "K" + id);
    }
    records.put(id, record.put("version", 1));
    tell(id, Change.Kind.CREATE, values, author);
    return id;
  }

  private void set(String id, ObjectNode values, String author) {
    ObjectNode record = records.get(id);
    record.setAll(values);
    record.put("version", record.path("version").asInt() + 1);
    tell(id, Change.Kind.UPDATE, values, author);
  }

  private void tell(String id, Change.Kind kind, ObjectNode values, String author) {
    String change = name + told.size();
    told.add(new Change(change, ref(id), kind, values.deepCopy(), Instant.now(), author, ""));
  }

  private RecordRef ref(String id) {
    return new RecordRef(name, object, id);
  }

  private RemoteRecord remote(String id) {
    return remote(id, records.get(id));
  }

  private RemoteRecord remote(String id, ObjectNode record) {
    return new RemoteRecord(
        ref(id), record.path("version").asText(), Instant.EPOCH, "", record.deepCopy());
  }

  @Override
  public RemoteRecord create(String what, ObjectNode values, String reference) {
    points.pass();
    ObjectNode whole = values.deepCopy().setAll(template);
    Runnable commit = () -> byReference.put(reference, add(whole, OURS));
    try {
      points.pass();
    } catch (CrashPoints.Crash inTheAir) {
      air.add(commit);
      throw inTheAir;
    }
    commit.run();
    points.pass();
    return remote(byReference.get(reference));
  }

  @Override
  public RemoteRecord create(String what, ObjectNode values) {
    return create(what, values, "");
  }

  @Override
  public RemoteRecord update(RecordRef ref, String version, ObjectNode values) {
    points.pass();
    ObjectNode record = records.get(ref.id());
    if (!version.isEmpty() && !version.equals(record.path("version").asText())) {
      throw new ContendedException(Reason.of("stale", "It was changed meanwhile.", ""));
    }
    set(ref.id(), values, OURS);
    points.pass();
    return remote(ref.id());
  }

  @Override
  public List<RemoteRecord> look(Probe.Creation creation) {
    String id = byReference.get(creation.reference());
    if (id != null && records.containsKey(id)) {
      return List.of(remote(id));
    }
    afterNothingFound.run();
    return List.of();
  }

  @Override
  public Optional<RemoteRecord> lookAmongDeleted(Probe.Creation creation) {
    return Optional.ofNullable(byReference.get(creation.reference()))
        .filter(id -> recycleBin.containsKey(id) && !creation.linked().test(ref(id)))
        .map(id -> remote(id, recycleBin.get(id)));
  }

  @Override
  public Optional<RemoteRecord> read(RecordRef ref, Selection selection) {
    answer();
    return records.containsKey(ref.id()) ? Optional.of(remote(ref.id())) : Optional.empty();
  }

  @Override
  public List<RemoteRecord> find(
      String what, Map<String, JsonNode> equal, Selection selection, int limit) {
    answer();
    if (!what.equals(object)) {
      ObjectNode row = JsonText.object().put("code", equal.get("id").asText());
      return List.of(remote("row", row));
    }
    return records.keySet().stream()
        .filter(
            id ->
                equal.entrySet().stream()
                    .allMatch(
                        one ->
                            one.getValue()
                                .asText()
                                .equals(records.get(id).path(one.getKey()).asText())))
        .limit(limit)
        .map(this::remote)
        .toList();
  }

  @Override
  public void scan(String what, Selection selection, Consumer<List<RemoteRecord>> page) {
    page.accept(records.keySet().stream().map(this::remote).toList());
  }

  @Override
  public RemoteRecord upsert(String what, String keyField, String key, ObjectNode values) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(RecordRef ref) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void act(RecordRef ref, String version, String action) {
    throw new UnsupportedOperationException();
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
    return OURS;
  }

  @Override
  public List<ChangeFeed> feeds(Set<String> objects) {
    return List.of();
  }

  @Override
  public RecordReader reader() {
    return this;
  }

  @Override
  public RecordWriter writer() {
    return this;
  }

  @Override
  public Probe probe() {
    return this;
  }

  @Override
  public Optional<ObjectSchema> schema(String what) {
    return Optional.empty();
  }

  @Override
  public Optional<ExchangeRates> exchangeRates() {
    return Optional.empty();
  }

  @Override
  public Duration longestRequest() {
    return longest;
  }

  @Override
  public ConnectorStatus status() {
    return new ConnectorStatus(Optional.empty(), Optional.empty(), Map.of());
  }

  @Override
  public void close() {}
}
