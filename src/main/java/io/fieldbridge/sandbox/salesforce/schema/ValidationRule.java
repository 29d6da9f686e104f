package io.fieldbridge.sandbox.salesforce.schema;

import io.fieldbridge.sandbox.salesforce.formula.Formula;
import java.util.Map;

/**
 * A rule that refuses a record with FIELD_CUSTOM_VALIDATION_EXCEPTION while its condition is true.
 * {@code errorField} is null where the message belongs to the whole record.
 */
public record ValidationRule(
    String name, Formula errorCondition, String errorMessage, String errorField) {

  static ValidationRule read(Map<?, ?> yaml) {
    Object field = yaml.get("errorField");
    return new ValidationRule(
        required(yaml, "name"),
        Formula.parse(required(yaml, "errorCondition")),
        required(yaml, "errorMessage"),
        field == null ? null : field.toString());
  }

  static String required(Map<?, ?> yaml, String key) {
    Object value = yaml.get(key);
    if (value == null) {
      throw new IllegalArgumentException("a rule needs '" + key + "': " + yaml);
    }
    return value.toString();
  }
}
