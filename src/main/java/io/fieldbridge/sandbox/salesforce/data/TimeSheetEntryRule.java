package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.math.BigDecimal;
import java.time.Duration;

/** The minutes of an entry are those between its start and its end. */
final class TimeSheetEntryRule implements Rule {

  @Override
  public void before(Save save) {
    String start = save.text("StartTime");
    String end = save.text("EndTime");
    if (start == null || end == null) {
      save.row().remove("DurationInMinutes");
      return;
    }
    Duration worked = Duration.between(Times.instant(start), Times.instant(end));
    if (worked.isNegative()) {
      throw Save.integrity("The end time must not be before the start time.", "EndTime");
    }
    save.set("DurationInMinutes", BigDecimal.valueOf(worked.toMinutes()));
  }

  @Override
  public void after(Save save) {
    TimeSheetRule.renew(save.transaction(), save.row());
  }

  @Override
  public void afterDelete(Transaction transaction, ObjectType type, ObjectNode row) {
    TimeSheetRule.renew(transaction, row);
  }
}
