package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/** List prices in the currency of a document: the best line of a price list, else the item card. */
final class Prices {

  private Prices() {}

  /** What the price calculation gives. */
  record Price(BigDecimal unitPrice, BigDecimal discountPercent) {}

  /** The price of a line's item or resource; empty where there is none. */
  static Optional<Price> best(Company company, DocumentKind kind, Row header, Draft line) {
    if (kind.trade() == Trade.SALE) {
      Optional<Price> listed = listed(company, kind, header, line);
      if (listed.isPresent()) {
        return listed;
      }
    }
    BigDecimal factor = header.decimal("$factor");
    return local(company, kind, line)
        .map(price -> factor.signum() == 0 ? price : price.multiply(factor))
        .map(price -> new Price(LineRules.fiveDecimals(price), BigDecimal.ZERO));
  }

  private static Optional<BigDecimal> local(Company company, DocumentKind kind, Draft line) {
    String column = kind.trade() == Trade.SALE ? "unitPrice" : "unitCost";
    return switch (line.text("lineType")) {
      case "Item" ->
          company
              .find("items", line.guid("itemId"))
              .map(
                  item ->
                      item.decimal(column)
                          .multiply(
                              UnitsOfItem.factor(item, line.text("unitOfMeasureCode"))
                                  .orElse(BigDecimal.ONE)));
      case "Resource" ->
          company
              .byKey("$resources", line.text("lineObjectNumber"))
              .map(resource -> resource.decimal("unitPrice"));
      default -> Optional.empty();
    };
  }

  private static Optional<Price> listed(
      Company company, DocumentKind kind, Row header, Draft line) {
    return company.where("priceListLines", line.text("lineObjectNumber")).stream()
        .filter(row -> row.text("status").equals("Active"))
        .filter(row -> row.text("assetType").equals(line.text("lineType")))
        .filter(row -> isFor(company, header, row))
        .filter(row -> row.text("unitOfMeasureCode").equals(line.text("unitOfMeasureCode")))
        .filter(row -> row.decimal("minimumQuantity").compareTo(line.decimal("quantity")) <= 0)
        .filter(row -> isValid(row, header.date(kind.dateProperty())))
        .filter(row -> currency(row).equals(header.text("currencyCode")))
        .min(Comparator.comparing(row -> row.decimal("unitPrice")))
        .map(row -> new Price(row.decimal("unitPrice"), row.decimal("lineDiscountPercent")));
  }

  private static boolean isFor(Company company, Row header, Row row) {
    return switch (row.text("sourceType")) {
      case "All", "All_x0020_Customers" -> true;
      case "Customer" ->
          company
              .find("customers", header.guid("billToCustomerId"))
              .filter(customer -> customer.text("number").equals(row.text("sourceNumber")))
              .isPresent();
      default -> false;
    };
  }

  private static boolean isValid(Row row, LocalDate day) {
    LocalDate end = row.date("endingDate");
    return !day.isBefore(row.date("startingDate"))
        && (end.equals(Kind.NO_DATE) || !day.isAfter(end));
  }

  private static String currency(Row row) {
    return row.text("currencyCode").isEmpty() ? Currencies.LOCAL : row.text("currencyCode");
  }
}
