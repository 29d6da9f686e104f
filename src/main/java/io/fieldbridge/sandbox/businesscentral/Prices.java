package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** List prices in the currency of a document: the best line of a price list, else the item card. */
final class Prices {

  private Prices() {}

  /** What the price calculation gives. */
  record Price(BigDecimal unitPrice, BigDecimal discountPercent) {}

  /** The price of a line's item or resource; empty where there is none. */
  static Optional<Price> best(Company company, DocumentKind kind, Row header, Draft line) {
    List<Row> lists =
        kind.trade() == Trade.SALE ? listed(company, kind, header, line) : List.<Row>of();
    Optional<BigDecimal> price = listPrice(lists).or(() -> card(company, kind, header, line));
    return price.map(found -> new Price(found, discount(lists)));
  }

  /** A price of the line's own variant goes before one of the item, then the lowest. */
  private static Optional<BigDecimal> listPrice(List<Row> lists) {
    return lists.stream()
        .filter(row -> !isDiscountAlone(row))
        .min(
            Comparator.comparing((Row row) -> row.text("variantCode").isEmpty())
                .thenComparing(row -> row.decimal("unitPrice")))
        .map(row -> row.decimal("unitPrice"));
  }

  private static BigDecimal discount(List<Row> lists) {
    return lists.stream()
        .map(row -> row.decimal("lineDiscountPercent"))
        .max(Comparator.naturalOrder())
        .orElse(BigDecimal.ZERO);
  }

  /** Its Amount Type is Discount: what it says of the price does not count. */
  private static boolean isDiscountAlone(Row row) {
    return row.decimal("unitPrice").signum() == 0
        && row.decimal("lineDiscountPercent").signum() != 0;
  }

  private static Optional<BigDecimal> card(
      Company company, DocumentKind kind, Row header, Draft line) {
    BigDecimal factor = header.decimal("$factor");
    return local(company, kind, line)
        .map(price -> factor.signum() == 0 ? price : price.multiply(factor))
        .map(LineRules::fiveDecimals);
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

  private static List<Row> listed(Company company, DocumentKind kind, Row header, Draft line) {
    String variant =
        company
            .find("itemVariants", line.guid("itemVariantId"))
            .map(found -> found.text("code"))
            .orElse("");
    return company.where("priceListLines", line.text("lineObjectNumber")).stream()
        .filter(row -> row.text("status").equals("Active"))
        .filter(row -> row.text("assetType").equals(line.text("lineType")))
        .filter(row -> List.of("", variant).contains(row.text("variantCode")))
        .filter(row -> isFor(company, header, row))
        .filter(row -> row.text("unitOfMeasureCode").equals(line.text("unitOfMeasureCode")))
        .filter(row -> row.decimal("minimumQuantity").compareTo(line.decimal("quantity")) <= 0)
        .filter(row -> isValid(row, header.date(kind.dateProperty())))
        .filter(row -> currency(row).equals(header.text("currencyCode")))
        .toList();
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
