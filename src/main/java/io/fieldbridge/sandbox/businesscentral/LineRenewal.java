package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Enters the lines of a document anew, as a change of its customer or currency does: of a line stay
 * what it is of, its unit, variant and quantity. It gets another id, the list price and no
 * discount; the second description is kept of comments alone.
 */
record LineRenewal(Transaction transaction, DocumentKind kind, Draft header) {

  private static final long SEQUENCE_STEP = 10_000;

  void run() {
    List<Row> before = new ArrayList<>(lines());
    before.sort(Comparator.comparing(row -> (Long) row.get("sequence")));
    before.forEach(row -> Drafts.removeLine(transaction, kind, row));
    long sequence = 0;
    for (Row row : before) {
      sequence += SEQUENCE_STEP;
      enter(row, sequence);
    }
  }

  private void enter(Row before, long sequence) {
    Row changed = new Row(header.id(), header.values(), 0);
    Draft line = transaction.fresh(kind.lineSet());
    line.put("documentId", header.id())
        .put("sequence", sequence)
        .put("discountAppliedBeforeTax", true)
        .fill("shipmentDate", before.get("shipmentDate"))
        .fill("expectedReceiptDate", before.get("expectedReceiptDate"));
    LineFields fields = new LineFields(transaction, kind, changed, line);
    fields.type(before.text("lineType"));
    if (before.text("lineObjectNumber").isEmpty()) {
      line.put("description", before.text("description"))
          .put("description2", before.text("description2"));
    } else {
      goods(before, line, fields);
    }
    Amounts.line(line, changed, lines());
    transaction.write(line);
  }

  private void goods(Row before, Draft line, LineFields fields) {
    fields.number(before.text("lineObjectNumber"));
    if (before.text("lineType").equals("Item")) {
      EntityType type = transaction.environment().schema().type(kind.lineSet());
      fields.unit(type.property("unitOfMeasureCode"), before.text("unitOfMeasureCode"));
      if (!before.guid("itemVariantId").equals(Kind.NO_GUID)) {
        fields.variant(type.property("itemVariantId"), before.guid("itemVariantId"));
      }
    }
    BigDecimal quantity = before.decimal("quantity");
    if (quantity.signum() != 0) {
      new LineQuantities(transaction, kind, line).quantity(quantity, fields);
    }
  }

  private List<Row> lines() {
    return transaction.company().where(kind.lineSet(), header.id());
  }
}
