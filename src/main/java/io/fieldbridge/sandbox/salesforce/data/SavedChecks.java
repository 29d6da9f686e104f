package io.fieldbridge.sandbox.salesforce.data;

import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import io.fieldbridge.sandbox.salesforce.schema.ValidationRule;
import java.util.ArrayList;
import java.util.List;

/** The org's own validation rules; a record may break several at once. */
final class SavedChecks {

  private SavedChecks() {}

  static void validate(Save save) {
    List<ValidationRule> rules = save.type().validationRules();
    if (rules.isEmpty()) {
      return;
    }
    SaveScope scope = new SaveScope(save);
    List<SalesforceError> broken = new ArrayList<>();
    for (ValidationRule rule : rules) {
      if (rule.errorCondition().holds(scope)) {
        String[] fields =
            rule.errorField() == null ? new String[0] : new String[] {rule.errorField()};
        broken.add(
            new SalesforceError("FIELD_CUSTOM_VALIDATION_EXCEPTION", rule.errorMessage(), fields));
      }
    }
    if (!broken.isEmpty()) {
      throw broken.get(0).with(broken.subList(1, broken.size()));
    }
  }
}
