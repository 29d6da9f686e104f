package io.fieldbridge.mapping;

import io.fieldbridge.mapping.FieldRule.Ownership;
import io.fieldbridge.mapping.FieldRule.TooLong;
import io.fieldbridge.mapping.FieldType.Kind;
import io.fieldbridge.mapping.LineRules.Emit;
import io.fieldbridge.mapping.LineRules.Source;
import io.fieldbridge.mapping.SideRule.Write;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be wrong with a contract without asking the systems. */
final class ContractChecks {

  private static final Set<String> VAGUE =
      Set.of("name", "displayname", "email", "description", "subject");
  private static final int REFERENCE_MAX = 35;

  private final Definition definition;
  private final Problems problems;
  private final List<String> systems;

  ContractChecks(Definition definition, Problems problems) {
    this.definition = definition;
    this.problems = problems;
    this.systems = List.copyOf(definition.ends().keySet());
  }

  void run() {
    rows(definition.fields(), definition.fields());
    definition.fields().forEach(this::checkReach);
    if (definition.lines() != null) {
      for (Source source : definition.lines().sources()) {
        for (Emit emit : source.emits()) {
          rows(emit.fields(), definition.fields());
        }
      }
    }
    checkReference();
    checkPersonal();
    checkMatch();
    checkReport();
    checkLeaving();
    new GroupChecks(definition, problems).run();
  }

  /** By its number a record is known and looked for; it stands in every list. */
  private void checkPersonal() {
    for (FieldRule field : definition.fields()) {
      boolean key =
          field.sides().values().stream()
              .anyMatch(
                  side ->
                      side.read() != null
                          && side.read()
                              .paths()
                              .contains(definition.ends().get(side.system()).key()));
      if (field.policy().personal() && key) {
        problems.add(
            field.line(),
            "'" + field.name() + "' is the number that records are known by, and cannot be masked",
            "Take personal out");
      }
    }
  }

  /** An order that is half shipped is no customer that can be blocked. */
  private void checkLeaving() {
    if (!definition.document()) {
      return;
    }
    Stream.concat(
            definition.leaving().onLeave().values().stream(),
            definition.leaving().onDelete().values().stream())
        .filter(Departure::writes)
        .forEach(
            departure ->
                problems.add(
                    departure.line(),
                    "a document is neither blocked nor inactivated",
                    "Write ask, unlink or, for on-leave, keep"));
  }

  private void rows(List<FieldRule> rows, List<FieldRule> header) {
    Map<String, FieldRule> known = new HashMap<>();
    Stream.concat(header.stream(), rows.stream()).forEach(field -> known.put(field.name(), field));
    rows.forEach(
        field -> {
          checkCompanion(field, known);
          checkFormulas(field, known);
          checkLengths(field);
        });
    systems.forEach(system -> checkWriters(rows, system));
  }

  private void checkCompanion(FieldRule field, Map<String, FieldRule> known) {
    Kind kind = field.type().kind();
    if (kind != Kind.MONEY && kind != Kind.QUANTITY) {
      return;
    }
    String word = kind == Kind.MONEY ? "currency" : "unit";
    String companion = field.policy().companion();
    if (companion.isEmpty()) {
      problems.add(
          field.line(),
          "'" + field.name() + "' is " + kind.word() + " without a " + word,
          "Add " + word + ": with a field of this contract, a fixed code, or local");
    } else if (!known.containsKey(companion)
        && !companion.equals("local")
        && !companion.matches("[A-Z]{1,10}")) {
      problems.unknown(field.line(), word, companion, new TreeSet<>(known.keySet()));
    }
  }

  private void checkFormulas(FieldRule field, Map<String, FieldRule> known) {
    for (SideRule side : field.sides().values()) {
      if (side.read() != null && side.read().arithmetic() && field.type().kind().isNumber()) {
        inexact(field, side.line());
      }
      for (Write write : side.writes()) {
        if (write.formula() != null) {
          canonicalFormula(field, write.formula(), side.line(), known);
        }
      }
    }
    if (field.ownership().when() != null) {
      canonicalFormula(field, field.ownership().when(), field.line(), known);
    }
  }

  private void canonicalFormula(
      FieldRule field, Formula formula, int line, Map<String, FieldRule> known) {
    for (String path : formula.paths()) {
      if (!known.containsKey(path)) {
        problems.unknown(line, "canonical field in a formula", path, new TreeSet<>(known.keySet()));
      } else if (formula.arithmetic() && known.get(path).type().kind().isNumber()) {
        inexact(field, line);
      }
    }
  }

  private void inexact(FieldRule field, int line) {
    problems.add(
        line,
        "'" + field.name() + "' is calculated with * / + or -, which is not exact",
        "Use multiply, divide, add, subtract or round");
  }

