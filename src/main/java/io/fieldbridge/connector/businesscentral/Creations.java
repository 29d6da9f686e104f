package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates records, each with its lines in one request that is sent once. Thread-safe. */
final class Creations {

  private static final Logger LOG = LoggerFactory.getLogger(Creations.class);
  private static final String KEY_TAKEN = "Internal_EntityWithSameKeyExists";
  private static final String LINES = "Lines";
  private static final String DOCUMENT = "documentId";

  private final BusinessCentralClient client;
  private final Company company;
  private final BusinessCentralRecordReader reader;

  Creations(BusinessCentralClient client, Company company, BusinessCentralRecordReader reader) {
    this.client = client;
    this.company = company;
    this.reader = reader;
  }

  /** Sends the values in their order, and reads the record back with its lines. */
  RemoteRecord create(String object, ObjectNode values) {
    Answer answer = post(object, values);
    if (!answer.succeeded()) {
      if (answer.code().equals(KEY_TAKEN)) {
        throw keyTaken(object, values, answer);
      }
      throw BusinessCentralFailures.of(answer, Deed.CREATE, object);
    }
    RemoteRecord created =
        answer
            .object()
            .filter(row -> Literal.isGuid(row.path("id").asText()))
            .map(row -> Rows.record(object, row))
            .orElseThrow(() -> withoutId(object, answer));
    return readBack(created, values);
  }

  private Answer post(String object, ObjectNode values) {
    try {
      return client.send(Call.post(company.uri(path(object, values)), body(object, values)));
    } catch (ReplyLostException lost) {
      throw BusinessCentralFailures.outcomeUnknown(Deed.CREATE, object, lost);
    }
  }

  /** Lines are made under their document, which then must not be named in the body. */
  private String path(String object, ObjectNode values) {
    if (!isLineOfDocument(object, values)) {
      return company.path(object);
    }
    String documents = object.substring(0, object.length() - LINES.length()) + "s";
    return company.path(documents)
        + "("
        + Literal.guid(values.path(DOCUMENT).asText())
        + ")/"
        + object;
  }

  private static ObjectNode body(String object, ObjectNode values) {
    if (!isLineOfDocument(object, values)) {
      return values;
    }
    ObjectNode body = values.deepCopy();
    body.remove(DOCUMENT);
    return body;
  }

  private static boolean isLineOfDocument(String object, ObjectNode values) {
    return object.endsWith(LINES) && values.hasNonNull(DOCUMENT);
  }

  /** What cannot be read back now was created all the same. */
  private RemoteRecord readBack(RemoteRecord created, ObjectNode values) {
    Map<String, Selection> children = new HashMap<>();
    values
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isArray()) {
                children.put(field.getKey(), Selection.of());
              }
            });
    try {
      return reader.read(created.ref(), new Selection(Set.of(), children)).orElse(created);
    } catch (SyncException unreadable) {
      LOG.warn("{} was created but could not be read back: {}", created.ref(), unreadable.reason());
      return created;
    }
  }

  /**
   * The number is taken, perhaps by an earlier try of ours: then its outcome is to be looked up as
   * if the answer had been lost. Somebody else's record is never taken for ours.
   */
  private SyncException keyTaken(String object, ObjectNode values, Answer answer) {
    String number = values.path("number").asText("");
    Optional<RemoteRecord> existing =
        number.isEmpty()
            ? Optional.empty()
            : reader
                .find(object, Map.of("number", TextNode.valueOf(number)), Selection.of(), 1)
                .stream()
                .findFirst();
    if (existing.isEmpty()) {
      return BusinessCentralFailures.of(answer, Deed.CREATE, object);
    }
    String id = existing.get().ref().id();
    if (reader.holds(existing.get(), values)) {
      return new OutcomeUnknownException(
          Reason.of(
              KEY_TAKEN,
              object + " " + number + " exists already with what was to be created, id " + id + ".",
              "It will be looked for before anything is sent again."));
    }
    return new RecordRejectedException(
        new Reason(
            KEY_TAKEN,
            "number",
            object + " " + number + " exists already with other contents, id " + id + ".",
            "Link that record, or choose another number, then retry this message."));
  }

  private static SyncException withoutId(String object, Answer answer) {
    return new OutcomeUnknownException(
        Reason.of(
            "answer-without-id",
            "Business Central answered the creation of "
                + object
                + " with status "
                + answer.status()
                + " but without the record.",
            "It will be looked for before anything is sent again."));
  }
}
