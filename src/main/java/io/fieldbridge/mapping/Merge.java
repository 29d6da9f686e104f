package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.mapping.FieldDecision.Kind;
import io.fieldbridge.mapping.FieldRule.OnConflict;
import io.fieldbridge.mapping.FieldRule.OnForeignEdit;
import io.fieldbridge.mapping.FieldRule.Ownership;
import io.fieldbridge.model.CanonicalRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides field by field what has to be written on which side: a pure function of both records, of
 * how each looked when last in step, and of the contract.
 *
 * <p>A side has changed a field when its value differs from that same side's base; what a system
 * merely writes differently (cut, capitals, rounded) is therefore no change. A field without a base
 * is on first contact: the owner's value counts unless it is empty, and a field that both own is
 * filled where it is empty.
 */
public final class Merge {

  /** Clocks of two systems do not agree better, and one of them may tell whole seconds only. */
  private static final Duration TIE = Duration.ofSeconds(1);

  private final Contract contract;
  private final FieldTranslator fields;
  private final Side crm;
  private final Side erp;
  private final List<FieldDecision> decisions = new ArrayList<>();

  /** One side: its values now, its values when last in step, and what is to be written. */
  private record Side(
      String system,
      ObjectNode now,
      ObjectNode base,
      boolean source,
      EditTimes edits,
      Map<String, JsonNode> written) {

    JsonNode value(FieldRule field) {
      return now == null ? null : now.get(field.name());
    }

    boolean empty(FieldRule field) {
      JsonNode value = value(field);
      return value == null || value.isNull();
    }

    JsonNode known(FieldRule field) {
      return hasBase(field) ? base.get(field.name()) : value(field);
    }

    boolean hasBase(FieldRule field) {
      return base != null && base.has(field.name());
    }

    /** When the field was last edited here; empty where nobody knows. */
    Optional<Instant> editedAt(FieldRule field) {
      Formula read = field.sides().get(system).read();
      return read == null ? Optional.empty() : edits.of(read.paths());
    }

    boolean changed(FieldRule field) {
      JsonNode value = value(field);
      return value != null && !FieldTranslator.same(field, value, base.get(field.name()));
    }
  }

  private Merge(Contract contract, String sourceSystem, MergeInput input) {
    this.contract = contract;
    this.fields = FieldTranslator.pure(contract.crm());
    Side source =
        new Side(
            sourceSystem,
            JsonTrees.node(input.source().fields()),
            input.sourceBase(),
            true,
            input.sourceEdits(),
            new LinkedHashMap<>());
    ObjectNode target = input.target() == null ? null : JsonTrees.node(input.target().fields());
    Side other =
        new Side(
            contract.otherThan(sourceSystem),
            target,
            input.targetBase(),
            false,
            input.targetEdits(),
            new LinkedHashMap<>());
    boolean fromCrm = sourceSystem.equals(contract.crm());
    this.crm = fromCrm ? source : other;
    this.erp = fromCrm ? other : source;
  }

  /**
   * What to write where. Whatever side is the source, the outcome is the same with source and
   * target exchanged, but for a record that is created and for gaps that both could fill.
   */
  public static MergeOutcome merge(Contract contract, String sourceSystem, MergeInput input) {
    return new Merge(contract, sourceSystem, input).decide();
  }

  /** Of the fields in which two records agree as they are, what each side says, by system. */
  public static Map<String, ObjectNode> agreement(
      Contract contract, CanonicalRecord crm, CanonicalRecord erp) {
    return new Merge(contract, contract.crm(), new MergeInput(crm, erp, null, null)).agreement();
  }

  private Map<String, ObjectNode> agreement() {
    Map<String, ObjectNode> agreed =
        Map.of(
            crm.system(), JsonNodeFactory.instance.objectNode(),
            erp.system(), JsonNodeFactory.instance.objectNode());
    for (FieldRule field : contract.definition().fields()) {
      boolean told = crm.value(field) != null && erp.value(field) != null;
      if (told && agree(field, crm, erp) && agree(field, erp, crm)) {
        Stream.of(crm, erp)
            .forEach(side -> agreed.get(side.system()).set(field.name(), side.value(field)));
      }
    }
    return agreed;
  }

  private MergeOutcome decide() {
    ObjectNode agreed = agreed();
    Side source = crm.source() ? crm : erp;
    Side target = crm.source() ? erp : crm;
    for (FieldRule field : contract.definition().fields()) {
      Owner owner = field.ownership().of(agreed);
      if (target.now() == null) {
        begin(field, owner, source, target);
      } else if (crm.hasBase(field) && erp.hasBase(field)) {
        change(field, owner, source, target);
      } else {
        meet(field, owner, source, target);
      }
    }
    return new MergeOutcome(target.written(), source.written(), decisions);
  }

  /** The record as last agreed, else as it is now; of what one side owns, only that side's word. */
  private ObjectNode agreed() {
    ObjectNode agreed = JsonNodeFactory.instance.objectNode();
    for (FieldRule field : contract.definition().fields()) {
      boolean erpOnly = field.ownership().always(Owner.ERP);
      boolean crmOnly = field.ownership().always(Owner.CRM);
      Stream.of(crm, erp)
          .filter(side -> side == crm ? !erpOnly : !crmOnly)
          .map(side -> side.known(field))
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(value -> agreed.set(field.name(), value));
    }
    return agreed;
  }

