package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The entries of customers and vendors, and how they close one another. What a customer owes is
 * positive, what is owed to a vendor is negative.
 */
final class PartyLedger {

  private static final String DETAILS = "$detailedCustomerLedger";

  private PartyLedger() {}

  /** What is entered: a posted document or a payment, in its own currency, with its sign. */
  record Entry(Trade trade, Row party, String type, BigDecimal amount, BigDecimal factor) {}

  static String table(Trade trade) {
    return trade == Trade.SALE ? "$customerLedger" : "$vendorLedger";
  }

  /** Enters; {@code source} gives number, dates, currency and references. */
  static Row enter(Transaction transaction, Entry entry, Draft source) {
    BigDecimal local = Currencies.toLocal(entry.amount(), entry.factor());
    String table = table(entry.trade());
    Draft draft =
        Draft.hidden(table, transaction.newId(table))
            .put("$key", entry.party().id())
            .put("documentId", source.id())
            .put("entryNumber", NumberSeries.entryNumber(transaction, table))
            .put("documentType", entry.type())
            .put("documentNumber", source.text(source.has("number") ? "number" : "documentNumber"))
            .put("externalDocumentNumber", source.text("externalDocumentNumber"))
            .put("yourReference", source.text("customerPurchaseOrderReference"))
            .put("description", MemberName.decoded(entry.type()) + " " + source.text("number"))
            .put("customerId", entry.party().id())
            .put("customerNumber", entry.party().text("number"))
            .put("postingDate", source.date("postingDate"))
            .put("dueDate", source.date("dueDate"))
            .put("currencyCode", stored(source.text("currencyCode")))
            .put("amount", entry.amount())
            .put("amountLocalCurrency", local)
            .put("debitAmount", entry.amount().max(BigDecimal.ZERO))
            .put("creditAmount", entry.amount().min(BigDecimal.ZERO).negate())
            .put("remainingAmount", entry.amount())
            .put("remainingAmountLocalCurrency", local)
            .put("open", entry.amount().signum() != 0);
    BigDecimal sales =
        Currencies.toLocal(source.decimal("totalAmountExcludingTax"), entry.factor());
    draft.put("salesLocal", entry.amount().signum() < 0 ? sales.negate() : sales);
    Row row = transaction.write(draft);
    detail(transaction, entry.trade(), row, "Initial_x0020_Entry", entry.amount(), local);
    return row;
  }

  /** Writes the new number of a party into its entries. */
  static void renamed(Transaction transaction, Trade trade, Row party) {
    for (Row entry : List.copyOf(transaction.company().where(table(trade), party.id()))) {
      transaction.writeUnstamped(
          Draft.of(table(trade), entry).put("customerNumber", party.text("number")));
    }
  }

  /** Sets two entries of opposite sign off against each other, as far as the smaller one goes. */
  static void apply(Transaction transaction, Trade trade, Row one, Row other) {
    BigDecimal amount =
        one.decimal("remainingAmount").abs().min(other.decimal("remainingAmount").abs());
    if (amount.signum() == 0) {
      return;
    }
    reduce(transaction, trade, one, other, amount);
    reduce(transaction, trade, other, one, amount);
  }

  private static void reduce(
      Transaction transaction, Trade trade, Row entry, Row against, BigDecimal amount) {
    BigDecimal before = entry.decimal("remainingAmount");
    BigDecimal change = before.signum() > 0 ? amount.negate() : amount;
    BigDecimal left = before.add(change);
    BigDecimal local =
        entry
            .decimal("remainingAmountLocalCurrency")
            .multiply(left)
            .divide(before, 2, RoundingMode.HALF_UP);
    BigDecimal localChange = local.subtract(entry.decimal("remainingAmountLocalCurrency"));
    boolean closed = left.signum() == 0;
    Draft draft =
        Draft.of(table(trade), entry)
            .put("remainingAmount", left)
            .put("remainingAmountLocalCurrency", local)
            .put("open", !closed);
    if (closed) {
      draft
          .put("closedAtDate", against.date("postingDate"))
          .put("closedByEntryNumber", against.get("entryNumber"));
    }
    Row row = transaction.write(draft);
    detail(transaction, trade, row, "Application", change, localChange);
    if (closed) {
      closeDocument(transaction, trade, row);
    }
  }

  /** A document is touched only where its status changes: a partial payment moves no stamp. */
  private static void closeDocument(Transaction transaction, Trade trade, Row entry) {
    boolean credit = entry.text("documentType").equals("Credit_x0020_Memo");
    String set = credit ? trade.creditMemos() : trade.invoices();
    transaction
        .company()
        .find(set, entry.guid("documentId"))
        .filter(document -> document.text("status").equals("Open"))
        .ifPresent(document -> transaction.write(Draft.of(set, document).put("status", "Paid")));
  }

  private static void detail(
      Transaction transaction,
      Trade trade,
      Row entry,
      String type,
      BigDecimal amount,
      BigDecimal local) {
    if (trade == Trade.SALE) {
      transaction.write(
          Draft.hidden(DETAILS, transaction.newId(DETAILS))
              .put("$key", entry.id())
              .put("entryNumber", NumberSeries.entryNumber(transaction, DETAILS))
              .put("entryType", type)
              .put("customerNumber", entry.text("customerNumber"))
              .put("amount", amount)
              .put("amountLocalCurrency", local)
              .put("postingDate", entry.date("postingDate"))
              .put("currencyCode", entry.text("currencyCode")));
    }
  }

  /** The entry of a posted document. */
  static Optional<Row> of(Company company, Trade trade, Row document) {
    return company.where(table(trade), document.guid(trade.payerId())).stream()
        .filter(entry -> document.id().equals(entry.guid("documentId")))
        .findFirst();
  }

  /** What a party owes in local currency. */
  static BigDecimal open(Company company, Trade trade, UUID party) {
    return sum(company, trade, party, "remainingAmountLocalCurrency", entry -> true);
  }

  static BigDecimal sales(Company company, UUID customer) {
    return sum(company, Trade.SALE, customer, "salesLocal", entry -> true);
  }

  static BigDecimal overdue(Company company, UUID customer) {
    LocalDate today = company.today();
    return sum(
        company,
        Trade.SALE,
        customer,
        "remainingAmountLocalCurrency",
        entry -> entry.date("dueDate").isBefore(today));
  }

  /** The whole amount of a draft, the open amount of a posted invoice, in its own currency. */
  static BigDecimal remaining(Company company, Row invoice) {
    if (!invoice.flag("$posted")) {
      return invoice.decimal("totalAmountIncludingTax");
    }
    if (invoice.text("status").equals("Canceled")) {
      return BigDecimal.ZERO;
    }
    return of(company, Trade.SALE, invoice)
        .map(entry -> entry.decimal("remainingAmount"))
        .orElse(BigDecimal.ZERO);
  }

  static boolean any(Company company, Trade trade, UUID party) {
    return !company.where(table(trade), party).isEmpty();
  }

  static BigDecimal sum(
      Company company, Trade trade, UUID party, String column, Predicate<Row> wanted) {
    return company.where(table(trade), party).stream()
        .filter(wanted)
        .map(entry -> entry.decimal(column))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Ledgers show the local currency as it is stored. */
  private static String stored(String currency) {
    return currency.equals(Currencies.LOCAL) ? "" : currency;
  }
}
