package io.fieldbridge.flow;

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
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A remote system that tells changes one after another, and nothing else. */
final class ScriptedSystem implements Connector {

  private final String name;
  private final List<Change> told = new CopyOnWriteArrayList<>();
  private final List<Set<String>> opened = new CopyOnWriteArrayList<>();

  ScriptedSystem(String name) {
    this.name = name;
  }

  /** Tells that the record was changed. */
  void tell(String object, String id) {
    told.add(
        new Change(
            object + id,
            new RecordRef(name, object, id),
            Change.Kind.UPDATE,
            JsonText.object().put("Name", id),
            Instant.EPOCH,
            "person",
            ""));
  }

  /** The objects that each opening of the feed asked for. */
  List<Set<String>> opened() {
    return List.copyOf(opened);
  }

  @Override
  public List<ChangeFeed> feeds(Set<String> objects) {
    opened.add(Set.copyOf(objects));
    return List.of(new Feed(objects));
  }

  private final class Feed implements ChangeFeed {
    private final Set<String> objects;

    Feed(Set<String> objects) {
      this.objects = objects;
    }

    @Override
    public String name() {
      return ScriptedSystem.this.name;
    }

    @Override
    public Duration silenceLimit() {
      return Duration.ofMinutes(1);
    }

    @Override
    public void run(Optional<String> position, Sink sink) throws InterruptedException {
      int at = position.map(Integer::parseInt).orElse(0);
      while (true) {
        sink.alive();
        while (at < told.size()) {
          Change change = told.get(at++);
          boolean asked = objects.contains(change.record().object());
          sink.accept(asked ? List.of(change) : List.of(), Integer.toString(at));
        }
        Thread.sleep(1);
      }
    }
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
    return "";
  }

  @Override
  public ConnectorStatus status() {
    return new ConnectorStatus(Optional.empty(), Optional.empty(), Map.of());
  }

  @Override
  public RecordReader reader() {
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
    return Duration.ZERO;
  }

  @Override
  public void close() {}
}
