package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One named case of a contract in the form of each system.
 *
 * @param name what the case shows
 * @param line where it begins in its file
 */
public record Example(Contract contract, String file, int line, String name, Case given) {

  /**
   * @param from the system whose record changed
   * @param rows the rows that are the record together, where the contract groups them
   * @param target the other half as it is now, or null where it is created
   * @param agreed both halves as they were when last in step, by system; empty on first contact
   * @param edited when each half was last edited, by system
   * @param world links and rows that are there
   * @param canonical some of the canonical values that must come out
   * @param to by system all that must be sent, or null where that is not asked
   * @param rejected part of the words of a refusal, or the empty string
   * @param filtered whether the flow has nothing to do with the record
   */
  record Case(
      String from,
      Rows rows,
      ObjectNode record,
      ObjectNode target,
      Map<String, ObjectNode> agreed,
      Map<String, Instant> edited,
      Lookups world,
      ObjectNode canonical,
      ObjectNode to,
      String rejected,
      boolean filtered) {}

  /**
   * @param at the moment at which one of them is chosen
   * @param changesAt when that choice must end, or empty where that is not asked
   */
  record Rows(List<ObjectNode> values, Instant at, Optional<Instant> changesAt) {}

  /** Runs the case; what does not come out as written is a problem. */
  public Optional<Problem> run() {
    try {
      Optional<Groups> groups = contract.groups(given.from());
      if (groups.isPresent()) {
        List<RemoteRecord> told = rows();
        Instant at = given.rows().at();
        Optional<Problem> late = changes(groups.get().changesAt(told, at));
        return late.isPresent() ? late : run(groups.get().choose(told, at).values());
      }
      return run(given.record());
    } catch (SyncException refused) {
      boolean expected =
          !given.rejected().isEmpty() && refused.getMessage().contains(given.rejected());
      return expected ? Optional.empty() : differs(refused.getMessage());
    }
  }

  private List<RemoteRecord> rows() {
    List<RemoteRecord> rows = new ArrayList<>();
    for (ObjectNode values : given.rows().values()) {
      String id = "row " + (rows.size() + 1);
      RecordRef ref = new RecordRef(given.from(), contract.object(given.from()), id);
      rows.add(new RemoteRecord(ref, "", Instant.EPOCH, "", values));
    }
    return rows;
  }

  private Optional<Problem> changes(Optional<Instant> found) {
    Optional<Instant> expected = given.rows().changesAt();
    return expected.isEmpty() || expected.equals(found)
        ? Optional.empty()
        : differs(
            "the choice ends "
                + found.map(at -> "at " + at).orElse("never")
                + ", expected: "
                + expected.get());
  }

  private Optional<Problem> run(ObjectNode record) {
    boolean passes = contract.inFilter(given.from(), record);
    if (passes == given.filtered()) {
      return differs("the filter " + (passes ? "lets the record pass" : "holds the record back"));
    }
    Optional<Problem> problem = given.filtered() ? Optional.empty() : translate(record);
    return problem.isEmpty() && !given.rejected().isEmpty()
        ? differs("nothing is rejected, expected: " + given.rejected())
        : problem;
  }

  private Optional<Problem> translate(ObjectNode record) {
    Translator translator = new Translator(contract, given.world());
    String to = contract.otherThan(given.from());
    CanonicalRecord source = translator.toCanonical(given.from(), record);
    for (Map.Entry<String, JsonNode> expected : given.canonical().properties()) {
      JsonNode found = source.fields().getOrDefault(expected.getKey(), NullNode.instance);
      if (!JsonTrees.same(expected.getValue(), found)) {
        return differs(expected.getKey() + " is " + found + ", expected: " + expected.getValue());
      }
    }
    MergeOutcome outcome = merge(translator, source, to);
    ObjectNode toTarget =
        translator.toSystem(
            to, new CanonicalRecord(outcome.toTarget(), source.lines()), given.target());
    ObjectNode toSource =
        translator.toSystem(
            given.from(), new CanonicalRecord(outcome.toSource(), List.of()), record);
    if (given.to() == null) {
      return Optional.empty();
    }
    return sent(to, toTarget).or(() -> sent(given.from(), toSource));
  }

  private MergeOutcome merge(Translator translator, CanonicalRecord source, String to) {
    CanonicalRecord target =
        given.target() == null ? null : translator.toCanonical(to, given.target());
    return Merge.merge(
        contract,
        given.from(),
        new MergeInput(
            source,
            target,
            base(translator, given.from()),
            base(translator, to),
            edits(given.from()),
            edits(to)));
  }

  private EditTimes edits(String system) {
    return new EditTimes(Map.of(), given.edited().get(system));
  }

  private ObjectNode base(Translator translator, String system) {
    ObjectNode agreed = given.agreed().get(system);
    return agreed == null ? null : translator.toBase(system, agreed);
  }

  private Optional<Problem> sent(String system, ObjectNode found) {
    JsonNode expected = given.to().path(system);
    return JsonTrees.difference(system, expected, found).flatMap(this::differs);
  }

  private Optional<Problem> differs(String how) {
    return Optional.of(
        new Problem(file, line, "'" + name + "': " + how, "Correct the contract or the example"));
  }
}
