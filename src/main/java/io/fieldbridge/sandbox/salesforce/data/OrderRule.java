package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An order is made as a draft, activated on its own, and locked from then on. */
final class OrderRule implements Rule {

  private static final Set<String> LOCKED =
      Set.of(
          "AccountId",
          "ContractId",
          "Pricebook2Id",
          "CurrencyIsoCode",
          "EffectiveDate",
          "OpportunityId",
          "QuoteId");

  @Override
  public void before(Save save) {
    if (save.text("AccountId") == null) {
      throw new SalesforceError(
          "REQUIRED_FIELD_MISSING", "Required fields are missing: [AccountId]", "AccountId");
    }
    save.set("StatusCode", save.text("Status"));
    dates(save);
    LineRule.checkPriceBookChange(save, "Order", "OrderItem");
    boolean active = "Activated".equals(save.text("StatusCode"));
    boolean wasActive = !save.isNew() && active(save.before());
    if (save.isNew() && active) {
      throw new SalesforceError(
          "FAILED_ACTIVATION", "Choose a valid status: a new order is a draft.", "Status");
    }
    if (active && !wasActive) {
      activate(save);
    } else if (active) {
      checkUntouched(save);
    } else if (wasActive) {
      takeBack(save);
    }
  }

  static boolean active(ObjectNode order) {
    return order != null && "Activated".equals(order.path("StatusCode").textValue());
  }

  private static void dates(Save save) {
    String start = save.text("EffectiveDate");
    String end = save.text("EndDate");
    if (end != null && end.compareTo(start) < 0) {
      throw Save.integrity("The end date must not be before the order start date.", "EndDate");
    }
    ObjectNode contract = save.parent("ContractId");
    String begin = contract == null ? null : contract.path("StartDate").textValue();
    if (begin != null && start.compareTo(begin) < 0) {
      throw Save.integrity(
          "An order's start date can't be earlier than its contract's start date.",
          "EffectiveDate");
    }
  }

  private static void activate(Save save) {
    boolean alone = save.transaction().org().settings().facts().activationAlone();
    List<String> others =
        save.given()
            .propertyStream()
            .map(Map.Entry::getKey)
            .filter(name -> !name.equals("Status"))
            .toList();
    if (alone && !others.isEmpty()) {
      throw Save.integrity(
          "The update that activates an order may change its status only, not " + others,
          others.toArray(String[]::new));
    }
    ObjectType items = save.transaction().org().schema().require("OrderItem");
    if (save.transaction().table(items).having(items.field("OrderId"), save.text("Id")).isEmpty()) {
      throw new SalesforceError(
          "FAILED_ACTIVATION", "An order must have at least one product.", "Status");
    }
    ObjectNode contract = save.parent("ContractId");
    if (contract != null && !"Activated".equals(contract.path("StatusCode").textValue())) {
      throw new SalesforceError(
          "FAILED_ACTIVATION", "The order's contract is not activated.", "ContractId");
    }
    save.set("ActivatedDate", Times.text(save.transaction().at()));
    save.set("ActivatedById", save.transaction().caller().userId());
  }

  private static void checkUntouched(Save save) {
    LOCKED.stream()
        .filter(save::changed)
        .sorted()
        .findFirst()
        .ifPresent(
            field -> {
              throw Save.integrity("An activated order cannot be changed: " + field, field);
            });
  }

  private static void takeBack(Save save) {
    ObjectType orders = save.type();
    boolean reduced =
        !save.transaction()
            .table(orders)
            .having(orders.field("OriginalOrderId"), save.text("Id"))
            .isEmpty();
    if (reduced) {
      throw Save.integrity("An order with reduction orders stays activated.", "Status");
    }
    save.row().remove(List.of("ActivatedDate", "ActivatedById"));
  }

  @Override
  public void beforeDelete(Transaction transaction, ObjectType type, ObjectNode row) {
    if (active(row)) {
      throw Save.integrity("An activated order cannot be deleted.");
    }
  }
}
