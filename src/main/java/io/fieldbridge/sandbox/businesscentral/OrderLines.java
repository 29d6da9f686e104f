package io.fieldbridge.sandbox.businesscentral;

/** What the rows of the extension that hang on an order line take over from it. */
final class OrderLines {

  private OrderLines() {}

  /**
   * Fills in document, item and location of the line that a row names.
   *
   * @throws VendorException where there is no such line of an item
   */
  static Row take(Transaction transaction, Draft draft) {
    Company company = transaction.company();
    Row line =
        company
            .find("salesOrderLines", draft.guid("documentLineId"))
            .filter(row -> row.text("lineType").equals("Item"))
            .orElseThrow(
                () ->
                    VendorException.dialog(
                        "The \"documentLineId\" does not match to an item line of an order."));
    draft
        .put("documentId", line.guid("documentId"))
        .put("itemNumber", line.text("lineObjectNumber"))
        .fill(
            "locationCode",
            company
                .find("locations", line.guid("locationId"))
                .map(location -> location.text("code"))
                .orElse(""));
    return line;
  }
}
