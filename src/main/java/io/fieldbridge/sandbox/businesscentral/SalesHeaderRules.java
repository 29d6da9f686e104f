package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;

/** Headers of quotes, orders and invoices: defaults from the customer, then what was sent. */
record SalesHeaderRules(DocumentKind kind) implements EntityRules {

  private static final Set<String> CHANGEABLE_WHEN_RELEASED =
      Set.of("externalDocumentNumber", "postingDate", "requestedDeliveryDate");
  private static final Set<String> CHANGEABLE_WHEN_POSTED = Set.of("dueDate", "promisedPayDate");

  @Override
  public String setOf() {
    return kind.headerSet();
  }

  @Override
  public void begin(Transaction transaction, Draft draft) {
    LocalDate today = transaction.company().today();
    draft
        .put(kind.dateProperty(), today)
        .put("postingDate", today)
        .put("status", "Draft")
        .put("currencyCode", Currencies.LOCAL)
        .put("$factor", BigDecimal.ONE)
        .put("discountAppliedBeforeTax", true);
    if (kind == DocumentKind.ORDER) {
      draft.put("partialShipping", true);
    } else {
      draft.put("dueDate", today);
    }
  }

  @Override
  public void validate(Transaction transaction, Draft draft, Property property, Object value) {
    checkState(draft, property);
    References.assign(transaction, draft, property, value);
    switch (property.name()) {
      case "customerId", "customerNumber" -> customer(transaction, draft);
      case "billToCustomerId", "billToCustomerNumber" -> billTo(transaction, draft);
      case "currencyId", "currencyCode", "postingDate" -> rate(transaction, draft);
      case "discountAmount" -> checkDiscount(transaction, draft);
      case "paymentTermsId", "invoiceDate", "documentDate" -> dueDate(transaction, draft);
      default -> {
        // the other properties are taken as they are
      }
    }
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    if (draft.guid("customerId").equals(Kind.NO_GUID)) {
      throw VendorException.dialog("A \"customerNumber\" or a \"customerId\" must be provided.");
    }
    checkExternalNumber(transaction, draft);
    draft.put("number", kind.series().next(transaction));
    return transaction.write(draft);
  }

  @Override
  public Row modify(Transaction transaction, Row before, Draft draft) {
    if (draft.flag("$posted")) {
      return transaction.write(draft);
    }
    boolean repriced =
        !before.text("currencyCode").equals(draft.text("currencyCode"))
            || before.flag("pricesIncludeTax") != draft.flag("pricesIncludeTax")
            || !before.guid("customerId").equals(draft.guid("customerId"));
    if (repriced) {
      new SalesLineRules(kind).renewAll(transaction, draft);
    }
    return Amounts.document(transaction, kind, draft);
  }

  @Override
  public void delete(Transaction transaction, Row row) {
    if (row.flag("$posted")) {
      throw VendorException.dialog("A posted document cannot be deleted.");
    }
    for (Row line : transaction.company().where(kind.lineSet(), row.id())) {
      if (line.decimal("shippedQuantity").compareTo(line.decimal("invoicedQuantity")) != 0) {
        throw VendorException.dialog(
            "You cannot delete the order because lines are shipped and not invoiced.");
      }
      transaction.delete(kind.lineSet(), line.id());
    }
    transaction.delete(kind.headerSet(), row.id());
  }

  private void checkState(Draft draft, Property property) {
    if (draft.flag("$posted") && !CHANGEABLE_WHEN_POSTED.contains(property.name())) {
      throw VendorException.dialog("The invoice has been posted and cannot be modified.");
    }
    boolean locked = draft.text("status").equals("Open") && !draft.flag("$posted");
    if (locked && !CHANGEABLE_WHEN_RELEASED.contains(property.name())) {
      throw VendorException.fieldValidation(
          "Status must be equal to 'Open' in Sales Header: No.=%s. Current value is 'Released'."
              .formatted(draft.text("number")));
    }
  }

  private void customer(Transaction transaction, Draft draft) {
    Row customer = transaction.company().find("customers", draft.guid("customerId")).orElse(null);
    if (customer == null) {
      return;
    }
    CustomerChecks.notBlocked(customer, kind.blockedBy());
    CustomerChecks.hasBusinessGroup(customer);
    boolean shipped =
        transaction.company().where(kind.lineSet(), draft.id()).stream()
            .anyMatch(line -> line.decimal("shippedQuantity").signum() != 0);
    if (shipped) {
      throw VendorException.dialog("You cannot change the customer: lines are shipped already.");
    }
    CustomerDefaults.copy(customer, draft);
    rate(transaction, draft);
    dueDate(transaction, draft);
  }

  private void billTo(Transaction transaction, Draft draft) {
    transaction
        .company()
        .find("customers", draft.guid("billToCustomerId"))
        .ifPresent(
            customer -> {
              CustomerChecks.notBlocked(customer, kind.blockedBy());
              CustomerChecks.hasBusinessGroup(customer);
              CustomerDefaults.billTo(customer, draft);
              rate(transaction, draft);
            });
  }

  private void checkDiscount(Transaction transaction, Draft draft) {
    BigDecimal total =
        Amounts.sum(
            transaction.company().where(kind.lineSet(), draft.id()),
            "amountExcludingTax",
            line -> true);
    if (!draft.isInserted() && draft.decimal("discountAmount").compareTo(total) > 0) {
      throw VendorException.dialog("The invoice discount must not exceed the amount of the lines.");
    }
  }

  private static void rate(Transaction transaction, Draft draft) {
    draft.put(
        "$factor",
        Currencies.factor(
            transaction.company(), draft.text("currencyCode"), draft.date("postingDate")));
  }

  private void dueDate(Transaction transaction, Draft draft) {
    if (kind != DocumentKind.ORDER) {
      draft.put(
          "dueDate",
          DueDate.of(
              transaction.company(),
              draft.guid("paymentTermsId"),
              draft.date(kind.dateProperty())));
    }
  }

  private void checkExternalNumber(Transaction transaction, Draft draft) {
    String number = draft.text("externalDocumentNumber");
    boolean unique = transaction.switches().on(Switch.EXTERNAL_NUMBER_UNIQUE);
    if (unique && !number.isEmpty()) {
      for (DocumentKind other : DocumentKind.values()) {
        transaction.company().rows(other.headerSet()).stream()
            .filter(row -> row.text("externalDocumentNumber").equals(number))
            .findFirst()
            .ifPresent(
                row -> {
                  throw VendorException.dialog(
                      "Sales document %s already exists for external document number %s."
                          .formatted(row.text("number"), number));
                });
      }
    }
  }
}
