package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;

/** Headers of documents: defaults from the customer or vendor, then what was sent. */
record HeaderRules(DocumentKind kind) implements EntityRules {

  private static final Set<String> CHANGEABLE_WHEN_RELEASED =
      Set.of("externalDocumentNumber", "postingDate", "requestedDeliveryDate");
  private static final Set<String> CHANGEABLE_WHEN_POSTED =
      Set.of("dueDate", "promisedPayDate", "disputeStatusId", "disputeStatus");

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
        .put("discountAppliedBeforeTax", true)
        .fill("partialShipping", true)
        .fill("dueDate", today);
  }

  @Override
  public void validate(Transaction transaction, Draft draft, Property property, Object value) {
    checkState(draft, property);
    References.assign(transaction, draft, property, value);
    String name = property.name();
    Trade trade = kind.trade();
    if (name.equals(trade.partyId()) || name.equals(trade.partyNumber())) {
      party(transaction, draft);
    } else if (name.equals(trade.payerId()) || name.equals(trade.payerNumber())) {
      payer(transaction, draft);
    }
    switch (name) {
      case "currencyId", "currencyCode", "postingDate" -> rate(transaction, draft);
      case "discountAmount" -> {
        checkDiscount(transaction, draft);
        draft.put("$manualDiscount", true);
      }
      case "pricesIncludeTax" -> checkTaxIncluded(transaction, draft);
      case "paymentTermsId", "invoiceDate", "documentDate", "creditMemoDate" ->
          dueDate(transaction, draft);
      case "invoiceId", "invoiceNumber" -> AppliedInvoice.assign(transaction, draft, name, value);
      case "shortcutDimension1Code", "shortcutDimension2Code" ->
          Dimensions.shortcut(transaction, draft, name);
      default -> {
        // the other properties are taken as they are
      }
    }
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    Trade trade = kind.trade();
    if (draft.guid(trade.partyId()).equals(Kind.NO_GUID)) {
      throw VendorException.dialog(
          "A \"%s\" or a \"%s\" must be provided.".formatted(trade.partyNumber(), trade.partyId()));
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
    String party = kind.trade().partyId();
    if (!before.text("currencyCode").equals(draft.text("currencyCode"))
        || !before.guid(party).equals(draft.guid(party))) {
      new LineRenewal(transaction, kind, draft).run();
    } else if (before.flag("pricesIncludeTax") != draft.flag("pricesIncludeTax")) {
      new LineRules(kind).convertAll(transaction, draft);
    }
    return Amounts.document(transaction, kind, draft);
  }

  @Override
  public void delete(Transaction transaction, Row row) {
    if (row.flag("$posted")) {
      throw VendorException.dialog("A posted document cannot be deleted.");
    }
    for (Row line : transaction.company().where(kind.lineSet(), row.id())) {
      if (line.decimal(kind.delivered()).compareTo(line.decimal("invoicedQuantity")) != 0) {
        throw VendorException.dialog(
            "You cannot delete the order because lines are shipped and not invoiced.");
      }
    }
    Drafts.remove(transaction, kind, row);
  }

  private void checkState(Draft draft, Property property) {
    if (draft.flag("$posted") && !CHANGEABLE_WHEN_POSTED.contains(property.name())) {
      throw VendorException.dialog("The document has been posted and cannot be modified.");
    }
    if (!draft.flag("$posted") && !CHANGEABLE_WHEN_RELEASED.contains(property.name())) {
      DocumentState.checkUnlocked(kind, draft.text("status"), draft.text("number"));
    }
  }

  private void party(Transaction transaction, Draft draft) {
    Trade trade = kind.trade();
    Row party =
        transaction.company().find(trade.parties(), draft.guid(trade.partyId())).orElse(null);
    if (party == null) {
      return;
    }
    check(transaction, party);
    boolean delivered =
        transaction.company().where(kind.lineSet(), draft.id()).stream()
            .anyMatch(line -> line.decimal(kind.delivered()).signum() != 0);
    if (delivered) {
      throw VendorException.dialog("You cannot change the customer: lines are shipped already.");
    }
    PartyDefaults.copy(transaction.company(), trade, party, draft);
    Dimensions.inherit(transaction, draft, party.id());
    rate(transaction, draft);
    dueDate(transaction, draft);
  }

  private void payer(Transaction transaction, Draft draft) {
    Trade trade = kind.trade();
    transaction
        .company()
        .find(trade.parties(), draft.guid(trade.payerId()))
        .ifPresent(
            party -> {
              check(transaction, party);
              PartyDefaults.payer(transaction.company(), trade, party, draft);
              rate(transaction, draft);
            });
  }

  private void check(Transaction transaction, Row party) {
    PartyChecks checks = new PartyChecks(transaction.company(), kind.trade(), party);
    checks.notBlocked(kind.blockedBy());
    if (!TaxSetup.isSalesTax(transaction.switches())) {
      checks.hasBusinessGroup();
    }
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

  private static void checkTaxIncluded(Transaction transaction, Draft draft) {
    if (draft.flag("pricesIncludeTax") && TaxSetup.isSalesTax(transaction.switches())) {
      throw VendorException.dialog(
          "Prices including tax cannot be used where sales tax is calculated.");
    }
  }

  private static void rate(Transaction transaction, Draft draft) {
    Company company = transaction.company();
    String currency = draft.text("currencyCode");
    draft
        .put("$factor", Currencies.factor(company, currency, draft.date("postingDate")))
        .put("$decimals", (long) Currencies.decimals(company, currency));
  }

  private void dueDate(Transaction transaction, Draft draft) {
    draft.fill(
        "dueDate",
        DateFormula.dueDate(
            transaction.company(), draft.guid("paymentTermsId"), draft.date(kind.dateProperty())));
  }

  private void checkExternalNumber(Transaction transaction, Draft draft) {
    String number = draft.text("externalDocumentNumber");
    boolean unique = transaction.switches().on(Switch.EXTERNAL_NUMBER_UNIQUE);
    if (unique && !number.isEmpty()) {
      for (DocumentKind other : DocumentKind.of(Trade.SALE)) {
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
