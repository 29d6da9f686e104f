package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.RecordReader;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads by id, by field and whole sets. Reads by id that wait at the same moment go together. */
final class BusinessCentralRecordReader implements RecordReader {

  /** A page that small travels with others. */
  private static final int SMALL = 10;

  private static final Set<String> MEANS_GONE =
      Set.of("Internal_RecordNotFound", "BadRequest_NotFound", "BadRequest_ResourceNotFound");

  private record Request(RecordRef ref, String path) {}

  private final BusinessCentralPageReader pages;
  private final Company company;
  private final Schemas schemas;
  private final Reads reads;
  private final Query query;

  BusinessCentralRecordReader(
      BusinessCentralClient client,
      BusinessCentralPageReader pages,
      Company company,
      Schemas schemas,
      Batches batches) {
    this.pages = pages;
    this.company = company;
    this.schemas = schemas;
    this.reads = new Reads(client, company, batches);
    this.query = new Query(schemas);
  }

  @Override
  public Optional<RemoteRecord> read(RecordRef ref, Selection selection) {
    Request request = request(ref, selection);
    return record(request, reads.get(request.path));
  }

  /** The same without waiting for others; it counts as one call. */
  Optional<RemoteRecord> readAlone(RecordRef ref, Selection selection) {
    Request request = request(ref, selection);
    return record(request, reads.alone(request.path));
  }

  /** How many reads by id wait to travel. */
  int waiting() {
    return reads.waiting();
  }

  /** Whether the record holds every plain field that was sent. */
  boolean holds(RemoteRecord record, ObjectNode sent) {
    return Sameness.holds(schemas.get(record.ref().object()), record.values(), sent);
  }

  /** A gateway's 404 without a code of the vendor says nothing of the record. */
  static boolean meansGone(Answer answer) {
    return answer.status() == 404 && MEANS_GONE.contains(answer.code());
  }

  @Override
  public List<RemoteRecord> find(
      String object, Map<String, JsonNode> equal, Selection selection, int limit) {
    EntitySet set = schemas.get(object);
    List<String> conditions = new ArrayList<>();
    equal.forEach((field, value) -> conditions.add(condition(set, field, value)));
    String filter =
        conditions.isEmpty() ? "" : "$filter=" + Query.encoded(String.join(" and ", conditions));
    String path = path(set, selection, filter, "$top=" + limit);
    return limit <= SMALL ? few(object, path, limit) : pages(object, path, limit);
  }

  private List<RemoteRecord> few(String object, String path, int limit) {
    Answer answer = reads.get(path);
    if (!answer.succeeded()) {
      throw BusinessCentralFailures.of(answer, Deed.READ, object);
    }
    ObjectNode body =
        answer.object().orElseThrow(() -> BusinessCentralFailures.notJson(answer, object));
    List<ObjectNode> rows = BusinessCentralPageReader.rows(body);
    boolean whole = rows.size() >= limit || body.path("@odata.nextLink").isMissingNode();
    return whole
        ? rows.stream().limit(limit).map(row -> Rows.record(object, row)).toList()
        : pages(object, path, limit);
  }

  private List<RemoteRecord> pages(String object, String path, int limit) {
    List<RemoteRecord> found = new ArrayList<>();
    list(
        Call.get(company.uri(path)),
        object,
        rows -> {
          rows.stream().limit((long) limit - found.size()).forEach(found::add);
          return found.size() < limit;
        });
    return found;
  }

  /** Every record that the filter lets through, in the server's order, while wanted. */
  void list(
      String object, String filter, Selection selection, Predicate<List<RemoteRecord>> wantsMore) {
    EntitySet set = schemas.get(object);
    list(Call.get(uri(set, selection, "$filter=" + Query.encoded(filter))), object, wantsMore);
  }

  @Override
  public void scan(String object, Selection selection, Consumer<List<RemoteRecord>> page) {
    EntitySet set = schemas.get(object);
    Call first = Call.get(uri(set, selection));
    list(
        first.onTerms(first.terms().purpose(), Throttle.Priority.LOAD),
        object,
        rows -> {
          page.accept(rows);
          return true;
        });
  }

  private void list(Call call, String object, Predicate<List<RemoteRecord>> wantsMore) {
    pages.read(
        call,
        object,
        page -> wantsMore.test(page.rows().stream().map(row -> Rows.record(object, row)).toList()));
  }

  private URI uri(EntitySet set, Selection selection, String... options) {
    return company.uri(path(set, selection, options));
  }

  private String path(EntitySet set, Selection selection, String... options) {
    List<String> given = new ArrayList<>(List.of(options));
    given.add(query.of(set, selection));
    given.removeIf(String::isEmpty);
    String path = company.path(set.name());
    return given.isEmpty() ? path : path + "?" + String.join("&", given);
  }

  private static String condition(EntitySet set, String field, JsonNode value) {
    EntitySet.Property property = set.properties().get(field);
    if (property == null) {
      throw new ContractException(
          new Reason(
              "unknown-field",
              field,
              "Business Central has no field '" + field + "' on " + set.name() + ".",
              "Correct the name, or look up by another field."));
    }
    return field + " eq " + Literal.of(field, property, value);
  }

  private Request request(RecordRef ref, Selection selection) {
    EntitySet set = schemas.get(ref.object());
    String options = query.of(set, selection);
    String path = company.entity(ref);
    return new Request(ref, options.isEmpty() ? path : path + "?" + options);
  }

  private Optional<RemoteRecord> record(Request request, Answer answer) {
    String what = request.ref.object() + " " + request.ref.id();
    if (answer.succeeded()) {
      ObjectNode row =
          answer.object().orElseThrow(() -> BusinessCentralFailures.notJson(answer, what));
      return Optional.of(Rows.record(request.ref.object(), row));
    }
    if (meansGone(answer)) {
      return Optional.empty();
    }
    throw BusinessCentralFailures.of(answer, Deed.READ, what);
  }
}
