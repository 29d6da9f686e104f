package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Gathering;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Changes fields of records. Changes that wait at the same moment go as one batch; each is safe to
 * repeat, since after a lost answer the record is read before anything is sent again. Thread-safe.
 */
final class Updates {

  private static final int LANES = 2;
  private static final int TRIES_MAX = 3;

  private record Update(RecordRef ref, String version, ObjectNode values) {

    String ifMatch() {
      return version.isEmpty() ? "*" : version;
    }

    String what() {
      return ref.object() + " " + ref.id();
    }
  }

  private final BusinessCentralClient client;
  private final Company company;
  private final Batches batches;
  private final BusinessCentralRecordReader reader;
  private final Gathering<Update, RemoteRecord> gathering =
      new Gathering<>(Gathering.Rules.of(LANES, Batches.PARTS_MAX, Update::ref), this::carry);

  Updates(
      BusinessCentralClient client,
      Company company,
      Batches batches,
      BusinessCentralRecordReader reader) {
    this.client = client;
    this.company = company;
    this.batches = batches;
    this.reader = reader;
  }

  RemoteRecord update(RecordRef ref, String version, ObjectNode values) {
    company.entity(ref);
    Update update = new Update(ref, version, values);
    return Extension.has(ref.object()) ? alone(update, false) : gathering.submit(update);
  }

  private List<Supplier<RemoteRecord>> carry(List<Update> updates) {
    if (updates.size() == 1) {
      RemoteRecord record = alone(updates.get(0), false);
      return List.of(() -> record);
    }
    List<Optional<Answer>> answers = batches.send(updates.stream().map(this::part).toList());
    List<Supplier<RemoteRecord>> outcomes = new ArrayList<>();
    for (int i = 0; i < updates.size(); i++) {
      Update update = updates.get(i);
      Optional<Answer> answer = answers.get(i);
      outcomes.add(() -> answer.isPresent() ? result(update, answer.get()) : alone(update, true));
    }
    return outcomes;
  }

  private Batches.Part part(Update update) {
    return new Batches.Part("PATCH", company.entity(update.ref), update.ifMatch(), update.values);
  }

  private RemoteRecord alone(Update update, boolean mayBeDone) {
    boolean look = mayBeDone;
    SyncException failure = null;
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      Optional<RemoteRecord> done = look ? done(update) : Optional.empty();
      if (done.isPresent()) {
        return done.get();
      }
      try {
        Answer answer =
            client.send(
                Call.patch(
                    company.uri(company.entity(update.ref)), update.ifMatch(), update.values));
        if (!BusinessCentralFailures.isUndecided(answer)) {
          return result(update, answer);
        }
        failure = BusinessCentralFailures.of(answer, Deed.UPDATE, update.what());
      } catch (ReplyLostException lost) {
        failure = BusinessCentralFailures.unanswered(update.what(), lost);
      }
      look = true;
    }
    throw failure;
  }

  /** The record, if it holds what was sent; refuses where somebody else changed it meanwhile. */
  private Optional<RemoteRecord> done(Update update) {
    RemoteRecord present =
        reader
            .readAlone(update.ref, Selection.of())
            .orElseThrow(() -> BusinessCentralFailures.gone(update.what()));
    if (update.version.equals(present.version())) {
      return Optional.empty();
    }
    if (reader.holds(present, update.values)) {
      return Optional.of(present);
    }
    if (!update.version.isEmpty()) {
      throw new ContendedException(
          Reason.of(
              "changed-meanwhile",
              update.what() + " was changed by somebody else while our change was under way.",
              "None needed; it will be read and tried again."));
    }
    return Optional.empty();
  }

  private RemoteRecord result(Update update, Answer answer) {
    if (!answer.succeeded()) {
      throw BusinessCentralRecordReader.meansGone(answer)
          ? BusinessCentralFailures.gone(update.what())
          : BusinessCentralFailures.of(answer, Deed.UPDATE, update.what());
    }
    return answer
        .object()
        .filter(row -> row.hasNonNull("id"))
        .map(row -> Rows.record(update.ref.object(), row))
        .or(() -> reader.readAlone(update.ref, Selection.of()))
        .orElseThrow(() -> BusinessCentralFailures.gone(update.what()));
  }
}
