package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** {@code post} of a journal: all its lines go into the ledgers, and are gone. It commits. */
final class JournalPosting {

  private static final List<String> LINE_SETS =
      List.of("journalLines", "customerPayments", "vendorPayments");

  private final Transaction transaction;
  private final Row journal;

  private JournalPosting(Transaction transaction, Row journal) {
    this.transaction = transaction;
    this.journal = journal;
  }

  static void post(Transaction transaction, Row journal) {
    JournalPosting posting = new JournalPosting(transaction, journal);
    int lines = 0;
    BigDecimal balance = BigDecimal.ZERO;
    for (String set : LINE_SETS) {
      for (Row line : transaction.company().where(set, journal.id())) {
        PostingChecks.postingDateAllowed(
            transaction.switches(), line.date("postingDate"), line.text("documentNumber"));
        balance = balance.add(posting.line(set, line));
        Dimensions.clear(transaction, line.id());
        transaction.delete(set, line.id());
        lines++;
      }
    }
    if (lines == 0) {
      throw VendorException.dialog("There is nothing to post in journal " + journal.text("code"));
    }
    if (balance.signum() != 0) {
      throw VendorException.dialog(
          "The lines in journal %s are out of balance by %s."
              .formatted(journal.text("code"), Calculated.plain(balance)));
    }
    transaction.commit();
  }

  /** Books one line and gives what it leaves out of balance. */
  private BigDecimal line(String set, Row line) {
    Draft source = Draft.of(set, line);
    BigDecimal amount = line.decimal("amount");
    switch (set) {
      case "customerPayments" -> pay(Trade.SALE, source, amount, line.guid("customerId"));
      case "vendorPayments" -> pay(Trade.PURCHASE, source, amount, line.guid("vendorId"));
      default -> side(source, line.text("accountType"), line, "account", amount);
    }
    BigDecimal counter = amount.negate();
    String balancing = line.text("balancingAccountNumber");
    if (!set.equals("journalLines")) {
      ledger(source).post(journal.text("balancingAccountNumber"), counter);
    } else if (!balancing.isEmpty()) {
      side(source, line.text("balanceAccountType"), line, "balancingAccount", counter);
    } else {
      return amount;
    }
    return BigDecimal.ZERO;
  }

  private void side(Draft source, String type, Row line, String prefix, BigDecimal amount) {
    switch (type) {
      case "Customer" -> pay(Trade.SALE, source, amount, line.guid(prefix + "Id"));
      case "Vendor" -> pay(Trade.PURCHASE, source, amount, line.guid(prefix + "Id"));
      default -> ledger(source).post(line.text(prefix + "Number"), amount);
    }
  }

  private void pay(Trade trade, Draft source, BigDecimal amount, UUID id) {
    Company company = transaction.company();
    Row party =
        company
            .find(trade.parties(), id)
            .orElseThrow(
                () ->
                    VendorException.mustHaveValue(
                        "Account No.", "Gen. Journal Line", source.text("documentNumber")));
    new PartyChecks(company, trade, party)
        .notBlocked(trade == Trade.SALE ? Set.of("All") : Set.of("All", "Payment"));
    Row entry =
        PartyLedger.enter(
            transaction,
            new PartyLedger.Entry(trade, party, "Payment", amount, BigDecimal.ONE),
            source);
    ledger(source).post(PostingSetup.partyAccount(trade), amount);
    String invoices = trade == Trade.SALE ? "salesInvoices" : "purchaseInvoices";
    company
        .find(invoices, source.guid("appliesToInvoiceId"))
        .flatMap(invoice -> PartyLedger.of(company, trade, invoice))
        .ifPresent(invoiced -> PartyLedger.apply(transaction, trade, entry, invoiced));
  }

  private GeneralLedger ledger(Draft source) {
    return new GeneralLedger(transaction, source, "Payment");
  }
}
