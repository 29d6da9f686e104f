package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The rules that a document must satisfy when it is posted, whatever held when it was written. */
final class PostingChecks {

  private final Transaction transaction;
  private final Row header;
  private final List<Row> lines;

  PostingChecks(Transaction transaction, Row header, List<Row> lines) {
    this.transaction = transaction;
    this.header = header;
    this.lines = lines;
  }

  void check(boolean ships) {
    if (lines.isEmpty()) {
      throw VendorException.dialog("You must add at least one line before you post.");
    }
    checkCustomer(header.guid("customerId"), ships);
    checkCustomer(header.guid("billToCustomerId"), ships);
    checkPostingDate();
    checkExternalNumber();
    if (header.decimal("$factor").signum() == 0) {
      throw VendorException.mustHaveValue("Currency Factor", "Sales Header", header.text("number"));
    }
    if (header.decimal("totalAmountIncludingTax").signum() < 0) {
      throw VendorException.dialog("The total amount of the document must not be negative.");
    }
    checkCreditLimit();
  }

  void itemsAllowed(List<Row> posted) {
    for (Row line : posted) {
      transaction
          .company()
          .find("items", line.guid("itemId"))
          .filter(item -> item.flag("blocked"))
          .ifPresent(
              item -> {
                throw VendorException.fieldValidation(
                    "Blocked must be equal to 'No' in Item: No.=%s. Current value is 'Yes'."
                        .formatted(item.text("number")));
              });
    }
  }

  void inventorySuffices(Row line, BigDecimal quantity) {
    Row item = transaction.company().find("items", line.guid("itemId")).orElse(null);
    boolean kept = item != null && item.text("type").equals("Inventory");
    if (kept && transaction.switches().on(Switch.PREVENT_NEGATIVE_INVENTORY)) {
      BigDecimal needed = PostedLines.baseQuantity(item, line, quantity);
      if (Stock.of(transaction.company(), item.id()).compareTo(needed) < 0) {
        throw VendorException.dialog(
            "You have insufficient quantity of Item %s on inventory."
                .formatted(item.text("number")));
      }
    }
  }

  private void checkCustomer(UUID id, boolean ships) {
    Row customer =
        transaction
            .company()
            .find("customers", id)
            .orElseThrow(() -> VendorException.dialog("The customer does not exist."));
    CustomerChecks.notBlocked(
        customer, ships ? Set.of("All", "Invoice", "Ship") : Set.of("All", "Invoice"));
    CustomerChecks.hasBusinessGroup(customer);
    CustomerChecks.hasCustomerGroup(customer);
  }

  private void checkPostingDate() {
    LocalDate day = header.date("postingDate");
    if (day.equals(Kind.NO_DATE)) {
      throw VendorException.mustHaveValue("Posting Date", "Sales Header", header.text("number"));
    }
    LocalDate from = transaction.switches().date(Switch.ALLOW_POSTING_FROM);
    LocalDate to = transaction.switches().date(Switch.ALLOW_POSTING_TO);
    boolean late = !to.equals(Kind.NO_DATE) && day.isAfter(to);
    if (day.isBefore(from) || late) {
      throw VendorException.dialog(
          "Posting Date %s is not within your range of allowed posting dates.".formatted(day));
    }
  }

  private void checkExternalNumber() {
    boolean mandatory = transaction.switches().on(Switch.EXTERNAL_NUMBER_MANDATORY);
    if (mandatory && header.text("externalDocumentNumber").isEmpty()) {
      throw VendorException.mustHaveValue(
          "External Document No.", "Sales Header", header.text("number"));
    }
  }

  private void checkCreditLimit() {
    if (transaction.switches().on(Switch.REJECT_OVER_CREDIT_LIMIT)) {
      Row customer =
          transaction.company().find("customers", header.guid("billToCustomerId")).orElseThrow();
      BigDecimal limit = customer.decimal("creditLimit");
      BigDecimal due =
          Balances.open(transaction.company(), customer.id())
              .add(
                  Currencies.toLocal(
                      header.decimal("totalAmountIncludingTax"), header.decimal("$factor")));
      if (limit.signum() > 0 && due.compareTo(limit) > 0) {
        throw VendorException.dialog(
            "The credit limit of customer %s is exceeded.".formatted(customer.text("number")));
      }
    }
  }
}
