package io.fieldbridge.sandbox.salesforce.data;

import java.math.BigDecimal;
import java.util.Set;

/** The status decides on the category; the duration is shown in minutes too. */
final class WorkOrderRule implements Rule {

  private static final Set<String> CLOSED =
      Set.of("Completed", "Cannot Complete", "Closed", "Canceled");

  @Override
  public void before(Save save) {
    status(save);
    duration(save);
    LineRule.checkPriceBookChange(save, "WorkOrder", "WorkOrderLineItem");
  }

  /** The category as the org maps it; a status that no category names falls into None. */
  static void status(Save save) {
    category(save);
    save.row().put("IsClosed", CLOSED.contains(save.text("StatusCategory")));
  }

  static void category(Save save) {
    String status = save.text("Status");
    String mapped =
        status == null
            ? "None"
            : save.transaction().org().settings().statusCategories().getOrDefault(status, status);
    boolean known = save.type().field("StatusCategory").values().contains(mapped);
    save.set("StatusCategory", known ? mapped : "None");
  }

  static void duration(Save save) {
    minutes(save, "Duration");
  }

  static void minutes(Save save, String field) {
    BigDecimal factor =
        "Minutes".equals(save.text("DurationType")) ? BigDecimal.ONE : BigDecimal.valueOf(60);
    save.set(
        "DurationInMinutes", save.row().has(field) ? save.number(field).multiply(factor) : null);
  }
}
