package io.fieldbridge.mapping;

import io.fieldbridge.mapping.FieldType.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Flows that wait for each other for ever: each needs the other's link before it can begin. */
final class ReferenceCycles {

  private final Map<String, Contract> byFlow;

  private ReferenceCycles(Map<String, Contract> byFlow) {
    this.byFlow = byFlow;
  }

  /** A reference that is not required breaks a cycle: the record can begin without it. */
  static List<Problem> in(Map<String, Contract> byFlow) {
    ReferenceCycles cycles = new ReferenceCycles(byFlow);
    List<Problem> problems = new ArrayList<>();
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

  private List<FieldRule> needs(Contract contract) {
    return contract.definition().fields().stream()
        .filter(field -> field.type().kind() == Kind.REFERENCE && field.required())
        .toList();
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
