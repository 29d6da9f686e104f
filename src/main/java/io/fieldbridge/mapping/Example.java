package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.model.CanonicalRecord;
import java.time.Instant;
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
      ObjectNode record,
      ObjectNode target,
      Map<String, ObjectNode> agreed,
      Map<String, Instant> edited,
      Lookups world,
      ObjectNode canonical,
      ObjectNode to,
      String rejected,
      boolean filtered) {}

  /** Runs the case; what does not come out as written is a problem. */
  public Optional<Problem> run() {
    try {
      boolean passes = contract.inFilter(given.from(), given.record());
      if (passes == given.filtered()) {
        return differs("the filter " + (passes ? "lets the record pass" : "holds the record back"));
      }
      Optional<Problem> problem = given.filtered() ? Optional.empty() : translate();
      return problem.isEmpty() && !given.rejected().isEmpty()
          ? differs("nothing is rejected, expected: " + given.rejected())
          : problem;
    } catch (SyncException refused) {
      boolean expected =
          !given.rejected().isEmpty() && refused.getMessage().contains(given.rejected());
      return expected ? Optional.empty() : differs(refused.getMessage());
    }
  }

  private Optional<Problem> translate() {
    Translator translator = new Translator(contract, given.world());
    String to = contract.otherThan(given.from());
    CanonicalRecord source = translator.toCanonical(given.from(), given.record());
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
            given.from(), new CanonicalRecord(outcome.toSource(), List.of()), given.record());
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
