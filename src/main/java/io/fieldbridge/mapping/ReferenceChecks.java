package io.fieldbridge.mapping;

import io.fieldbridge.mapping.FieldType.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** References to flows that are not there, and flows that wait for each other for ever. */
final class ReferenceChecks {

  private final Map<String, Contract> byFlow;

  private ReferenceChecks(Map<String, Contract> byFlow) {
    this.byFlow = byFlow;
  }

  /**
   * A reference that is not required breaks a cycle: the record can begin without it.
   *
   * @param flows the names of all contracts, also of those that have problems of their own
   */
  static List<Problem> in(Map<String, Contract> byFlow, Set<String> flows) {
    ReferenceChecks cycles = new ReferenceChecks(byFlow);
    List<Problem> problems = new ArrayList<>();
    byFlow.values().forEach(contract -> problems.addAll(unknown(contract, flows)));
    for (Contract contract : byFlow.values()) {
      for (FieldRule field : cycles.needs(contract)) {
        if (cycles.reaches(field.type().flow(), contract.flow())) {
          problems.add(
              new Problem(
                  contract.flow() + ".yaml",
                  field.line(),
                  "'" + field.name() + "' waits for " + field.type().flow() + " and that for us",
                  "Take 'required: true' from one of the references, so that it can follow later"));
        }
      }
    }
    return problems;
  }

  private static List<Problem> unknown(Contract contract, Set<String> flows) {
    return references(contract)
        .filter(field -> !flows.contains(field.type().flow()))
        .map(
            field ->
                new Problem(
                    contract.flow() + ".yaml",
                    field.line(),
                    "'"
                        + field.name()
                        + "' refers to the flow "
                        + field.type().flow()
                        + ", which has no contract",
                    "Name one of " + new TreeSet<>(flows)))
        .toList();
  }

  private List<FieldRule> needs(Contract contract) {
    return references(contract).filter(FieldRule::required).toList();
  }

  /** Of the record and of its lines. */
  private static Stream<FieldRule> references(Contract contract) {
    LineRules lines = contract.definition().lines();
    Stream<FieldRule> ofLines =
        lines == null
            ? Stream.empty()
            : lines.sources().stream()
                .flatMap(source -> source.emits().stream())
                .flatMap(emit -> emit.fields().stream());
    return Stream.concat(contract.definition().fields().stream(), ofLines)
        .filter(field -> field.type().kind() == Kind.REFERENCE);
  }

  private boolean reaches(String from, String to) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      String flow = next.pop();
      if (flow.equals(to)) {
        return true;
      }
      if (seen.add(flow) && byFlow.containsKey(flow)) {
        needs(byFlow.get(flow)).forEach(field -> next.push(field.type().flow()));
      }
    }
    return false;
  }
}
