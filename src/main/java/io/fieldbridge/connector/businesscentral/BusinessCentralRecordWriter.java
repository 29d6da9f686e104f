package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.connector.RecordWriter;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes records: creations and actions alone and once, changes together and again if need be. */
final class BusinessCentralRecordWriter implements RecordWriter {

  private static final Logger LOG = LoggerFactory.getLogger(BusinessCentralRecordWriter.class);

  private final BusinessCentralClient client;
  private final Company company;
  private final BusinessCentralRecordReader reader;
  private final Creations creations;
  private final Updates updates;
  private final CustomerMarks marks;

  BusinessCentralRecordWriter(
      BusinessCentralClient client,
      Company company,
      BusinessCentralRecordReader reader,
      Batches batches,
      CustomerMarks marks) {
    this.client = client;
    this.company = company;
    this.reader = reader;
    this.marks = marks;
    this.creations = new Creations(client, company, reader);
    this.updates = new Updates(client, company, batches, reader);
  }

  @Override
  public RemoteRecord create(String object, ObjectNode values) {
    return creations.create(object, values);
  }

  @Override
  public RemoteRecord create(String object, ObjectNode values, String reference) {
    if (!object.equals(CustomerMarks.CUSTOMERS) || reference.isEmpty()) {
      return create(object, values);
    }
    if (marks.byNumber() && !values.hasNonNull("number")) {
      ObjectNode numbered = Wire.object().put("number", marks.number(reference));
      numbered.setAll(values);
      return create(object, numbered);
    }
    return marks.byReference() ? createMarked(object, values, reference) : create(object, values);
  }

  private RemoteRecord createMarked(String object, ObjectNode values, String reference) {
    Optional<RemoteRecord> earlier =
        marks.find(reference).flatMap(ref -> reader.read(ref, Selection.of()));
    if (earlier.isPresent()) {
      return earlier.get();
    }
    RemoteRecord created = create(object, values);
    try {
      marks.mark(created.ref(), reference);
    } catch (SyncException unmarked) {
      LOG.warn(
          "{} was created but not marked as {}: {}", created.ref(), reference, unmarked.reason());
    }
    return created;
  }

  @Override
  public RemoteRecord update(RecordRef ref, String version, ObjectNode values) {
    return updates.update(ref, version, values);
  }

  /**
   * Looks the record up, then changes or creates it. Business Central has no such operation of its
   * own, so two callers with one key may create two records; the caller keeps them in turn.
   */
  @Override
  public RemoteRecord upsert(String object, String keyField, String key, ObjectNode values) {
    List<RemoteRecord> found =
        reader.find(object, Map.of(keyField, TextNode.valueOf(key)), Selection.of(), 2);
    if (found.size() > 1) {
      throw new RecordRejectedException(
          new Reason(
              "key-not-unique",
              keyField,
              "Several " + object + " in Business Central have the " + keyField + " '" + key + "'.",
              "Correct the key there, then retry this message."));
    }
    return found.isEmpty()
        ? create(object, keyed(keyField, key, values))
        : update(found.get(0).ref(), found.get(0).version(), values);
  }

  @Override
  public void delete(RecordRef ref) {
    String what = ref.object() + " " + ref.id() + " (deletion)";
    try {
      Answer answer = client.send(Call.delete(company.uri(company.entity(ref))));
      if (!answer.succeeded() && !BusinessCentralRecordReader.meansGone(answer)) {
        throw BusinessCentralFailures.of(answer, Deed.UPDATE, what);
      }
    } catch (ReplyLostException lost) {
      throw BusinessCentralFailures.outcomeUnknown(Deed.UPDATE, what, lost);
    }
  }

  @Override
  public void act(RecordRef ref, String version, String action) {
    if (!action.matches("[A-Za-z]{1,80}")) {
      throw new ContractException(
          Reason.of(
              "not-an-action",
              "'" + action + "' is no action of Business Central.",
              "Use a name such as shipAndInvoice or post."));
    }
    String what = ref.object() + " " + ref.id() + " (" + action + ")";
    Call call =
        Call.post(company.uri(company.entity(ref) + "/Microsoft.NAV." + action), Wire.object())
            .with("If-Match", version.isEmpty() ? "*" : version);
    try {
      Answer answer = client.send(call);
      if (BusinessCentralRecordReader.meansGone(answer)) {
        throw BusinessCentralFailures.gone(what);
      }
      if (!answer.succeeded()) {
        throw BusinessCentralFailures.of(answer, Deed.ACT, what);
      }
    } catch (ReplyLostException lost) {
      throw BusinessCentralFailures.outcomeUnknown(Deed.ACT, what, lost);
    }
  }

  private static ObjectNode keyed(String keyField, String key, ObjectNode values) {
    ObjectNode all = Wire.object().put(keyField, key);
    all.setAll(values);
    return all;
  }
}
