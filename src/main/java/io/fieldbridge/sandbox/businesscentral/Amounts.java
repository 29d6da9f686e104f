package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Amounts of lines and documents. Tax is cumulative per tax group: a line bears the rounded tax of
 * its whole group less what the other lines already bear, so that one line takes the odd cent.
 */
final class Amounts {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Amounts() {}

  /** Rounds an amount in local currency. */
  static BigDecimal round(BigDecimal amount) {
    return round(amount, Currencies.LOCAL_DECIMALS);
  }

  static BigDecimal round(BigDecimal amount, int decimals) {
    return amount.setScale(decimals, RoundingMode.HALF_UP);
  }

  static BigDecimal percentOf(BigDecimal amount, BigDecimal percent, int decimals) {
    return round(amount.multiply(percent).divide(HUNDRED, 10, RoundingMode.HALF_UP), decimals);
  }

  /** The decimals of amounts on a document, by what its header remembers. */
  static int decimals(Object remembered) {
    return remembered instanceof Long number ? number.intValue() : Currencies.LOCAL_DECIMALS;
  }

  /** Quantity by price, before any discount. */
  static BigDecimal gross(Draft line, int decimals) {
    return round(line.decimal("quantity").multiply(line.decimal(price(line.set()))), decimals);
  }

  private static String price(String lineSet) {
    return DocumentKind.ofLine(lineSet).orElseThrow().price();
  }

  /** Works out the amounts of one line against the other lines of its document. */
  static void line(Draft line, Row header, List<Row> others) {
    int decimals = decimals(header.get("$decimals"));
    BigDecimal amount = gross(line, decimals).subtract(line.decimal("discountAmount"));
    Predicate<Row> sameGroup = row -> row.text("taxCode").equals(line.text("taxCode"));
    if (header.flag("pricesIncludeTax")) {
      BigDecimal including = amount.add(sum(others, "amountIncludingTax", sameGroup));
      BigDecimal divisor = BigDecimal.ONE.add(rate(line));
      BigDecimal excluding = including.divide(divisor, decimals, RoundingMode.HALF_UP);
      BigDecimal own = excluding.subtract(sum(others, "amountExcludingTax", sameGroup));
      put(line, own, amount.subtract(own));
    } else {
      BigDecimal base = amount.add(sum(others, "amountExcludingTax", sameGroup));
      BigDecimal tax =
          percentOf(base, line.decimal("taxPercent"), decimals)
              .subtract(sum(others, "totalTaxAmount", sameGroup));
      put(line, amount, tax);
    }
  }

  /** Spreads the discount over the lines and writes the totals of the document. */
  static Row document(Transaction transaction, DocumentKind kind, Draft header) {
    List<Row> lines = transaction.company().where(kind.lineSet(), header.id());
    BigDecimal total = sum(lines, "amountExcludingTax", row -> true);
    if (!header.flag("$manualDiscount") && header.decimal("$invoiceDiscountPercent").signum() > 0) {
      header.put(
          "discountAmount",
          percentOf(
              total, header.decimal("$invoiceDiscountPercent"), decimals(header.get("$decimals"))));
    }
    BigDecimal discount = header.decimal("discountAmount").min(total.max(BigDecimal.ZERO));
    Spread spread = new Spread(discount, total, decimals(header.get("$decimals")));
    List<Row> net = lines.stream().map(line -> net(transaction, kind, line, spread)).toList();
    BigDecimal excluding = sum(net, "netAmount", row -> true);
    BigDecimal tax = sum(net, "netTaxAmount", row -> true);
    header
        .put("totalAmountExcludingTax", excluding)
        .put("totalTaxAmount", tax)
        .put("totalAmountIncludingTax", excluding.add(tax));
    return transaction.write(header);
  }

  static BigDecimal sum(List<Row> rows, String column, Predicate<Row> wanted) {
    return rows.stream()
        .filter(wanted)
        .map(row -> row.decimal(column))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Row net(Transaction transaction, DocumentKind kind, Row line, Spread spread) {
    Draft draft = Draft.of(kind.lineSet(), line);
    spread.apply(draft);
    boolean same =
        draft.values().entrySet().stream()
            .allMatch(entry -> Objects.equals(entry.getValue(), line.get(entry.getKey())));
    return same ? line : transaction.write(draft);
  }

  private static void put(Draft line, BigDecimal excluding, BigDecimal tax) {
    line.put("amountExcludingTax", excluding)
        .put("totalTaxAmount", tax)
        .put("amountIncludingTax", excluding.add(tax));
  }

  private static BigDecimal rate(Draft line) {
    return line.decimal("taxPercent").divide(HUNDRED);
  }
}
