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
    return switch (set) {
      case "customerPayments" -> payment(Trade.SALE, source);
      case "vendorPayments" -> payment(Trade.PURCHASE, source);
      default -> general(source, line, amount);
    };
  }

  private BigDecimal payment(Trade trade, Draft line) {
    Settlement settlement = Settlement.of(transaction.company(), trade, line);
    BigDecimal amount = line.decimal("amount");
    Draft source = line.put("currencyCode", settlement.currency());
    pay(trade, source, amount, settlement);
    ledger(source).post(journal.text("balancingAccountNumber"), settlement.local(amount).negate());
    return BigDecimal.ZERO;
  }

  private BigDecimal general(Draft source, Row line, BigDecimal amount) {
    side(source, line.text("accountType"), "account", amount);
    if (line.text("balancingAccountNumber").isEmpty()) {
      return amount;
    }
    side(source, line.text("balanceAccountType"), "balancingAccount", amount.negate());
    return BigDecimal.ZERO;
  }

  private void side(Draft source, String type, String prefix, BigDecimal amount) {
    UUID id = source.guid(prefix + "Id");
    switch (type) {
      case "Customer" -> pay(Trade.SALE, source.put("customerId", id), amount, Settlement.NOTHING);
      case "Vendor" -> pay(Trade.PURCHASE, source.put("vendorId", id), amount, Settlement.NOTHING);
      default -> ledger(source).post(source.text(prefix + "Number"), amount);
    }
  }

  private void pay(Trade trade, Draft source, BigDecimal amount, Settlement settlement) {
    Company company = transaction.company();
    Row party =
        company
            .find(trade.parties(), source.guid(trade.partyId()))
            .orElseThrow(
                () ->
                    VendorException.mustHaveValue(
                        "Account No.", "Gen. Journal Line", source.text("documentNumber")));
    new PartyChecks(company, trade, party)
        .notBlocked(trade == Trade.SALE ? Set.of("All") : Set.of("All", "Payment"));
    Row entry =
        PartyLedger.enter(
            transaction,
            new PartyLedger.Entry(trade, party, "Payment", amount, settlement.factor()),
            source);
    ledger(source).post(PostingSetup.partyAccount(trade), settlement.local(amount));
    settlement
        .invoiced()
        .ifPresent(invoiced -> PartyLedger.apply(transaction, trade, entry, invoiced));
  }

  private GeneralLedger ledger(Draft source) {
    return new GeneralLedger(transaction, source, "Payment");
  }
}
