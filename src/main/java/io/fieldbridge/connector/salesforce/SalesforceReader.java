package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.RecordReader;
import io.fieldbridge.connector.salesforce.Gatherer.Outcome;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Reads records by query; reads by id of many threads go out together. Thread-safe. */
final class SalesforceReader implements RecordReader {

  private static final String KIND = "read";
  private static final int IDS_MAX = 200;

  /** One id in quotes with its comma, as it stands in an address. */
  private static final int ID_LENGTH = 27;

  private record Shape(String object, Selection selection) {}

  private final Queries queries;
  private final Describes describes;
  private final Map<Shape, Gatherer<String, Optional<RemoteRecord>>> gatherers =
      new ConcurrentHashMap<>();

  SalesforceReader(Queries queries, Describes describes) {
    this.queries = queries;
    this.describes = describes;
  }

  @Override
  public Optional<RemoteRecord> read(RecordRef ref, Selection selection) {
    String id = SalesforceId.of(ref.id());
    Shape shape = new Shape(ref.object(), selection);
    return gatherers
        .computeIfAbsent(
            shape, key -> new Gatherer<>(IDS_MAX, asked -> asked, ids -> readAll(key, ids)))
        .ask(id);
  }

  @Override
  public List<RemoteRecord> find(
      String object, Map<String, JsonNode> equal, Selection selection, int limit) {
    if (equal.isEmpty() || limit < 1) {
      throw new IllegalArgumentException("find needs a field to compare and a positive limit");
    }
    List<String> conditions = new ArrayList<>();
    equal.forEach((field, value) -> conditions.add(condition(object, field, value)));
    String soql =
        Soql.select(object, selection)
            + " WHERE "
            + String.join(" AND ", conditions)
            + " LIMIT "
            + limit;
    return records(object, selection, queries.all(KIND, soql));
  }

  @Override
  public void scan(String object, Selection selection, Consumer<List<RemoteRecord>> page) {
    queries.each(
        KIND,
        Soql.select(object, selection),
        found -> page.accept(records(object, selection, found.rows())));
  }

  /** The rows of a query that selected by {@link Soql#select(String, Selection)}. */
  static List<RemoteRecord> records(String object, Selection selection, List<ObjectNode> rows) {
    return rows.stream().map(row -> record(object, selection, row)).toList();
  }

  private List<Outcome<Optional<RemoteRecord>>> readAll(Shape shape, List<String> ids) {
    String start = Soql.select(shape.object(), shape.selection()) + " WHERE ";
    int room = (Queries.ADDRESS_MAX - 200 - Queries.length(start)) / ID_LENGTH;
    if (room < 1) {
      throw new ContractException(
          Reason.of(
              "query-too-long",
              "What is to be read of " + shape.object() + " does not fit into one query.",
              "Read fewer fields in the contract."));
    }
    Map<String, RemoteRecord> found = new HashMap<>();
    for (int from = 0; from < ids.size(); from += room) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + room));
      List<ObjectNode> rows = queries.all(KIND, start + Soql.idIn(some));
      for (RemoteRecord row : records(shape.object(), shape.selection(), rows)) {
        found.put(row.ref().id(), row);
      }
    }
    return ids.stream().map(id -> Outcome.of(Optional.ofNullable(found.get(id)))).toList();
  }

  private String condition(String object, String field, JsonNode value) {
    boolean temporal =
        value.isTextual()
            && value.asText().matches("\\d{4}-\\d{2}-\\d{2}.*")
            && describes.of(object).map(known -> known.temporal(field)).orElse(false);
    return Soql.field(field) + " = " + Soql.literal(value, temporal);
  }

  private static RemoteRecord record(String object, Selection selection, ObjectNode row) {
    childrenAsArrays(row, selection);
    String id = SalesforceId.of(row.path("Id").asText());
    return new RemoteRecord(
        new RecordRef(SalesforceConnector.SYSTEM, object, id),
        row.path("SystemModstamp").asText(""),
        instant(row.path("LastModifiedDate")),
        row.path("LastModifiedById").asText(""),
        row);
  }

  /** Salesforce writes null for a relationship without rows. */
  private static void childrenAsArrays(ObjectNode row, Selection selection) {
    selection
        .children()
        .forEach(
            (name, child) -> {
              if (!row.path(name).isArray()) {
                row.putArray(name);
              }
              row.path(name)
                  .forEach(
                      line -> {
                        if (line instanceof ObjectNode object) {
                          childrenAsArrays(object, child);
                        }
                      });
            });
  }

  private static Instant instant(JsonNode value) {
    try {
      return SalesforceTime.parse(value.asText());
    } catch (DateTimeException e) {
      throw SalesforceFailures.unreadable("a read", "LastModifiedDate is '" + value + "'", e);
    }
  }
}
