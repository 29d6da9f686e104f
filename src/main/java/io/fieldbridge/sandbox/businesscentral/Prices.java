package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.util.Optional;

/** List prices in the currency of a document. */
final class Prices {

  private Prices() {}

  /** The price of a line's item or resource; empty where there is no list price. */
  static Optional<BigDecimal> unitPrice(Company company, Row header, Draft line) {
    Optional<BigDecimal> local =
        switch (line.text("lineType")) {
          case "Item" ->
              company
                  .find("items", line.guid("itemId"))
                  .map(
                      item ->
                          item.decimal("unitPrice")
                              .multiply(
                                  UnitsOfItem.factor(item, line.text("unitOfMeasureCode"))
                                      .orElse(BigDecimal.ONE)));
          case "Resource" ->
              company
                  .byKey("$resources", line.text("lineObjectNumber"))
                  .map(resource -> resource.decimal("unitPrice"));
          default -> Optional.empty();
        };
    BigDecimal factor = header.decimal("$factor");
    return local
        .map(price -> factor.signum() == 0 ? price : price.multiply(factor))
        .map(SalesLineRules::fiveDecimals);
  }
}
