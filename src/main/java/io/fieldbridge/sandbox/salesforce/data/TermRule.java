package io.fieldbridge.sandbox.salesforce.data;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** Inactive, active or expired, by the dates of the record at the time it is saved. */
final class TermRule implements Rule {

  @Override
  public void before(Save save) {
    if (save.type().field("Term") != null && !save.row().has("EndDate")) {
      save.set("EndDate", ContractRule.end(save, "StartDate", "Term"));
    }
    String today = LocalDate.ofInstant(save.transaction().at(), ZoneOffset.UTC).toString();
    String start = save.text("StartDate");
    String end = save.text("EndDate");
    if (start != null && end != null && end.compareTo(start) < 0) {
      throw Save.integrity("The end date must not be before the start date.", "EndDate");
    }
    boolean over = end != null && end.compareTo(today) < 0;
    boolean begun = start != null && start.compareTo(today) <= 0;
    save.set("Status", over ? "Expired" : begun ? "Active" : "Inactive");
  }
}
