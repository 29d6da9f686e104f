package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.RecordReader;
import io.fieldbridge.connector.RecordWriter;
import io.fieldbridge.connector.salesforce.Updates.Update;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes records one at a time or, where they may be repeated, many at once. Thread-safe. */
final class SalesforceWriter implements RecordWriter {

  private static final Set<String> GONE = Set.of("ENTITY_IS_DELETED", "NOT_FOUND");

  private final RestClient rest;
  private final NestedCreation nested;
  private final Updates updates;
  private final RecordReader reader;
  private final Clock clock;

  SalesforceWriter(RestClient rest, Describes describes, RecordReader reader, Clock clock) {
    this.rest = rest;
    this.nested = new NestedCreation(rest, describes);
    this.updates = new Updates(rest);
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public RemoteRecord create(String object, ObjectNode values) {
    if (NestedCreation.isNested(values)) {
      Selection written = withLines(object, values);
      return afterCreate(ref(object, nested.create(object, values)), written, values);
    }
    Selection written = written(object, values);
    String what = "creation of a record of " + object;
    String path = rest.path("/sobjects/" + Soql.object(object));
    RestAnswer answer = rest.call(RestRequest.once("POST", what, path, values));
    return afterCreate(ref(object, id(created(answer, what), what)), written, values);
  }

  /** It was created, so an answer that cannot be read makes nothing undone. */
  private static JsonNode created(RestAnswer answer, String what) {
    try {
      return answer.json(what);
    } catch (SystemUnavailableException unreadable) {
      throw SalesforceFailures.outcomeUnknown(what, unreadable.reason().text(), unreadable);
    }
  }

  static String id(JsonNode answer, String what) {
    String id = answer.path("id").asText("");
    if (!SalesforceId.valid(id)) {
      throw SalesforceFailures.outcomeUnknown(what, "the answer names no id", null);
    }
    return id;
  }

  /**
   * {@inheritDoc}
   *
   * <p>With a version the record is compared, then written alone and on condition that it was not
   * written since (Salesforce compares whole seconds); without one it goes out with others.
   */
  @Override
  public RemoteRecord update(RecordRef ref, String version, ObjectNode values) {
    Selection written = written(ref.object(), values);
    Update update = new Update(ref.object(), SalesforceId.of(ref.id()), values);
    if (version.isEmpty()) {
      updates.send(update);
    } else {
      compare(ref, version);
      updates.sendIfUnchanged(update, version);
    }
    return reader.read(ref, written).orElseThrow(() -> gone(ref));
  }

  @Override
  public void set(RecordRef ref, ObjectNode values) {
    written(ref.object(), values);
    updates.send(new Update(ref.object(), SalesforceId.of(ref.id()), values));
  }

  @Override
  public RemoteRecord upsert(String object, String keyField, String key, ObjectNode values) {
    Selection written = written(object, values).and(Selection.of(keyField));
    ObjectNode body = values.deepCopy().without(List.of(keyField, "Id", "attributes"));
    String what = "upsert of " + object + " " + keyField + " " + key;
    String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    String path =
        rest.path("/sobjects/" + Soql.object(object) + "/" + Soql.field(keyField) + "/" + encoded);
    RestAnswer answer = upsertOnceMore(RestRequest.once("PATCH", what, path, body), keyField);
    String id = answer.body().length == 0 ? "" : answer.json(what).path("id").asText();
    if (id.isEmpty()) {
      return byKey(object, keyField, key, written);
    }
    return afterCreate(ref(object, id), written, values);
  }

  @Override
  public void delete(RecordRef ref) {
    String path =
        rest.path("/sobjects/" + Soql.object(ref.object()) + "/" + SalesforceId.of(ref.id()));
    try {
      rest.call(RestRequest.repeatable("DELETE", "deletion of " + ref, path, null));
    } catch (RecordRejectedException refused) {
      if (!GONE.contains(refused.reason().code())) {
        throw refused;
      }
    }
  }

  @Override
  public void act(RecordRef ref, String version, String action) {
    throw new ContractException(
        Reason.of(
            "no-such-action",
            "Salesforce has no action '" + action + "' on " + ref.object() + ".",
            "Take the action out of the route: Salesforce records change by update only."));
  }

  /** Two upserts of one new key at once: the later one is told of a duplicate and finds it now. */
  private RestAnswer upsertOnceMore(RestRequest request, String keyField) {
    try {
      return rest.call(request);
    } catch (RecordRejectedException e) {
      boolean race =
          e.reason().code().equals("DUPLICATE_VALUE") && e.reason().text().contains(keyField);
      if (!race) {
        throw e;
      }
      return rest.call(request);
    }
  }

  private RemoteRecord byKey(String object, String keyField, String key, Selection written) {
    return reader.find(object, Map.of(keyField, Json.NODES.textNode(key)), written, 1).stream()
        .findFirst()
        .orElseThrow(() -> gone(new RecordRef(SalesforceConnector.SYSTEM, object, key)));
  }

  /** The record exists now, so a failing read must not make it look as if it did not. */
  private RemoteRecord afterCreate(RecordRef ref, Selection written, ObjectNode values) {
    try {
      return reader.read(ref, written).orElseThrow(() -> gone(ref));
    } catch (SyncException e) {
      return new RemoteRecord(ref, "", clock.instant(), "", values.deepCopy());
    }
  }

  private void compare(RecordRef ref, String version) {
    RemoteRecord present = reader.read(ref, Selection.of()).orElseThrow(() -> gone(ref));
    if (!present.version().equals(version)) {
      throw new ContendedException(
          Reason.of(
              "version-changed",
              ref + " was changed at " + present.version() + ", after " + version + ".",
              "Nothing to do: it is read and tried again."));
    }
  }

  private static RecordRef ref(String object, String id) {
    return new RecordRef(SalesforceConnector.SYSTEM, object, SalesforceId.of(id));
  }

  /** As {@link #written}, and of each line what was written there. */
  private static Selection withLines(String object, ObjectNode values) {
    ObjectNode root = values.objectNode();
    Map<String, Selection> children = new TreeMap<>();
    values
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isArray()) {
                children.put(Soql.field(field.getKey()), lines(object, field));
              } else {
                root.set(field.getKey(), field.getValue());
              }
            });
    return new Selection(written(object, root).fields(), children);
  }

  private static Selection lines(String object, Map.Entry<String, JsonNode> lines) {
    Selection selection = Selection.of();
    for (JsonNode line : lines.getValue()) {
      if (!(line instanceof ObjectNode fields)) {
        throw NestedCreation.noLines(object, lines.getKey());
      }
      selection = selection.and(written(lines.getKey(), fields));
    }
    return selection;
  }

  /** What to read back; parents that were named by a key of theirs are read through it. */
  private static Selection written(String object, ObjectNode values) {
    TreeSet<String> fields = new TreeSet<>();
    values
        .properties()
        .forEach(
            field -> {
              String name = Soql.field(field.getKey());
              if (field.getValue().isArray()) {
                throw noLines(object, name);
              }
              if (field.getValue().isObject()) {
                field.getValue().fieldNames().forEachRemaining(key -> add(fields, name, key));
              } else {
                fields.add(name);
              }
            });
    fields.remove("attributes");
    return new Selection(fields, Map.of());
  }

  private static void add(TreeSet<String> fields, String relationship, String key) {
    if (!key.equals("attributes")) {
      fields.add(relationship + "." + Soql.field(key));
    }
  }

  private static ContractException noLines(String object, String name) {
    return new ContractException(
        Reason.of(
            "no-lines",
            "'" + name + "' of " + object + " holds lines, which are records of their own.",
            "Lines go with the creation of their record; later write them as records of their"
                + " object."));
  }

  private static RecordRejectedException gone(RecordRef ref) {
    return new RecordRejectedException(
        Reason.of(
            "ENTITY_IS_DELETED",
            ref + " is not there any more, or the integration user may not see it.",
            "Restore the record from the recycle bin, or discard the message."));
  }
}