  /**
   * The target is created: it gets what is not its own, and of its own what it cannot do without.
   */
  private void begin(FieldRule field, Owner owner, Side source, Side target) {
    Ownership ownership = field.ownership();
    boolean sends = owns(owner, source) || field.required() || ownership.initial();
    if (sends && !source.empty(field)) {
      write(field, Kind.CARRIED, source, target);
    }
  }

  private void meet(FieldRule field, Owner owner, Side source, Side target) {
    if (owner != Owner.BOTH) {
      Side own = owner == Owner.CRM ? crm : erp;
      if (!own.empty(field)) {
        write(field, Kind.CARRIED, own, own == crm ? erp : crm);
      }
    } else if (target.empty(field) && !source.empty(field)) {
      write(field, Kind.CARRIED, source, target);
    } else if (source.empty(field) && !target.empty(field)) {
      write(field, Kind.CARRIED, target, source);
    } else if (!source.empty(field)) {
      conflict(field, source, target);
    }
  }

  private void change(FieldRule field, Owner owner, Side source, Side target) {
    if (owner != Owner.BOTH) {
      Side own = owner == Owner.CRM ? crm : erp;
      owned(field, own, own == crm ? erp : crm);
    } else if (source.changed(field) && target.changed(field)) {
      conflict(field, source, target);
    } else if (source.changed(field)) {
      write(field, Kind.CARRIED, source, target);
    } else if (target.changed(field)) {
      write(field, Kind.CARRIED, target, source);
    }
  }

  private void owned(FieldRule field, Side own, Side other) {
    boolean foreignEdit = other.changed(field);
    boolean news = own.changed(field);
    if (news || foreignEdit && field.ownership().onForeignEdit() == OnForeignEdit.PUT_RIGHT) {
      write(field, foreignEdit ? Kind.PUT_RIGHT : Kind.CARRIED, own, other);
    } else if (foreignEdit && !agree(field, own, other)) {
      note(field, Kind.IGNORED, own, other);
    }
  }

  private void conflict(FieldRule field, Side source, Side target) {
    if (agree(field, source, target) || agree(field, target, source)) {
      return;
    }
    OnConflict rule = rule(field.ownership());
    Kind kind = rule == OnConflict.NEWEST ? Kind.NEWEST : Kind.CONFLICT;
    if (rule == OnConflict.NEWEST) {
      rule = newest(field);
    }
    if (rule == OnConflict.PARK) {
      note(field, Kind.UNDECIDED, source, target);
    } else {
      boolean crmWins = rule == OnConflict.CRM;
      write(field, kind, crmWins ? crm : erp, crmWins ? erp : crm);
    }
  }

  /** Who edited it later; the contract's word where that is not known, or too close to tell. */
  private OnConflict newest(FieldRule field) {
    Optional<Instant> here = crm.editedAt(field);
    Optional<Instant> there = erp.editedAt(field);
    if (here.isEmpty() || there.isEmpty()) {
      return field.ownership().onTie();
    }
    Duration later = Duration.between(there.get(), here.get());
    if (later.abs().compareTo(TIE) < 0) {
      return field.ownership().onTie();
    }
    return later.isNegative() ? OnConflict.ERP : OnConflict.CRM;
  }

  /** Where only one direction is open, only one side can win. */
  private static OnConflict rule(Ownership ownership) {
    return switch (ownership.direction()) {
      case Contract.TO_ERP -> OnConflict.CRM;
      case Contract.TO_CRM -> OnConflict.ERP;
      default -> ownership.onConflict();
    };
  }

  private void write(FieldRule field, Kind kind, Side from, Side to) {
    JsonNode value = from.value(field);
    if (value == null || to.now() != null && agree(field, from, to)) {
      return;
    }
    boolean clears = !value.isNull() || field.policy().clearsOnNull();
    if (clears && mayWrite(field, to)) {
      note(field, kind, from, to);
      to.written().put(field.name(), value);
    } else if (kind == Kind.PUT_RIGHT) {
      note(field, Kind.IGNORED, from, to);
    }
  }

  private boolean mayWrite(FieldRule field, Side to) {
    String direction = to == crm ? Contract.TO_CRM : Contract.TO_ERP;
    String allowed = field.ownership().direction();
    return (allowed.equals("both") || allowed.equals(direction))
        && field.side(to.system()).filter(SideRule::writable).isPresent();
  }

  /** Whether the value, once written there, would come back as what is already there. */
  private boolean agree(FieldRule field, Side from, Side to) {
    JsonNode value = from.empty(field) ? NullNode.instance : from.value(field);
    return FieldTranslator.same(
        field, to.value(field), fields.returned(field, to.system(), value, to.now()));
  }

  private void note(FieldRule field, Kind kind, Side from, Side to) {
    decisions.add(
        new FieldDecision(field.name(), kind, to.system(), to.value(field), from.value(field)));
  }

  private boolean owns(Owner owner, Side side) {
    return owner == Owner.BOTH || (owner == Owner.CRM) == (side == crm);
  }
}
