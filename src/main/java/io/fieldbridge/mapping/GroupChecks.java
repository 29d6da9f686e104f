package io.fieldbridge.mapping;

import io.fieldbridge.mapping.Grouping.Order;
import io.fieldbridge.mapping.SideRule.Write;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be wrong with a contract of which one side has several rows for one record. */
final class GroupChecks {

  private final Definition definition;
  private final Grouping grouping;
  private final Problems problems;

  GroupChecks(Definition definition, Problems problems) {
    this.definition = definition;
    this.grouping = definition.grouping();
    this.problems = problems;
  }

  void run() {
    if (grouping == null) {
      return;
    }
    if (definition.document()) {
      problems.add(grouping.line(), "the rows of a document are its lines", "Use 'lines:'");
    }
    checkDirection();
    definition.fields().forEach(this::checkReadOnly);
    definition.fields().forEach(this::checkCurrency);
    checkDepartures(definition.leaving().onDelete());
    checkDepartures(definition.leaving().onLeave());
    checkLatest();
  }

  /** Rows are chosen from; nobody could say which one an edit of the other side is meant for. */
  private void checkDirection() {
    boolean inErp = grouping.system().equals(definition.ends().keySet().toArray()[1]);
    String only = inErp ? Contract.TO_CRM : Contract.TO_ERP;
    if (!definition.direction().equals(only)) {
      problems.add(
          grouping.line(),
          "records that are several rows of " + grouping.system() + " go one way",
          "Add direction: " + only);
    }
  }

  private void checkReadOnly(FieldRule field) {
    for (Write write : field.side(grouping.system()).map(SideRule::writes).orElse(List.of())) {
      problems.add(
          field.side(grouping.system()).orElseThrow().line(),
          write.field() + " would be written, but which row is meant is not known",
          "Only read it: ." + write.field());
    }
  }

  /** A price of one currency must not stand in for that of another. */
  private void checkCurrency(FieldRule field) {
    if (field.type().kind() != FieldType.Kind.MONEY) {
      return;
    }
    Optional<FieldRule> currency = definition.field(field.policy().companion());
    currency
        .flatMap(companion -> companion.side(grouping.system()))
        .filter(side -> side.read() != null && !side.read().paths().isEmpty())
        .filter(side -> !meets(side.read().paths(), grouping.by()))
        .ifPresent(
            side ->
                problems.add(
                    grouping.line(),
                    "'group-by' lacks the currency of '" + field.name() + "'",
                    "Add " + String.join(", ", side.read().paths())));
  }

  private static boolean meets(Collection<String> paths, Collection<String> fields) {
    return paths.stream().anyMatch(path -> fields.contains(path) || path.equals(Groups.KEY));
  }

  private void checkDepartures(Map<String, Departure> departures) {
    departures.forEach(
        (system, departure) -> {
          if (departure.writes() && !system.equals(grouping.system())) {
            problems.add(
                departure.line(),
                "nothing can be written to rows of " + grouping.system(),
                "Write ask or unlink");
          }
        });
  }

  private void checkLatest() {
    grouping.choose().stream()
        .filter(preference -> preference.order() == Order.LATEST && grouping.valid() == null)
        .forEach(
            preference ->
                problems.add(
                    preference.line(),
                    "'latest' without 'valid': in which zone is it a day?",
                    "Add valid: { from, to, zone }"));
  }
}
