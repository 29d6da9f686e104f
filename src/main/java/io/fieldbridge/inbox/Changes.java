package io.fieldbridge.inbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Sealed;
import io.fieldbridge.store.Store;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changes as JSON, and two changes in one. */
final class Changes {

  private static final String TIMES = "times";

  private Changes() {}

  /**
   * @param times when each field was last changed; what is not among them was when the change was
   */
  static Sealed write(Store store, Change change, Map<String, Instant> times) {
    String text = text(change, times);
    return new Sealed(store.takes(text) ? text : text(withoutValues(change), Map.of()));
  }

  private static String text(Change change, Map<String, Instant> times) {
    ObjectNode json = JsonText.object();
    ObjectNode older = JsonText.object();
    times.forEach(
        (field, at) -> {
          if (!at.equals(change.at())) {
            older.put(field, at.toString());
          }
        });
    if (!older.isEmpty()) {
      json.set(TIMES, older);
    }
    json.put("id", change.id());
    json.put("record", change.record().toString());
    json.put("kind", change.kind().name());
    json.set("values", change.values());
    json.put("at", change.at().toString());
    json.put("author", change.author());
    json.put("origin", change.origin());
    return JsonText.write(json);
  }

  /** Too large a change is kept as a gap: the record has to be read, and nothing is lost. */
  private static Change withoutValues(Change change) {
    return new Change(
        change.id(),
        change.record(),
        change.kind() == Change.Kind.UPDATE ? Change.Kind.GAP : change.kind(),
        JsonText.object(),
        change.at(),
        change.author(),
        change.origin());
  }

  static Change read(ObjectNode json) {
    return new Change(
        json.path("id").asText(),
        RecordRef.parse(json.path("record").asText()),
        Change.Kind.valueOf(json.path("kind").asText()),
        json.withObject("values"),
        Instant.parse(json.path("at").asText()),
        json.path("author").asText(),
        json.path("origin").asText());
  }

  /** When each field of the delivered record was last changed, as far as changes name fields. */
  static Map<String, Instant> times(RecordRef record, Change change, ObjectNode json) {
    Map<String, Instant> times = times(record, change);
    json.path(TIMES)
        .properties()
        .forEach(entry -> times.put(entry.getKey(), Instant.parse(entry.getValue().asText())));
    return times;
  }

  static Map<String, Instant> times(RecordRef record, Change change) {
    Map<String, Instant> times = new LinkedHashMap<>();
    if (change.record().equals(record)) {
      change.values().fieldNames().forEachRemaining(name -> times.put(name, change.at()));
    }
    return times;
  }

  /** Who changed each field that a change of the delivered record itself names. */
  static Map<String, String> authors(RecordRef record, Change change) {
    Map<String, String> authors = new LinkedHashMap<>();
    if (change.record().equals(record)) {
      change.values().fieldNames().forEachRemaining(name -> authors.put(name, change.author()));
    }
    return authors;
  }

  /**
   * Both changes in one. What a part of a document says never covers what its root says.
   *
   * @param record the record to deliver
   */
  static Change join(RecordRef record, Change older, Change newer) {
    boolean olderIsRoot = older.record().equals(record);
    boolean newerIsRoot = newer.record().equals(record);
    if (olderIsRoot && !newerIsRoot) {
      return with(older, older.kind(), older.values(), newer.at());
    }
    if (!olderIsRoot) {
      return newer;
    }
    ObjectNode values = older.values().deepCopy();
    values.setAll(newer.values());
    return with(newer, kind(older.kind(), newer.kind()), values, newer.at());
  }

  private static Change.Kind kind(Change.Kind older, Change.Kind newer) {
    boolean tellsMore =
        newer == Change.Kind.UPDATE
            && (older == Change.Kind.CREATE
                || older == Change.Kind.GAP
                || older == Change.Kind.UNDELETE);
    return tellsMore ? older : newer;
  }

  private static Change with(Change change, Change.Kind kind, ObjectNode values, Instant at) {
    return new Change(
        change.id(), change.record(), kind, values, at, change.author(), change.origin());
  }
}
