package io.fieldbridge.operator;

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
import io.fieldbridge.model.ObjectSchema;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import io.fieldbridge.store.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** A remote system small enough to hold in the hand: records that can be read, and a status. */
final class TinySystem implements Connector, RecordReader {

  private final String name;
  private final Map<String, RemoteRecord> records = new ConcurrentSkipListMap<>();
  private volatile ConnectorStatus status =
      new ConnectorStatus(Optional.empty(), Optional.empty(), Map.of());

  TinySystem(String name) {
    this.name = name;
  }

  /** Adds or changes a record: field, value, field, value. A null clears. */
  RecordRef put(String object, String id, Object... fields) {
    RecordRef ref = new RecordRef(name, object, id);
    ObjectNode values = JsonText.object();
    Optional.ofNullable(records.get(ref.toString()))
        .ifPresent(present -> values.setAll(present.values()));
    for (int field = 0; field < fields.length; field += 2) {
      values.putPOJO((String) fields[field], fields[field + 1]);
    }
    RemoteRecord record =
        new RemoteRecord(
            ref, "v1", Instant.EPOCH, "", JsonText.read(JsonText.write(values)).deepCopy());
    records.put(ref.toString(), record);
    return ref;
  }

  void remove(RecordRef ref) {
    records.remove(ref.toString());
  }

  void status(ConnectorStatus now) {
    status = now;
  }

  @Override
  public Optional<RemoteRecord> read(RecordRef ref, Selection selection) {
    return Optional.ofNullable(records.get(ref.toString()));
  }

  @Override
  public List<RemoteRecord> find(
      String object, Map<String, JsonNode> equal, Selection selection, int limit) {
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
  public ConnectorStatus status() {
    return status;
  }

  @Override
  public RecordReader reader() {
    return this;
  }

  @Override
  public SystemIdentity identity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String integrationUser() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ChangeFeed> feeds(Set<String> objects) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RecordWriter writer() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Probe probe() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ObjectSchema> schema(String object) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ExchangeRates> exchangeRates() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Duration longestRequest() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
