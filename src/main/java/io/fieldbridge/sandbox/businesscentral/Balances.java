package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Predicate;

/** What customers owe, summed up over their ledger entries. */
final class Balances {

  private static final String LEDGER = "$customerLedger";

  private Balances() {}

  static BigDecimal open(Company company, UUID customer) {
    return sum(company, customer, "remainingLocal", entry -> true);
  }

  static BigDecimal sales(Company company, UUID customer) {
    return sum(company, customer, "salesLocal", entry -> true);
  }

  static BigDecimal overdue(Company company, UUID customer) {
    LocalDate today = company.today();
    return sum(company, customer, "remainingLocal", entry -> entry.date("dueDate").isBefore(today));
  }

  /** The whole amount of a draft, the open amount of a posted invoice, in its own currency. */
  static BigDecimal remaining(Company company, Row invoice) {
    if (!invoice.flag("$posted")) {
      return invoice.decimal("totalAmountIncludingTax");
    }
    return sum(
        company,
        invoice.guid("billToCustomerId"),
        "remaining",
        entry -> invoice.id().equals(entry.guid("invoiceId")));
  }

  static boolean any(Company company, UUID customer) {
    return !company.where(LEDGER, customer).isEmpty();
  }

  /** Enters a posted invoice. */
  static void enter(Transaction transaction, Draft invoice, BigDecimal factor) {
    BigDecimal amount = invoice.decimal("totalAmountIncludingTax");
    BigDecimal local = Currencies.toLocal(amount, factor);
    transaction.writeUnstamped(
        Draft.hidden(LEDGER, transaction.newId(LEDGER))
            .put("$key", invoice.guid("billToCustomerId"))
            .put("invoiceId", invoice.id())
            .put("dueDate", invoice.date("dueDate"))
            .put("remaining", amount)
            .put("remainingLocal", local)
            .put(
                "salesLocal",
                Currencies.toLocal(invoice.decimal("totalAmountExcludingTax"), factor)));
  }

  /** Books a payment against the entry of an invoice; the local amount shrinks in proportion. */
  static void pay(Transaction transaction, Row invoice, BigDecimal amount) {
    Row entry =
        transaction.company().where(LEDGER, invoice.guid("billToCustomerId")).stream()
            .filter(each -> invoice.id().equals(each.guid("invoiceId")))
            .findFirst()
            .orElseThrow();
    BigDecimal left = entry.decimal("remaining").subtract(amount);
    BigDecimal local =
        entry
            .decimal("remainingLocal")
            .multiply(left)
            .divide(entry.decimal("remaining"), 2, RoundingMode.HALF_UP);
    transaction.writeUnstamped(
        Draft.of(LEDGER, entry).put("remaining", left).put("remainingLocal", local));
  }

  private static BigDecimal sum(
      Company company, UUID customer, String column, Predicate<Row> wanted) {
    return company.where(LEDGER, customer).stream()
        .filter(wanted)
        .map(entry -> entry.decimal(column))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
