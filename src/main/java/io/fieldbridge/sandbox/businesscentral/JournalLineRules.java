package io.fieldbridge.sandbox.businesscentral;

import java.util.Optional;
import java.util.UUID;

/** Unposted journal lines: payments of customers, payments to vendors, and general ones. */
record JournalLineRules(String setOf) implements EntityRules {

  private static final int STEP = 10_000;

  @Override
  public void begin(Transaction transaction, Draft line) {
    Row journal =
        transaction
            .company()
            .find("journals", line.guid("journalId"))
            .orElseThrow(
                () -> VendorException.dialog("You must specify the id of an existing journal."));
    long last =
        transaction.company().where(setOf, journal.id()).stream()
            .mapToLong(row -> (Long) row.get("lineNumber"))
            .max()
            .orElse(0);
    line.put("lineNumber", last + STEP)
        .put("journalDisplayName", journal.text("code"))
        .put("postingDate", transaction.company().today());
  }

  @Override
  public void validate(Transaction transaction, Draft line, Property property, Object value) {
    switch (property.name()) {
      case "journalId" -> throw VendorException.readOnly("journalId");
      case "appliesToInvoiceId", "appliesToInvoiceNumber" ->
          AppliedInvoice.assign(transaction, line, property.name(), value);
      case "accountId", "accountNumber" ->
          account(transaction, line, new Side("account", "accountType"), value);
      case "balancingAccountId", "balancingAccountNumber" ->
          account(transaction, line, new Side("balancingAccount", "balanceAccountType"), value);
      default -> References.assign(transaction, line, property, value);
    }
  }

  /** One of the two sides of a journal line: what the names of its properties begin with. */
  private record Side(String prefix, String type) {}

  @Override
  public Row insert(Transaction transaction, Draft line) {
    boolean taken =
        transaction.company().where(setOf, line.guid("journalId")).stream()
            .anyMatch(row -> row.get("lineNumber").equals(line.get("lineNumber")));
    if (taken) {
      throw UniqueKey.taken(
          transaction, "Gen. Journal Line", "Line No.='" + line.get("lineNumber") + "'");
    }
    if (line.text("documentNumber").isEmpty()) {
      line.put("documentNumber", NumberSeries.PAYMENTS.next(transaction));
    }
    describe(transaction, line);
    return transaction.write(line);
  }

  private static void describe(Transaction transaction, Draft line) {
    if (line.text("description").isEmpty()) {
      Trade trade = line.has("vendorId") ? Trade.PURCHASE : Trade.SALE;
      transaction
          .company()
          .find(trade.parties(), line.guid(trade.partyId()))
          .ifPresent(party -> line.put("description", party.text("displayName")));
    }
  }

  private static void account(Transaction transaction, Draft line, Side side, Object value) {
    String set =
        switch (line.text(side.type())) {
          case "Customer" -> "customers";
          case "Vendor" -> "vendors";
          default -> "accounts";
        };
    if (value.equals("") || value.equals(Kind.NO_GUID)) {
      line.put(side.prefix() + "Id", Kind.NO_GUID).put(side.prefix() + "Number", "");
      return;
    }
    Company company = transaction.company();
    Optional<Row> found =
        value instanceof UUID id ? company.find(set, id) : company.byKey(set, value);
    Row account =
        found.orElseThrow(
            () -> VendorException.tableRelation("Account No.", "Gen. Journal Line", value));
    line.put(side.prefix() + "Id", account.id())
        .put(side.prefix() + "Number", account.text("number"));
  }
}
