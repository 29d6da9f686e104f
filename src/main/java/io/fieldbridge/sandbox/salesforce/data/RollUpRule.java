package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** The sums of a document over its lines, renewed with each change of a line. */
final class RollUpRule implements Rule {

  private static final Map<String, String> LINES =
      Map.of(
          "Quote", "QuoteLineItem",
          "WorkOrder", "WorkOrderLineItem",
          "ServiceContract", "ContractLineItem",
          "Order", "OrderItem",
          "Opportunity", "OpportunityLineItem");

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
    LINES.forEach(
        (parent, lines) -> {
          if (lines.equals(type.name())) {
            renew(transaction, transaction.org().schema().require(parent), line);
          }
        });
  }

  private static void renew(Transaction transaction, ObjectType parent, ObjectNode line) {
    ObjectNode stored = transaction.table(parent).live(line.path(parent.name() + "Id").textValue());
    if (stored == null) {
      return;
    }
    transaction.org().locks().checkRow(parent, stored);
    ObjectNode renewed = stored.deepCopy();
    sum(transaction, parent, renewed);
    if (!renewed.equals(stored)) {
      transaction.amend(parent, renewed);
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
    BigDecimal total = total(lines, "TotalPrice");
    switch (type.name()) {
      case "Order":
        Save.put(type, row, "TotalAmount", total);
        break;
      case "Opportunity":
        opportunity(type, row, lines, total);
        break;
      default:
        document(type, row, lines, total);
    }
  }

  private static void opportunity(
      ObjectType type, ObjectNode row, List<ObjectNode> lines, BigDecimal total) {
    row.put("HasOpportunityLineItem", !lines.isEmpty());
    if (!lines.isEmpty()) {
      Save.put(type, row, "Amount", total);
      Save.put(type, row, "TotalOpportunityQuantity", total(lines, "Quantity"));
      BigDecimal expected = total.multiply(Save.number(row, "Probability")).movePointLeft(2);
      Save.put(type, row, "ExpectedRevenue", expected);
    }
  }

  private static void document(
      ObjectType type, ObjectNode row, List<ObjectNode> lines, BigDecimal total) {
    BigDecimal subtotal = total(lines, "Subtotal");
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
