package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What one run played and found. */
record RunResult(
    RunPlan plan, long milliseconds, Ledger ledger, Troubles troubles, List<Difference> found) {

  /** How often the process was killed and each fault showed, by name. */
  record Troubles(Map<String, Integer> kills, Map<String, Integer> faults) {}

  boolean passed() {
    return found.isEmpty();
  }

  /** One line of the results file. */
  ObjectNode toJson() {
    ObjectNode json =
        Http.JSON
            .createObjectNode()
            .put("seed", plan.seed())
            .put("passed", passed())
            .put("milliseconds", milliseconds)
            .put("posts", plan.posts())
            .put("companies", ledger.companies.size())
            .put("workOrders", ledger.jobs.size())
            .put("deeds", ledger.count());
    json.set("kills", Http.JSON.valueToTree(troubles.kills()));
    json.set("faults", Http.JSON.valueToTree(troubles.faults()));
    json.set(
        "differences", Http.JSON.valueToTree(found.stream().map(Difference::toString).toList()));
    return json;
  }
}
