package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** A time sheet spans days and sums up its entries. */
final class TimeSheetRule implements Rule {

  @Override
  public void before(Save save) {
    if (save.text("EndDate").compareTo(save.text("StartDate")) < 0) {
      throw Save.integrity("The end date must not be before the start date.", "EndDate");
    }
    if (save.isNew()) {
      sum(save.type(), save.row(), List.of());
    }
  }

  /** Renews the sums of the sheet that an entry belongs to. */
  static void renew(Transaction transaction, ObjectNode entry) {
    ObjectType sheets = transaction.org().schema().require("TimeSheet");
    ObjectType entries = transaction.org().schema().require("TimeSheetEntry");
    String id = entry.get("TimeSheetId").textValue();
    ObjectNode stored = transaction.table(sheets).live(id);
    if (stored == null) {
      return;
    }
    ObjectNode renewed = stored.deepCopy();
    sum(sheets, renewed, transaction.table(entries).having(entries.field("TimeSheetId"), id));
    if (!renewed.equals(stored)) {
      transaction.amend(sheets, renewed);
    }
  }

  private static void sum(ObjectType type, ObjectNode sheet, List<ObjectNode> entries) {
    BigDecimal minutes =
        entries.stream()
            .map(entry -> Save.number(entry, "DurationInMinutes"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    Save.put(type, sheet, "TimeSheetEntryCount", BigDecimal.valueOf(entries.size()));
    Save.put(type, sheet, "TotalDurationInMinutes", minutes);
    Save.put(
        type,
        sheet,
        "TotalDurationInHours",
        minutes.divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP));
  }
}