  private void checkLengths(FieldRule field) {
    int size = field.type().size();
    for (SideRule side : field.sides().values()) {
      int length = side.shape().length();
      if (length > 0 && length < size && field.policy().tooLong() == TooLong.UNDECIDED) {
        problems.add(
            side.line(),
            "'" + field.name() + "' has " + size + " characters, " + side.system() + " " + length,
            "Add too-long: cut or too-long: reject");
      }
    }
  }

  private void checkWriters(List<FieldRule> rows, String system) {
    Map<String, String> writers = new HashMap<>();
    for (FieldRule field : rows) {
      for (Write write : field.side(system).map(SideRule::writes).orElse(List.of())) {
        String other = writers.putIfAbsent(write.field(), field.name());
        if (other != null) {
          problems.add(
              field.side(system).orElseThrow().line(),
              write.field() + " is written by '" + other + "' and by '" + field.name() + "'",
              "Let one of them only read it (read: ." + write.field() + ")");
        }
      }
    }
  }

  /** A value that is owned here has to be readable here and writable there. */
  private void checkReach(FieldRule field) {
    Ownership ownership = field.ownership();
    if (systems.size() != 2 || field.sides().size() != 2) {
      return;
    }
    Set<Owner> owners = new HashSet<>(List.of(ownership.then(), ownership.otherwise()));
    boolean crmSpeaks = owners.contains(Owner.CRM) || owners.contains(Owner.BOTH);
    boolean erpSpeaks = owners.contains(Owner.ERP) || owners.contains(Owner.BOTH);
    if (crmSpeaks && !ownership.direction().equals(Contract.TO_CRM)) {
      checkReach(field, systems.get(0), systems.get(1));
    }
    if (erpSpeaks && !ownership.direction().equals(Contract.TO_ERP)) {
      checkReach(field, systems.get(1), systems.get(0));
    }
  }

  private void checkReach(FieldRule field, String from, String to) {
    if (field.sides().get(from).read() == null) {
      problems.add(
          field.sides().get(from).line(),
          "'" + field.name() + "' is owned by " + from + " but never read there",
          "Add read: next to write:");
    }
    if (!field.sides().get(to).writable()) {
      problems.add(
          field.sides().get(to).line(),
          "'" + field.name() + "' is owned by " + from + " but never written in " + to,
          "Add write:, change the owner, or restrict direction:");
    }
  }

  private void checkReference() {
    if (!definition.document()) {
      return;
    }
    FieldRule carrier = definition.field(definition.reference()).orElse(null);
    if (carrier == null) {
      problems.add(
          1,
          "a document without our reference cannot be found again after a lost answer",
          "Name under 'reference:' the field whose template ends with {check}");
      return;
    }
    boolean made =
        carrier.side(systems.get(0)).filter(side -> side.read() instanceof Template).isPresent();
    boolean kept = carrier.side(systems.get(1)).filter(SideRule::writable).isPresent();
    boolean fits = carrier.type().size() > 0 && carrier.type().size() <= REFERENCE_MAX;
    if (!made || !kept || !fits) {
      problems.add(
          carrier.line(),
          "'" + carrier.name() + "' cannot carry our reference",
          "Give it type string(35) at most, a template: for the CRM and a field of the ERP");
    }
  }

  private void checkMatch() {
    for (MatchKey key : definition.match()) {
      key.formulas().keySet().forEach(system -> checkNeverSearched(key, system));
      for (String field : key.fields().values()) {
        if (VAGUE.contains(field.toLowerCase(Locale.ROOT))) {
          problems.add(
              key.line(),
              "match by " + field + ": two companies can have the same",
              "Match by numbers and external ids only");
        }
      }
    }
  }

  /** A twin is found by a field; only of the record in hand a formula can be asked. */
  private void checkNeverSearched(MatchKey key, String system) {
    String towards = system.equals(systems.get(0)) ? Contract.TO_ERP : Contract.TO_CRM;
    if (!definition.direction().equals(towards)) {
      problems.add(
          key.line(),
          system + " is searched by this key, and a formula cannot be",
          "Name a field, or let the flow go " + towards + " only");
    }
  }

  private void checkReport() {
    if (systems.isEmpty()) {
      return;
    }
    Report report = definition.report();
    Set<String> written =
        definition.fields().stream()
            .flatMap(field -> field.side(systems.get(0)).stream())
            .flatMap(side -> side.writes().stream())
            .map(Write::field)
            .collect(Collectors.toSet());
    Stream.of(report.status(), report.reason(), report.at())
        .filter(written::contains)
        .forEach(
            field ->
                problems.add(
                    report.line(),
                    field + " is written by a row and by the report",
                    "Take the row out"));
  }
}
