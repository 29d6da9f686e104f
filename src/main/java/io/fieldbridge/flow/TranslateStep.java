package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.EditTimes;
import io.fieldbridge.mapping.FieldDecision;
import io.fieldbridge.mapping.Merge;
import io.fieldbridge.mapping.MergeInput;
import io.fieldbridge.mapping.MergeOutcome;
import io.fieldbridge.mapping.Translator;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RemoteRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code sync:translate}: from the source's words into the contract's and from there into the
 * target's. Master data is merged against the state in which both sides last agreed; documents are
 * sent as they are.
 */
final class TranslateStep implements Step {

  private final Engine engine;
  private final Edits edits;

  TranslateStep(Engine engine) {
    this.engine = engine;
    this.edits = new Edits(engine);
  }

  @Override
  public void run(Delivery delivery) {
    Contract contract = delivery.contract();
    Translator translator = engine.translator(contract);
    String system = delivery.sourceSystem();
    CanonicalRecord source = translator.toCanonical(system, delivery.source().values());
    if (contract.carriesDocument()) {
      delivery.values(source, null);
      delivery.payload(translator.toSystem(contract.otherThan(system), source, null));
    } else {
      merge(delivery, translator, source);
    }
  }

  private void merge(Delivery delivery, Translator translator, CanonicalRecord source) {
    Contract contract = delivery.contract();
    String system = delivery.sourceSystem();
    String other = contract.otherThan(system);
    CanonicalRecord target =
        delivery
            .target()
            .map(record -> translator.toCanonical(other, record.values()))
            .orElse(null);
    boolean timed = target != null && contract.asksForTimes();
    MergeBase base = new MergeBase(engine.state(), translator);
    Link link = delivery.link().orElse(null);
    Map<String, CanonicalRecord> now =
        target == null ? Map.of(system, source) : Map.of(system, source, other, target);
    MergeOutcome merged =
        Merge.merge(
            contract,
            system,
            new MergeInput(
                source,
                target,
                base.of(link, system, now),
                base.of(link, other, now),
                timed ? edits.of(contract.flow(), delivery.source()) : EditTimes.UNKNOWN,
                timed ? edits.of(contract.flow(), delivery.written()) : EditTimes.UNKNOWN));
    if (merged.undecided()) {
      throw undecided(merged);
    }
    delivery.values(source, target);
    delivery.merged(merged);
    ObjectNode present = delivery.target().map(RemoteRecord::values).orElse(null);
    delivery.payload(translator.toSystem(other, fields(merged.toTarget()), present));
    if (!merged.toSource().isEmpty()) {
      delivery.back(
          translator.toSystem(system, fields(merged.toSource()), delivery.source().values()));
    }
    merged.decisions().forEach(decision -> note(delivery, decision));
  }

  private static CanonicalRecord fields(Map<String, JsonNode> values) {
    return new CanonicalRecord(values, List.of());
  }

  private void note(Delivery delivery, FieldDecision decision) {
    if (decision.kind() != FieldDecision.Kind.CARRIED) {
      delivery.remember(
          () ->
              engine
                  .history()
                  .tell(delivery, decision.kind().name().toLowerCase(), decision.words()));
    }
  }

  private static RecordRejectedException undecided(MergeOutcome merged) {
    String conflicts =
        merged.decisions().stream()
            .filter(decision -> decision.kind() == FieldDecision.Kind.UNDECIDED)
            .map(FieldDecision::words)
            .collect(Collectors.joining("; "));
    return new RecordRejectedException(
        Reason.of(
            "conflict",
            "Both sides changed the same field: " + conflicts + ".",
            "Make both sides agree, then retry this message."));
  }
}
