package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.RemoteRecord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * The invoices posted from one order, seen as one: the order was invoiced in parts. What is
 * cancelled, or corrects what is cancelled, does not count beside others.
 */
final class PartInvoices {

  private static final String NUMBER = "number";
  private static final int NUMBER_LENGTH_MAX = 20;
  private static final String STATUS = "status";
  private static final String PAID = "Paid";
  private static final Set<String> DEAD = Set.of("Canceled", "Corrective");
  private static final List<String> TOTALS =
      List.of("totalAmountExcludingTax", "totalTaxAmount", "totalAmountIncludingTax");

  private PartInvoices() {}

  static boolean isDead(RemoteRecord invoice) {
    return DEAD.contains(invoice.values().path(STATUS).asText());
  }

  /**
   * The first of them, with the totals and lines of all. Its number says how many more there are:
   * {@code INV-1 +2}.
   *
   * @param invoices at least one, those that are dead last
   */
  static RemoteRecord together(List<RemoteRecord> invoices) {
    RemoteRecord first = invoices.get(0);
    List<RemoteRecord> living =
        invoices.stream().filter(invoice -> isDead(invoice) == isDead(first)).toList();
    if (living.size() == 1 || isDead(first)) {
      return first;
    }
    ObjectNode all = first.values().deepCopy();
    living.subList(1, living.size()).forEach(invoice -> add(all, invoice.values()));
    all.put(NUMBER, number(all.path(NUMBER).asText(), living.size() - 1));
    return new RemoteRecord(
        first.ref(), first.version(), first.modifiedAt(), first.modifiedBy(), all);
  }

  private static void add(ObjectNode all, ObjectNode invoice) {
    for (String total : TOTALS) {
      if (all.path(total).isNumber() && invoice.path(total).isNumber()) {
        BigDecimal sum = all.get(total).decimalValue().add(invoice.get(total).decimalValue());
        all.put(total, sum);
      }
    }
    if (all.path(STATUS).asText().equals(PAID)) {
      all.set(STATUS, invoice.path(STATUS));
    }
    for (String lines : DocumentProbe.LINES_BY_SET.values()) {
      if (all.get(lines) instanceof ArrayNode present) {
        JsonNode further = invoice.path(lines);
        further.forEach(present::add);
      }
    }
  }

  private static String number(String first, int more) {
    String number = first + " +" + more;
    return number.length() > NUMBER_LENGTH_MAX ? first : number;
  }
}
