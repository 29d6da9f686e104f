package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The rules that a document must satisfy when it is posted, whatever held when it was written. */
record PostingChecks(Transaction transaction, DocumentKind kind, Row header, List<Row> lines) {

  void check(boolean delivers) {
    if (lines.isEmpty()) {
      throw VendorException.dialog("You must add at least one line before you post.");
    }
    if (transaction.switches().on(Switch.POSTING_DIALOG)) {
      throw VendorException.callback("an extension asks whether to post");
    }
    DocumentState.checkApproved(header);
    checkParty(header.guid(kind.trade().partyId()), delivers);
    checkParty(header.guid(kind.trade().payerId()), delivers);
    postingDateAllowed(transaction.switches(), header.date("postingDate"), header.text("number"));
    checkDates();
    checkNumbers();
    if (header.decimal("$factor").signum() == 0) {
      throw mustHaveValue("Currency Factor");
    }
    if (header.decimal("totalAmountIncludingTax").signum() < 0) {
      throw VendorException.dialog("The total amount of the document must not be negative.");
    }
    checkDimensions();
    if (kind.trade() == Trade.SALE && !kind.isReturn()) {
      checkCreditLimit();
    }
  }

  void itemsAllowed(List<Row> posted) {
    for (Row line : posted) {
      Row item = transaction.company().find("items", line.guid("itemId")).orElse(null);
      if (item == null) {
        continue;
      }
      if (item.flag("blocked")) {
        throw VendorException.fieldValidation(
            "Blocked must be equal to 'No' in Item: No.=%s. Current value is 'Yes'."
                .formatted(item.text("number")));
      }
      PostingSetup.exists(
          header.text("$businessGroup"), item.text("generalProductPostingGroupCode"));
    }
  }

  /** Posting date within the window of the setup, or of the user where that has one. */
  static void postingDateAllowed(Switches switches, LocalDate day, String number) {
    if (day.equals(Kind.NO_DATE)) {
      throw VendorException.mustHaveValue("Posting Date", "Sales Header", number);
    }
    LocalDate from = window(switches, Switch.USER_POSTING_FROM, Switch.ALLOW_POSTING_FROM);
    LocalDate to = window(switches, Switch.USER_POSTING_TO, Switch.ALLOW_POSTING_TO);
    boolean late = !to.equals(Kind.NO_DATE) && day.isAfter(to);
    if (day.isBefore(from) || late) {
      throw VendorException.dialog(
          "Posting Date %s is not within your range of allowed posting dates.".formatted(day));
    }
  }

  private static LocalDate window(Switches switches, Switch ofUser, Switch ofAll) {
    LocalDate own = switches.date(ofUser);
    return own.equals(Kind.NO_DATE) ? switches.date(ofAll) : own;
  }

  private void checkParty(UUID id, boolean delivers) {
    Trade trade = kind.trade();
    Row party =
        transaction
            .company()
            .find(trade.parties(), id)
            .orElseThrow(() -> VendorException.dialog("The " + trade.table() + " does not exist."));
    PartyChecks checks = new PartyChecks(transaction.company(), trade, party);
    boolean sale = trade == Trade.SALE && !kind.isReturn();
    Set<String> types =
        !sale
            ? Set.of("All")
            : delivers ? Set.of("All", "Invoice", "Ship") : Set.of("All", "Invoice");
    checks.notBlocked(types);
    checks.hasBusinessGroup();
    checks.hasPartyGroup();
  }

  private void checkDates() {
    if (header.date(kind.dateProperty()).equals(Kind.NO_DATE)) {
      throw mustHaveValue("Document Date");
    }
    boolean due = header.values().containsKey("dueDate") && kind != DocumentKind.QUOTE;
    if (due && header.date("dueDate").equals(Kind.NO_DATE)) {
      throw mustHaveValue("Due Date");
    }
  }

  private void checkNumbers() {
    boolean mandatory = transaction.switches().on(Switch.EXTERNAL_NUMBER_MANDATORY);
    if (kind.trade() == Trade.SALE
        && mandatory
        && header.text("externalDocumentNumber").isEmpty()) {
      throw mustHaveValue("External Document No.");
    }
    if (kind.trade() == Trade.PURCHASE) {
      checkVendorsNumber(header.text("vendorInvoiceNumber"));
    }
  }

  private void checkVendorsNumber(String number) {
    if (number.isEmpty() && transaction.switches().on(Switch.VENDOR_INVOICE_NUMBER_MANDATORY)) {
      throw VendorException.dialog(
          "You need to enter the document number of the document from the vendor in the Vendor Invoice No. field, so that this document stays linked to the original.");
    }
    String payer = kind.trade().payerId();
    boolean known =
        transaction.company().rows(kind.headerSet()).stream()
            .filter(other -> other.flag("$posted"))
            .filter(other -> header.guid(payer).equals(other.guid(payer)))
            .anyMatch(other -> number.equals(other.text("vendorInvoiceNumber")));
    if (known && !number.isEmpty()) {
      throw VendorException.dialog(
          "Purchase Invoice %s already exists for this vendor.".formatted(number));
    }
  }

  private void checkDimensions() {
    Company company = transaction.company();
    company
        .find(kind.trade().parties(), header.guid(kind.trade().partyId()))
        .ifPresent(party -> Dimensions.check(company, party, header.id()));
    for (Row line : lines) {
      company
          .find("items", line.guid("itemId"))
          .ifPresent(item -> Dimensions.check(company, item, line.id(), header.id()));
    }
  }

  private void checkCreditLimit() {
    if (transaction.switches().on(Switch.REJECT_OVER_CREDIT_LIMIT)) {
      Row customer =
          transaction.company().find("customers", header.guid("billToCustomerId")).orElseThrow();
      BigDecimal limit = customer.decimal("creditLimit");
      BigDecimal due =
          PartyLedger.open(transaction.company(), Trade.SALE, customer.id())
              .add(
                  Currencies.toLocal(
                      header.decimal("totalAmountIncludingTax"), header.decimal("$factor")));
      if (limit.signum() > 0 && due.compareTo(limit) > 0) {
        throw VendorException.dialog(
            "The credit limit of customer %s is exceeded.".formatted(customer.text("number")));
      }
    }
  }

  private VendorException mustHaveValue(String field) {
    return VendorException.mustHaveValue(
        field, kind.trade().caption("Header"), header.text("number"));
  }
}
