package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.math.BigDecimal;

/** Work orders and their lines count their service appointments. */
final class AppointmentCountRule implements Rule {

  @Override
  public void after(Save save) {
    renew(save.transaction(), save.type(), save.row());
  }

  @Override
  public void afterDelete(Transaction transaction, ObjectType type, ObjectNode row) {
    renew(transaction, type, row);
  }

  private static void renew(Transaction transaction, ObjectType type, ObjectNode row) {
    String id = row.path("ParentRecordId").textValue();
    ObjectType parents = id == null ? null : transaction.org().schema().ofId(id);
    if (parents == null || parents.field("ServiceAppointmentCount") == null) {
      return;
    }
    ObjectNode parent = transaction.table(parents).live(id);
    if (parent == null) {
      return;
    }
    int count = transaction.table(type).having(type.field("ParentRecordId"), id).size();
    ObjectNode counted = parent.deepCopy();
    Save.put(parents, counted, "ServiceAppointmentCount", BigDecimal.valueOf(count));
    if (!counted.equals(parent)) {
      transaction.amend(parents, counted);
    }
  }
}
