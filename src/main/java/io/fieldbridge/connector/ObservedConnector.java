package io.fieldbridge.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.ObjectSchema;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Tells the calling thread's {@link Trial} how each call for a record ended. */
record ObservedConnector(Connector connector) implements Connector {

  @Override
  public RecordReader reader() {
    return new Reader(system(), connector.reader());
  }

  @Override
  public RecordWriter writer() {
    return new Writer(system(), connector.writer());
  }

  @Override
  public Probe probe() {
    return new Looking(system(), connector.probe());
  }

  @Override
  public Optional<ExchangeRates> exchangeRates() {
    return connector.exchangeRates().map(rates -> new Rates(system(), rates));
  }

  private record Reader(String system, RecordReader reader) implements RecordReader {
    @Override
    public Optional<RemoteRecord> read(RecordRef ref, Selection selection) {
      return Trial.call(system, () -> reader.read(ref, selection));
    }

    @Override
    public List<RemoteRecord> find(
        String object, Map<String, JsonNode> equal, Selection selection, int limit) {
      return Trial.call(system, () -> reader.find(object, equal, selection, limit));
    }

    @Override
    public void scan(String object, Selection selection, Consumer<List<RemoteRecord>> page) {
      Trial.run(system, () -> reader.scan(object, selection, page));
    }
  }

  private record Rates(String system, ExchangeRates rates) implements ExchangeRates {
    @Override
    public Optional<ExchangeRate> at(String currency, LocalDate day) {
      return Trial.call(system, () -> rates.at(currency, day));
    }

    @Override
    public Optional<ExchangeRate> of(RemoteRecord document) {
      return Trial.call(system, () -> rates.of(document));
    }

    @Override
    public boolean holds(ExchangeRate rate, RemoteRecord document) {
      return rates.holds(rate, document);
    }
  }

  private record Looking(String system, Probe probe) implements Probe {
    @Override
    public List<RemoteRecord> look(Creation creation) {
      return Trial.call(system, () -> probe.look(creation));
    }

    @Override
    public Optional<RemoteRecord> lookAmongDeleted(Creation creation) {
      return Trial.call(system, () -> probe.lookAmongDeleted(creation));
    }
  }

  private record Writer(String system, RecordWriter writer) implements RecordWriter {
    @Override
    public RemoteRecord create(String object, ObjectNode values) {
      return Trial.call(system, () -> writer.create(object, values));
    }

    @Override
    public RemoteRecord create(String object, ObjectNode values, String reference) {
      return Trial.call(system, () -> writer.create(object, values, reference));
    }

    @Override
    public RemoteRecord update(RecordRef ref, String version, ObjectNode values) {
      return Trial.call(system, () -> writer.update(ref, version, values));
    }

    @Override
    public void set(RecordRef ref, ObjectNode values) {
      Trial.run(system, () -> writer.set(ref, values));
    }

    @Override
    public RemoteRecord upsert(String object, String keyField, String key, ObjectNode values) {
      return Trial.call(system, () -> writer.upsert(object, keyField, key, values));
    }

    @Override
    public void delete(RecordRef ref) {
      Trial.run(system, () -> writer.delete(ref));
    }

    @Override
    public void act(RecordRef ref, String version, String action) {
      Trial.run(system, () -> writer.act(ref, version, action));
    }
  }

  @Override
  public String system() {
    return connector.system();
  }

  @Override
  public SystemIdentity identity() {
    return connector.identity();
  }

  @Override
  public String integrationUser() {
    return connector.integrationUser();
  }

  @Override
  public List<ChangeFeed> feeds(Set<String> objects) {
    return connector.feeds(objects);
  }

  @Override
  public List<ChangeFeed> feeds(Set<String> objects, Set<String> parts) {
    return connector.feeds(objects, parts);
  }

  @Override
  public Optional<String> version(Change change) {
    return connector.version(change);
  }

  @Override
  public Optional<ObjectSchema> schema(String object) {
    return connector.schema(object);
  }

  @Override
  public void forgetSchemas() {
    connector.forgetSchemas();
  }

  @Override
  public Duration longestRequest() {
    return connector.longestRequest();
  }

  @Override
  public ConnectorStatus status() {
    return connector.status();
  }

  @Override
  public void close() {
    connector.close();
  }
}
