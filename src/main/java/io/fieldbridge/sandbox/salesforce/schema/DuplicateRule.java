package io.fieldbridge.sandbox.salesforce.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule that finds other records with the same values, letter case and blanks aside. {@code
 * action} is {@code block}, {@code alert} (the client may save nevertheless) or {@code report}
 * (which hinders nothing).
 */
public record DuplicateRule(String name, List<String> matchFields, String action, String message) {

  private static final Set<String> ACTIONS = Set.of("block", "alert", "report");

  static DuplicateRule read(Map<?, ?> yaml) {
    String action = yaml.get("action") == null ? "block" : yaml.get("action").toString();
    if (!ACTIONS.contains(action)) {
      throw new IllegalArgumentException(
          "a duplicate rule's action is block, alert or report, not '" + action + "'");
    }
    if (!(yaml.get("matchFields") instanceof List<?> fields) || fields.isEmpty()) {
      throw new IllegalArgumentException("a duplicate rule needs a list 'matchFields': " + yaml);
    }
    Object message = yaml.get("message");
    return new DuplicateRule(
        ValidationRule.required(yaml, "name"),
        fields.stream().map(Object::toString).toList(),
        action,
        message == null ? "Use one of these records?" : message.toString());
  }
}
