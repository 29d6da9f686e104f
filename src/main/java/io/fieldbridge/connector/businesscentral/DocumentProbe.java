package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Probe;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for a sales document by our reference wherever it may be by now: an order, a draft invoice,
 * a posted invoice. An order and the invoices posted from it are one result: the order while it is
 * there, then its invoices together.
 */
final class DocumentProbe implements Probe {

  /** The sets that documents move through, with their lines. */
  static final Map<String, String> LINES_BY_SET =
      Map.of("salesOrders", "salesOrderLines", "salesInvoices", "salesInvoiceLines");

  private static final String REFERENCE = "externalDocumentNumber";
  private static final String LINE_REFERENCE = "description2";
  private static final int LINE_REFERENCE_LENGTH_MAX = 50;

  private final BusinessCentralRecordReader reader;
  private final Duration clockTolerance;

  DocumentProbe(BusinessCentralRecordReader reader, Duration clockTolerance) {
    this.reader = reader;
    this.clockTolerance = clockTolerance;
  }

  @Override
  public List<RemoteRecord> look(Creation creation) {
    List<RemoteRecord> found = new ArrayList<>();
    for (String set : List.of("salesOrders", "salesInvoices")) {
      Selection withLines = new Selection(Set.of(), Map.of(LINES_BY_SET.get(set), Selection.of()));
      reader.list(
          set,
          REFERENCE + " eq " + Literal.quoted(creation.reference()),
          withLines,
          rows -> {
            rows.stream().filter(row -> isResult(row, creation)).forEach(found::add);
            return true;
          });
    }
    return origins(found);
  }

  private boolean isResult(RemoteRecord row, Creation creation) {
    return !row.modifiedAt().isBefore(creation.since().minus(clockTolerance))
        && !creation.linked().test(row.ref())
        && sameCustomer(row.values(), creation.values())
        && lineReferences(row.values()).containsAll(lineReferences(creation.values()));
  }

  private static boolean sameCustomer(ObjectNode present, ObjectNode sent) {
    for (String field : List.of("customerId", "customerNumber")) {
      if (sent.hasNonNull(field) && !Sameness.same(sent.get(field), present.get(field), 0)) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> lineReferences(ObjectNode document) {
    Set<String> references = new TreeSet<>();
    for (String lines : LINES_BY_SET.values()) {
      for (JsonNode line : document.path(lines)) {
        String text = line.path(LINE_REFERENCE).asText("").strip();
        if (!text.isEmpty()) {
          int length = Math.min(text.length(), LINE_REFERENCE_LENGTH_MAX);
          references.add(text.substring(0, length).toUpperCase(Locale.ROOT));
        }
      }
    }
    return references;
  }

  /**
   * Invoices posted from an order that was found count with it, and several from one together. What
   * is cancelled comes last.
   */
  private static List<RemoteRecord> origins(List<RemoteRecord> found) {
    Map<String, List<RemoteRecord>> byOrder = new LinkedHashMap<>();
    found.stream()
        .sorted(Comparator.comparing(PartInvoices::isDead))
        .forEach(
            record -> byOrder.computeIfAbsent(order(record), any -> new ArrayList<>()).add(record));
    return byOrder.values().stream()
        .map(one -> isOrder(one.get(0)) ? one.get(0) : PartInvoices.together(one))
        .toList();
  }

  private static String order(RemoteRecord record) {
    String number = record.values().path(isOrder(record) ? "number" : "orderNumber").asText("");
    return number.isEmpty() ? record.ref().toString() : number;
  }

  private static boolean isOrder(RemoteRecord record) {
    return record.ref().object().equals("salesOrders");
  }
}
