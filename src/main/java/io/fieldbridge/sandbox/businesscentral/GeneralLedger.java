package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.util.List;

/** The entries that one posted document or journal line makes; debit and credit are equal. */
record GeneralLedger(Transaction transaction, Draft source, String type) {

  /** Books a document: the party against revenue or cost, and tax. */
  void document(DocumentKind kind, List<Row> lines, BigDecimal factor) {
    Trade trade = kind.trade();
    boolean debit = (trade == Trade.SALE) != kind.isReturn();
    BigDecimal whole = signed(local(source.decimal("totalAmountIncludingTax"), factor), debit);
    post(PostingSetup.partyAccount(trade), whole);
    BigDecimal left = whole.negate();
    for (Row line : lines) {
      BigDecimal amount = signed(local(line.decimal("netAmount"), factor), !debit);
      post(PostingSetup.account(transaction.company(), trade, line), amount);
      left = left.subtract(amount);
    }
    boolean taxed = source.decimal("totalTaxAmount").signum() != 0;
    post(taxed ? PostingSetup.taxAccount(trade) : PostingSetup.ROUNDING_ACCOUNT, left);
  }

  /** Books an amount in local currency on an account: debit where positive. */
  void post(String account, BigDecimal amount) {
    if (amount.signum() == 0) {
      return;
    }
    Row row = transaction.company().byKey("accounts", account).orElseThrow();
    transaction.write(
        transaction
            .fresh("generalLedgerEntries")
            .put("entryNumber", NumberSeries.entryNumber(transaction, "generalLedgerEntries"))
            .put("postingDate", source.date("postingDate"))
            .put("documentNumber", source.text(source.has("number") ? "number" : "documentNumber"))
            .put("documentType", type)
            .put("accountId", row.id())
            .put("accountNumber", account)
            .put("description", row.text("displayName"))
            .put("debitAmount", amount.max(BigDecimal.ZERO))
            .put("creditAmount", amount.min(BigDecimal.ZERO).negate()));
  }

  static BigDecimal netChange(Company company, Row account) {
    return company.where("generalLedgerEntries", account.text("number")).stream()
        .map(entry -> entry.decimal("debitAmount").subtract(entry.decimal("creditAmount")))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal local(BigDecimal amount, BigDecimal factor) {
    return Currencies.toLocal(amount, factor);
  }

  private static BigDecimal signed(BigDecimal amount, boolean debit) {
    return debit ? amount : amount.negate();
  }
}
