package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.effect.OwnWrite;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    MergeOutcome merged =
        Merge.merge(
            contract,
            system,
            new MergeInput(
                source,
                target,
                base(delivery, system),
                base(delivery, other),
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

  /**
   * How the side looked when last in step. A value that we have written there since, and that still
   * stands, is no change of anybody's: the process may have died before the link was stored.
   */
  private ObjectNode base(Delivery delivery, String system) {
    Optional<Link> link = delivery.link();
    ObjectNode base = link.map(known -> known.side(system)).map(Link.Side::base).orElse(null);
    if (base == null) {
      return null;
    }
    Translator translator = engine.translator(delivery.contract());
    RemoteRecord now =
        system.equals(delivery.sourceSystem()) ? delivery.source() : delivery.target().orElse(null);
    ObjectNode adjusted = base.deepCopy();
    Instant stored = engine.state().links().updatedAt(link.get().id()).orElse(Instant.EPOCH);
    if (now != null) {
      List<OwnWrite> writes = engine.state().effects().recent(now.ref(), stored);
      for (int write = writes.size() - 1; write >= 0; write--) {
        Map<String, JsonNode> ours =
            translator.toCanonical(system, writes.get(write).values()).fields();
        Map<String, JsonNode> there = translator.toCanonical(system, now.values()).fields();
        ours.forEach(
            (field, value) -> {
              if (value.equals(there.get(field)) && base.has(field)) {
                adjusted.set(field, value);
              }
            });
      }
    }
    return adjusted;
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
