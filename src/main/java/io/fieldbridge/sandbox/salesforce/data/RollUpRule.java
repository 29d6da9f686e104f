package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** The sums of a quote or work order over its lines, renewed with each change of a line. */
final class RollUpRule implements Rule {

  private static final Map<String, String> PARENTS =
      Map.of("QuoteLineItem", "Quote", "WorkOrderLineItem", "WorkOrder");
  private static final Map<String, String> LINES =
      Map.of("Quote", "QuoteLineItem", "WorkOrder", "WorkOrderLineItem");

  @Override
  public void before(Save save) {
    if (LINES.containsKey(save.type().name())) {
      sum(save.transaction(), save.type(), save.row());
    }
  }

  @Override
  public void after(Save save) {
    renewParent(save.transaction(), save.type(), save.row());
  }

  @Override
  public void afterDelete(Transaction transaction, ObjectType type, ObjectNode row) {
    renewParent(transaction, type, row);
  }

  private static void renewParent(Transaction transaction, ObjectType type, ObjectNode line) {
    String parentName = PARENTS.get(type.name());
    if (parentName == null) {
      return;
    }
    ObjectType parentType = transaction.org().schema().require(parentName);
    ObjectNode stored =
        transaction.table(parentType).live(line.path(parentName + "Id").textValue());
    if (stored == null) {
      return;
    }
    ObjectNode renewed = stored.deepCopy();
    sum(transaction, parentType, renewed);
    if (!renewed.equals(stored)) {
      transaction.amend(parentType, renewed);
    }
  }

  private static void sum(Transaction transaction, ObjectType type, ObjectNode row) {
    ObjectType lineType = transaction.org().schema().require(LINES.get(type.name()));
    List<ObjectNode> lines =
        row.has("Id")
            ? transaction
                .table(lineType)
                .having(lineType.field(type.name() + "Id"), row.get("Id").textValue())
            : List.of();
    BigDecimal subtotal = total(lines, "Subtotal");
    BigDecimal total = total(lines, "TotalPrice");
    Save.put(type, row, "LineItemCount", BigDecimal.valueOf(lines.size()));
    Save.put(type, row, "Subtotal", subtotal);
    Save.put(type, row, "TotalPrice", total);
    Save.put(type, row, "Discount", discount(subtotal, total));
    BigDecimal grand = total.add(Save.number(row, "Tax"));
    boolean ships = type.field("ShippingHandling") != null;
    Save.put(
        type, row, "GrandTotal", ships ? grand.add(Save.number(row, "ShippingHandling")) : grand);
  }

  private static BigDecimal total(List<ObjectNode> lines, String field) {
    return lines.stream()
        .map(line -> Save.number(line, field))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal discount(BigDecimal subtotal, BigDecimal total) {
    if (subtotal.signum() == 0) {
      return BigDecimal.ZERO;
    }
    return subtotal.subtract(total).movePointRight(2).divide(subtotal, 2, RoundingMode.HALF_UP);
  }
}
