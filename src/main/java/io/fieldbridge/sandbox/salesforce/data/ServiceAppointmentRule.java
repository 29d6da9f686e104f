package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;

/** Windows run forward; the account comes from the parent; the actual duration is computed. */
final class ServiceAppointmentRule implements Rule {

  @Override
  public void before(Save save) {
    forward(save, "EarliestStartTime", "DueDate");
    forward(save, "SchedStartTime", "SchedEndTime");
    WorkOrderRule.category(save);
    WorkOrderRule.duration(save);
    ObjectNode parent = save.parent("ParentRecordId");
    boolean isAccount = parent != null && parent.get("Id").textValue().startsWith("001");
    save.copy("AccountId", parent, isAccount ? "Id" : "AccountId");
    boolean worked = save.text("ActualStartTime") != null && save.text("ActualEndTime") != null;
    if (worked && !save.sent("ActualDuration")) {
      Duration actual =
          Duration.between(
              Times.instant(save.text("ActualStartTime")),
              Times.instant(save.text("ActualEndTime")));
      save.set("ActualDuration", BigDecimal.valueOf(actual.toMinutes()));
    }
  }

  private static void forward(Save save, String first, String second) {
    String start = save.text(first);
    String end = save.text(second);
    if (start != null && end != null && end.compareTo(start) <= 0) {
      throw Save.integrity(second + " must be after " + first, second);
    }
  }
}
