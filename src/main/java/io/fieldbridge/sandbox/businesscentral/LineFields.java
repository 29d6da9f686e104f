package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;

/** The fields of one line while it is written, each with what follows from it. */
record LineFields(Transaction transaction, DocumentKind kind, Row header, Draft line) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  boolean isComment() {
    return line.text("lineType").equals("Comment");
  }

  void type(String type) {
    line.put("lineType", type);
    clearNumber();
  }

  void item(UUID id) {
    if (id.equals(Kind.NO_GUID)) {
      clearNumber();
      return;
    }
    Row item =
        company()
            .find("items", id)
            .orElseThrow(() -> VendorException.dialog("The \"itemId\" does not match to an Item."));
    line.put("lineType", "Item").put("accountId", Kind.NO_GUID);
    takeItem(item);
  }

  void account(UUID id) {
    if (id.equals(Kind.NO_GUID)) {
      clearNumber();
      return;
    }
    Row account =
        company()
            .find("accounts", id)
            .orElseThrow(
                () -> VendorException.dialog("The \"accountId\" does not match to an Account."));
    type("Account");
    takeAccount(account);
  }

  void number(String number) {
    if (!line.text("lineObjectNumber").isEmpty()) {
      throw VendorException.dialog("The \"lineObjectNumber\" cannot be changed once it is set.");
    }
    switch (line.text("lineType")) {
      case "Item" -> takeItem(found("items", "Item", number));
      case "Account" -> takeAccount(found("accounts", "G/L Account", number));
      case "Resource" -> takeResource(found("$resources", "Resource", number));
      default -> throw VendorException.tableRelation("No.", lineTable(), number);
    }
  }

  void unit(Property property, Object value) {
    if (!line.text("lineType").equals("Item")) {
      throw VendorException.dialog("A unit of measure can be given for lines of type Item only.");
    }
    References.assign(transaction, line, property, value);
    String unit = line.text("unitOfMeasureCode");
    company()
        .find("items", line.guid("itemId"))
        .filter(item -> UnitsOfItem.factor(item, unit).isEmpty())
        .ifPresent(
            item -> {
              throw VendorException.tableRelation("Unit of Measure Code", lineTable(), unit);
            });
    reprice();
  }

  void variant(Property property, UUID id) {
    boolean foreign =
        company()
            .find("itemVariants", id)
            .filter(variant -> !variant.guid("itemId").equals(line.guid("itemId")))
            .isPresent();
    if (foreign) {
      throw VendorException.dialog(
          "The \"itemVariantId\" does not match to a variant of the item.");
    }
    References.assign(transaction, line, property, id);
    reprice();
  }

  void price(BigDecimal price) {
    line.put(kind.price(), LineRules.fiveDecimals(price));
    renewDiscount();
  }

  void discountPercent(BigDecimal percent) {
    if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
      throw VendorException.fieldValidation("Line Discount % must be between 0 and 100.");
    }
    line.put("discountPercent", percent);
    renewDiscount();
  }

  void discountAmount(BigDecimal amount) {
    BigDecimal gross = Amounts.gross(line, decimals());
    line.put("discountAmount", Amounts.round(amount, decimals()));
    line.put(
        "discountPercent",
        gross.signum() == 0
            ? BigDecimal.ZERO
            : amount.multiply(HUNDRED).divide(gross, 5, RoundingMode.HALF_UP));
  }

  void taxCode(String code) {
    if (!code.isEmpty() && company().byKey("taxGroups", code).isEmpty()) {
      throw VendorException.tableRelation("VAT Prod. Posting Group", lineTable(), code);
    }
    line.put("taxCode", code);
    tax();
  }

  void tax() {
    line.put("taxPercent", TaxSetup.percent(transaction.switches(), header, line.text("taxCode")));
  }

  /** The price calculation: it overwrites a price that was sent before quantity or unit. */
  void reprice() {
    Prices.best(company(), kind, header, line)
        .ifPresent(
            price -> {
              line.put(kind.price(), withTax(price.unitPrice()));
              if (price.discountPercent().signum() > 0) {
                line.put("discountPercent", price.discountPercent());
              }
            });
    renewDiscount();
  }

  /** Lists and cards hold prices without tax. */
  private BigDecimal withTax(BigDecimal price) {
    return header.flag("pricesIncludeTax") ? TaxSetup.converted(price, line, true) : price;
  }

  private void renewDiscount() {
    line.put(
        "discountAmount",
        Amounts.percentOf(
            Amounts.gross(line, decimals()), line.decimal("discountPercent"), decimals()));
  }

  private int decimals() {
    return Amounts.decimals(header.get("$decimals"));
  }

  private void takeItem(Row item) {
    if (item.flag("blocked")) {
      throw VendorException.fieldValidation(
          "Blocked must be equal to 'No' in Item: No.=%s. Current value is 'Yes'."
              .formatted(item.text("number")));
    }
    if (item.text("baseUnitOfMeasureCode").isEmpty()) {
      throw VendorException.mustHaveValue("Base Unit of Measure", "Item", item.text("number"));
    }
    PostingSetup.saleable(item, kind);
    boolean kept = item.text("type").equals("Inventory");
    if (kept && item.text("inventoryPostingGroupCode").isEmpty()) {
      throw VendorException.mustHaveValue("Inventory Posting Group", "Item", item.text("number"));
    }
    if (item.text("generalProductPostingGroupCode").isEmpty()) {
      throw VendorException.mustHaveValue("Gen. Prod. Posting Group", "Item", item.text("number"));
    }
    PostingSetup.exists(header.text("$businessGroup"), item.text("generalProductPostingGroupCode"));
    take(item, item.text("displayName"), item.text("taxGroupCode"));
    String sold = item.text("$salesUnitOfMeasure");
    String unit =
        kind.trade() == Trade.PURCHASE || sold.isEmpty()
            ? item.text("baseUnitOfMeasureCode")
            : sold;
    line.put("itemId", item.id())
        .put("unitOfMeasureId", company().byKey("unitsOfMeasure", unit).orElseThrow().id())
        .put("unitOfMeasureCode", unit);
    reprice();
  }

  private void takeAccount(Row account) {
    if (account.flag("blocked") || !account.flag("directPosting")) {
      throw VendorException.fieldValidation(
          "Direct Posting must be equal to 'Yes' in G/L Account: No.=%s."
              .formatted(account.text("number")));
    }
    take(account, account.text("displayName"), "STANDARD");
    line.put("accountId", account.id());
  }

  private void takeResource(Row resource) {
    take(resource, resource.text("name"), "STANDARD");
    String unit = resource.text("unit");
    line.put("unitOfMeasureCode", unit)
        .put("unitOfMeasureId", company().byKey("unitsOfMeasure", unit).orElseThrow().id());
    reprice();
  }

  private void take(Row source, String description, String taxCode) {
    line.put("lineObjectNumber", source.text("number"))
        .put("description", description)
        .put("taxCode", taxCode);
    tax();
    Dimensions.inherit(transaction, header, line, source.id());
  }

  private void clearNumber() {
    line.put("itemId", Kind.NO_GUID)
        .put("accountId", Kind.NO_GUID)
        .put("lineObjectNumber", "")
        .put("unitOfMeasureId", Kind.NO_GUID)
        .put("unitOfMeasureCode", "")
        .put(kind.price(), BigDecimal.ZERO);
  }

  private Row found(String set, String table, String number) {
    return company()
        .byKey(set, number)
        .orElseThrow(() -> VendorException.tableRelation("No.", table, number));
  }

  private String lineTable() {
    return kind.trade().caption("Line");
  }

  private Company company() {
    return transaction.company();
  }
}
