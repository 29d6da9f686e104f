package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Lines of documents. Values are taken in the order in which they were sent. */
record LineRules(DocumentKind kind) implements EntityRules {

  private static final Set<String> CHANGEABLE_WHEN_RELEASED =
      Set.of("shipQuantity", "receiveQuantity", "invoiceQuantity", "shipmentDate", "description2");
  private static final List<String> AMOUNTS =
      List.of("amountExcludingTax", "totalTaxAmount", "amountIncludingTax");
  private static final int SEQUENCE_STEP = 10_000;

  @Override
  public String setOf() {
    return kind.lineSet();
  }

  @Override
  public void check(Body body) {
    if (names(body, "itemId") && names(body, "accountId")) {
      throw VendorException.dialog("An \"itemId\" and an \"accountId\" exclude each other.");
    }
  }

  private static boolean names(Body body, String property) {
    Object value = body.value(property);
    return value != null && !value.equals(Kind.NO_GUID);
  }

  @Override
  public void begin(Transaction transaction, Draft line) {
    UUID documentId = line.guid("documentId");
    Row header =
        transaction
            .company()
            .find(kind.headerSet(), documentId)
            .orElseThrow(
                () -> VendorException.dialog("You must specify the id of an existing document."));
    checkState(header, "");
    long last =
        transaction.company().where(kind.lineSet(), documentId).stream()
            .mapToLong(row -> (Long) row.get("sequence"))
            .max()
            .orElse(0);
    line.put("sequence", last + SEQUENCE_STEP).put("discountAppliedBeforeTax", true);
    line.fill("shipmentDate", transaction.company().today())
        .fill("expectedReceiptDate", transaction.company().today());
  }

  @Override
  public void validate(Transaction transaction, Draft line, Property property, Object value) {
    Row header = header(transaction, line);
    checkState(header, property.name());
    LineFields fields = new LineFields(transaction, kind, header, line);
    switch (property.name()) {
      case "documentId" -> throw VendorException.readOnly("documentId");
      case "sequence" -> sequence(transaction, line, (Long) value);
      case "lineType" -> fields.type((String) value);
      case "itemId" -> fields.item((UUID) value);
      case "accountId" -> fields.account((UUID) value);
      case "lineObjectNumber" -> fields.number((String) value);
      case "unitOfMeasureId", "unitOfMeasureCode" -> fields.unit(property, value);
      case "quantity" ->
          new LineQuantities(transaction, kind, line).quantity((BigDecimal) value, fields);
      case "shipQuantity", "receiveQuantity" ->
          new LineQuantities(transaction, kind, line).toDeliver((BigDecimal) value);
      case "invoiceQuantity" ->
          new LineQuantities(transaction, kind, line).toInvoice((BigDecimal) value);
      case "unitPrice", "directUnitCost", "unitCost" -> fields.price((BigDecimal) value);
      case "discountPercent" -> fields.discountPercent((BigDecimal) value);
      case "discountAmount" -> fields.discountAmount((BigDecimal) value);
      case "taxCode" -> fields.taxCode((String) value);
      case "itemVariantId" -> fields.variant(property, (UUID) value);
      default -> References.assign(transaction, line, property, value);
    }
  }

  @Override
  public Row insert(Transaction transaction, Draft line) {
    return write(transaction, line);
  }

  @Override
  public Row modify(Transaction transaction, Row before, Draft line) {
    return write(transaction, line);
  }

  @Override
  public void delete(Transaction transaction, Row line) {
    Row header =
        transaction.company().find(kind.headerSet(), line.guid("documentId")).orElseThrow();
    checkState(header, "");
    if (line.decimal(kind.delivered()).signum() != 0) {
      throw VendorException.dialog("You cannot delete a line that is shipped already.");
    }
    Drafts.removeLine(transaction, kind, line);
    Amounts.document(transaction, kind, Draft.of(kind.headerSet(), header));
  }

  /** Takes tax into the prices of all lines, or out of them, after their document said so. */
  void convertAll(Transaction transaction, Draft header) {
    Row changed = new Row(header.id(), header.values(), 0);
    for (Row row : transaction.company().where(kind.lineSet(), header.id())) {
      Draft line = Draft.of(kind.lineSet(), row);
      BigDecimal price = line.decimal(kind.price());
      new LineFields(transaction, kind, changed, line)
          .price(TaxSetup.converted(price, line, header.flag("pricesIncludeTax")));
      AMOUNTS.forEach(name -> line.put(name, BigDecimal.ZERO));
      transaction.write(line);
    }
    for (Row row : transaction.company().where(kind.lineSet(), header.id())) {
      Draft line = Draft.of(kind.lineSet(), row);
      amounts(transaction, changed, line);
      transaction.write(line);
    }
  }

  private Row write(Transaction transaction, Draft line) {
    Row header = header(transaction, line);
    amounts(transaction, header, line);
    Row row = transaction.write(line);
    Amounts.document(transaction, kind, Draft.of(kind.headerSet(), header));
    return transaction.company().find(kind.lineSet(), row.id()).orElseThrow();
  }

  private void amounts(Transaction transaction, Row header, Draft line) {
    List<Row> others =
        transaction.company().where(kind.lineSet(), header.id()).stream()
            .filter(row -> !row.id().equals(line.id()))
            .toList();
    Amounts.line(line, header, others);
  }

  private Row header(Transaction transaction, Draft line) {
    return transaction.company().find(kind.headerSet(), line.guid("documentId")).orElseThrow();
  }

  private void sequence(Transaction transaction, Draft line, Long wanted) {
    if (!line.isInserted()) {
      throw VendorException.readOnly("sequence");
    }
    boolean taken =
        transaction.company().where(kind.lineSet(), line.guid("documentId")).stream()
            .anyMatch(row -> row.get("sequence").equals(wanted));
    if (taken) {
      throw VendorException.dialog("The line already exists: sequence " + wanted + ".");
    }
    line.put("sequence", wanted);
  }

  private void checkState(Row header, String property) {
    if (header.flag("$posted")) {
      throw VendorException.dialog(
          "The lines of a posted document cannot be changed: %s is posted."
              .formatted(header.text("number")));
    }
    if (!CHANGEABLE_WHEN_RELEASED.contains(property)) {
      DocumentState.checkUnlocked(kind, header.text("status"), header.text("number"));
    }
  }

  static BigDecimal fiveDecimals(BigDecimal value) {
    return value.setScale(5, RoundingMode.HALF_UP);
  }
}
