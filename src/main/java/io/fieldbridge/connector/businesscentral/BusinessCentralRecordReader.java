package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Gathering;
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
import java.util.function.Supplier;

/** Reads by id, by field and whole sets. Reads by id that wait at the same moment go together. */
final class BusinessCentralRecordReader implements RecordReader {

  private static final int LANES = 2;
  private static final Set<String> MEANS_GONE =
      Set.of("Internal_RecordNotFound", "BadRequest_NotFound", "BadRequest_ResourceNotFound");

  private record Request(RecordRef ref, String path) {}

  private final BusinessCentralClient client;
  private final BusinessCentralPageReader pages;
  private final Company company;
  private final Schemas schemas;
  private final Batches batches;
  private final Query query;
  private final Gathering<Request, Optional<RemoteRecord>> gathering =
      new Gathering<>(
          new Gathering.Rules<>(LANES, Batches.PARTS_MAX, request -> request), this::carry);

  BusinessCentralRecordReader(
      BusinessCentralClient client,
      BusinessCentralPageReader pages,
      Company company,
      Schemas schemas,
      Batches batches) {
    this.client = client;
    this.pages = pages;
    this.company = company;
    this.schemas = schemas;
    this.batches = batches;
    this.query = new Query(schemas);
  }

  @Override
  public Optional<RemoteRecord> read(RecordRef ref, Selection selection) {
    return gathering.submit(request(ref, selection));
  }

  /** The same without waiting for others; it counts as one call. */
  Optional<RemoteRecord> readAlone(RecordRef ref, Selection selection) {
    return alone(request(ref, selection));
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
    List<RemoteRecord> found = new ArrayList<>();
    list(
        Call.get(uri(set, selection, filter, "$top=" + limit)),
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
    List<String> given = new ArrayList<>(List.of(options));
    given.add(query.of(set, selection));
    given.removeIf(String::isEmpty);
    String path = company.path(set.name());
    return company.uri(given.isEmpty() ? path : path + "?" + String.join("&", given));
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

  private List<Supplier<Optional<RemoteRecord>>> carry(List<Request> requests) {
    if (requests.size() == 1) {
      Optional<RemoteRecord> record = alone(requests.get(0));
      return List.of(() -> record);
    }
    List<Optional<Answer>> answers =
        batches.send(
            requests.stream()
                .map(
                    request -> new Batches.Part("GET", request.path, "", MissingNode.getInstance()))
                .toList());
    List<Supplier<Optional<RemoteRecord>>> outcomes = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      Request request = requests.get(i);
      Optional<Answer> answer = answers.get(i);
      outcomes.add(() -> answer.isPresent() ? record(request, answer.get()) : alone(request));
    }
    return outcomes;
  }

  private Optional<RemoteRecord> alone(Request request) {
    try {
      return record(request, client.send(Call.get(company.uri(request.path))));
    } catch (ReplyLostException lost) {
      throw BusinessCentralFailures.unanswered(request.ref.toString(), lost);
    }
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
