package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.prove.Difference.Kind;
import io.fieldbridge.prove.Ledger.Job;
import io.fieldbridge.prove.Ledger.Stage;
import io.fieldbridge.prove.Ledger.Used;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Work orders and what became of them in the ERP: once, to the cent, and told truly. */
final class JobCheck {

  private static final String ACCEPTED = "Accepted by ERP";
  private static final Set<String> TELLING = Set.of("Rejected by ERP", "Retry Required");

  private final Ground ground;
  private final Ledger ledger;
  private final boolean posts;
  private final int documentsBefore;
  private final Map<String, List<JsonNode>> ordersBefore;

  /** Remembers how many documents were there before. */
  JobCheck(Ground ground, Ledger ledger, boolean posts) {
    this.ground = ground;
    this.ledger = ledger;
    this.posts = posts;
    this.documentsBefore = documents();
    this.ordersBefore = Checker.by(ground.salesforce().records("WorkOrder"), "WorkOrderNumber");
  }

  void check(Checker checker) {
    Map<String, List<JsonNode>> orders = Checker.by(ground.salesforce().records("WorkOrder"), "Id");
    Map<String, List<Document>> documents = bearing();
    int expected = earlier(checker, documents);
    for (Job job : ledger.jobs) {
      List<JsonNode> order = orders.getOrDefault(job.id, List.of());
      String number = job.number;
      List<Document> own = documents.getOrDefault(number, List.of());
      expected += own.size();
      if (job.deleted) {
        deleted(checker, job, own);
      } else if (order.size() != 1) {
        checker.differs(Kind.LOST, job.id, job + " is not there any more");
      } else if (own.size() != 1) {
        checker.differs(
            own.isEmpty() ? Kind.LOST : Kind.DOUBLED,
            job.id,
            job + ": " + own.size() + " documents instead of 1");
      } else {
        one(checker, job, order.get(0), own.get(0));
      }
    }
    if (documents() - documentsBefore != expected) {
      checker.differs(
          Kind.DOUBLED,
          "",
          (documents() - documentsBefore) + " documents were made, " + expected + " are accounted");
    }
  }

  /** Work orders of the first day may be told again after a gap of events: one document each. */
  private int earlier(Checker checker, Map<String, List<Document>> documents) {
    int found = 0;
    for (Map.Entry<String, List<JsonNode>> order : ordersBefore.entrySet()) {
      int own = documents.getOrDefault(order.getKey(), List.of()).size();
      found += own;
      checker.mayBeHeld(order.getValue().get(0).path("Id").asText());
      if (own > 1) {
        checker.differs(Kind.DOUBLED, "", own + " documents for work order " + order.getKey());
      }
    }
    return found;
  }

  /** A document may be left; then a person is told. */
  private static void deleted(Checker checker, Job job, List<Document> own) {
    if (own.size() > 1) {
      checker.differs(Kind.DOUBLED, job.id, job + ": " + own.size() + " documents");
    }
    if (!own.isEmpty() && !checker.isHeld(job.id)) {
      checker.differs(
          Kind.LOST, job.id, job + " is deleted, its document is left, and nobody is told");
    }
    checker.mayBeHeld(job.id);
  }

  /** Only an invoice may lack what was booked last; an order is amended. */
  private void one(Checker checker, Job job, JsonNode order, Document document) {
    Stage last = job.stages.get(job.stages.size() - 1);
    Optional<Stage> earlier =
        job.stages.stream()
            .filter(said -> posts && document.posted() && says(document, said))
            .findFirst();
    boolean whole = says(document, last);
    boolean held = checker.isHeld(job.id);
    if (!whole && (earlier.isEmpty() || !held)) {
      checker.differs(
          Kind.LOST,
          job.id,
          "%s: %s for %s instead of %s for %s"
              .formatted(job, lines(document), document.customer(), last.lines(), last.company()));
    }
    if (job.reopened || earlier.isPresent() && !whole) {
      checker.mayBeHeld(job.id);
    }
    String status = order.path("ERP_Sync_Status__c").asText();
    boolean accepted = status.equals(ACCEPTED);
    if (held ? !TELLING.contains(status) && !(accepted && whole) : !accepted) {
      checker.differs(
          Kind.STATUS, job.id, job + ": says '" + status + "', a message is held: " + held);
    }
    JsonNode record = document.record();
    String number = document.posted() ? "orderNumber" : "number";
    checker.same(job.id, "order", record.path(number).asText(), order.path("ERP_Order_Number__c"));
    if (document.posted()) {
      checker.same(
          job.id, "invoice", record.path("number").asText(), order.path("ERP_Invoice_Number__c"));
    }
    amounts(checker, job, whole ? last : earlier.orElse(last), order, record);
  }

  private static boolean says(Document document, Stage stage) {
    return lines(document).equals(stage.lines()) && document.customer().equals(stage.company());
  }

  private static void amounts(
      Checker checker, Job job, Stage said, JsonNode order, JsonNode record) {
    checker.same(
        job.id, "total", said.total().toPlainString(), record.path("totalAmountExcludingTax"));
    Map<String, String> told =
        Map.of(
            "totalAmountExcludingTax", "ERP_Total_Excl_Tax__c",
            "totalTaxAmount", "ERP_Tax_Amount__c",
            "totalAmountIncludingTax", "ERP_Total_Amount__c");
    told.forEach(
        (there, here) -> checker.same(job.id, here, record.path(there).asText(), order.path(here)));
  }

  private static List<String> lines(Document document) {
    String member = document.posted() ? "salesInvoiceLines" : "salesOrderLines";
    List<String> lines = new ArrayList<>();
    for (JsonNode line : document.record().path(member)) {
      if (!line.path("lineType").asText().equals("Comment")) {
        lines.add(
            new Used(
                    line.path("lineObjectNumber").asText(),
                    line.path("quantity").decimalValue(),
                    line.path("unitPrice").decimalValue(),
                    line.path("discountPercent").decimalValue())
                .toString());
      }
    }
    Collections.sort(lines);
    return lines;
  }

  private record Document(boolean posted, JsonNode record) {
    String customer() {
      return record.path("customerName").asText();
    }
  }

  /** Every document that bears a work order's number, by that number. */
  private Map<String, List<Document>> bearing() {
    Map<String, List<Document>> found = new HashMap<>();
    BusinessCentral erp = new BusinessCentral(ground.ports());
    for (boolean posted : new boolean[] {true, false}) {
      String set = posted ? "salesInvoices" : "salesOrders";
      String lines = posted ? "salesInvoiceLines" : "salesOrderLines";
      for (JsonNode record : erp.find(set, "externalDocumentNumber ne ''", lines)) {
        String number = record.path("externalDocumentNumber").asText().replaceFirst("-[^-]*$", "");
        found.computeIfAbsent(number, key -> new ArrayList<>()).add(new Document(posted, record));
      }
    }
    return found;
  }

  private int documents() {
    return ground.businessCentral().records("salesOrders").size()
        + ground.businessCentral().records("salesInvoices").size();
  }
}
