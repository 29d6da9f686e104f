package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.time.LocalDate;
import java.util.Map;

/** A contract begins as a draft; its end follows from start and term. */
final class ContractRule implements Rule {

  private static final Map<String, String> CODES =
      Map.of("Draft", "Draft", "In Approval Process", "InApproval", "Activated", "Activated");

  @Override
  public void before(Save save) {
    save.set("StatusCode", CODES.get(save.text("Status")));
    save.set("EndDate", end(save, "StartDate", "ContractTerm"));
    boolean active = "Activated".equals(save.text("StatusCode"));
    if (active && save.isNew()) {
      throw new SalesforceError(
          "FAILED_ACTIVATION", "Choose a valid status: a new contract is a draft.", "Status");
    }
    if (active && save.changed("Status")) {
      save.set("ActivatedDate", Times.text(save.transaction().at()));
      save.set("ActivatedById", save.transaction().caller().userId());
    }
    boolean wasActive =
        !save.isNew() && "Activated".equals(save.before().path("StatusCode").textValue());
    if (wasActive && (!active || save.changed("AccountId"))) {
      throw Save.integrity("An activated contract keeps its status and account.", "Status");
    }
  }

  /** The last day of so many months; null where start or term is empty. */
  static String end(Save save, String startField, String termField) {
    LocalDate start = save.text(startField) == null ? null : Times.date(save.text(startField));
    return start == null || !save.row().has(termField)
        ? null
        : start.plusMonths(save.number(termField).longValue()).minusDays(1).toString();
  }

  @Override
  public void beforeDelete(Transaction transaction, ObjectType type, ObjectNode row) {
    if ("Activated".equals(row.path("StatusCode").textValue())) {
      throw Save.integrity("An activated contract cannot be deleted.");
    }
  }
}
