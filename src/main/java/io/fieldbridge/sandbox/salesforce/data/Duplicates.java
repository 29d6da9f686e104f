package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.DuplicateRule;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.List;
import java.util.Locale;

/** The org's duplicate rules: other live records with the same values. */
final class Duplicates {

  private static final int MATCHES_MAX = 100;

  private Duplicates() {}

  static void check(Save save) {
    for (DuplicateRule rule : save.type().duplicateRules()) {
      boolean hinders =
          rule.action().equals("block")
              || rule.action().equals("alert")
                  && !save.transaction().caller().options().allowSave();
      boolean asked = save.isNew() || rule.matchFields().stream().anyMatch(save::changed);
      if (hinders && asked) {
        List<ObjectNode> found = matches(save, rule);
        if (!found.isEmpty()) {
          throw new SalesforceError("DUPLICATES_DETECTED", rule.message())
              .with("duplicateResult", result(save, rule, found));
        }
      }
    }
  }

  private static List<ObjectNode> matches(Save save, DuplicateRule rule) {
    if (rule.matchFields().stream().anyMatch(field -> !save.row().has(field))) {
      return List.of();
    }
    return save.transaction().table(save.type()).all().stream()
        .filter(other -> !Table.deleted(other) && !other.get("Id").equals(save.row().get("Id")))
        .filter(other -> rule.matchFields().stream().allMatch(field -> same(save, other, field)))
        .limit(MATCHES_MAX)
        .toList();
  }

  private static boolean same(Save save, ObjectNode other, String field) {
    return other.has(field) && key(other.get(field)).equals(key(save.row().get(field)));
  }

  private static String key(JsonNode value) {
    return value.asText().replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
  }

  private static ObjectNode result(Save save, DuplicateRule rule, List<ObjectNode> found) {
    ObjectNode result =
        Json.object()
            .put("allowSave", rule.action().equals("alert"))
            .put("duplicateRule", rule.name())
            .put("duplicateRuleEntityType", save.type().name())
            .put("errorMessage", rule.message());
    ObjectNode matched =
        result
            .putArray("matchResults")
            .addObject()
            .put("entityType", save.type().name())
            .put("matchEngine", "ExactMatchEngine")
            .put("rule", rule.name())
            .put("size", found.size())
            .put("success", true);
    matched.putArray("errors");
    ArrayNode records = matched.putArray("matchRecords");
    boolean details = save.transaction().caller().options().recordDetails();
    found.forEach(other -> records.add(match(save, other, details)));
    return result;
  }

  private static ObjectNode match(Save save, ObjectNode other, boolean details) {
    ObjectNode match = Json.object().put("matchConfidence", 100.0);
    match.putArray("additionalInformation");
    match.putArray("fieldDiffs");
    ObjectNode record = match.putObject("record");
    record.putObject("attributes").put("type", save.type().name());
    record.set("Id", other.get("Id"));
    if (details) {
      record.setAll(other);
    }
    return match;
  }
}
