package io.fieldbridge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Steps 3 to 5: completed work orders become orders and invoices, each once. */
final class BillingScene {

  private static final String REJECTED = "Rejected by ERP";
  private static final Job REPAIR =
      new Job("Cold room does not cool", Map.of("P-1001", 2, "P-1005", 1), 90);
  private static final Job SECOND_VISIT = new Job("Door seal leaks", Map.of("P-1001", 1), 45);
  private static final Job THIRD_VISIT = new Job("Control board again", Map.of("P-1005", 3), 60);

  private final Cast cast;
  private final InvoiceAudit audit;
  private final List<String> workOrders = new ArrayList<>();

  BillingScene(Cast cast) {
    this.cast = cast;
    this.audit = new InvoiceAudit(cast.finance(), cast.narrator());
  }

  AgreedQuote agreePrices(LinkedAccount linked) {
    Map<String, BigDecimal> prices = new LinkedHashMap<>();
    prices.put("P-1001", new BigDecimal("12.49"));
    prices.put("P-1005", new BigDecimal("54.90"));
    prices.put(Job.LABOUR, new BigDecimal("82.35"));
    AgreedQuote quote = cast.salesperson().agree(linked.accountId(), prices);
    cast.narrator().did("sales agrees prices in quote " + quote.number() + ": " + prices);
    return quote;
  }

  void completedWorkOrder(LinkedAccount linked, AgreedQuote quote) {
    Books before = books(linked);
    String id = complete(linked, REPAIR, quote);
    JsonNode workOrder = awaitInvoice(id);
    audit.once(linked, before, workOrder, REPAIR.expectedLines(quote));
  }

  void blockedCustomer(LinkedAccount linked, AgreedQuote quote) {
    Books before = books(linked);
    block(linked, "All");
    cast.narrator()
        .did("finance blocks customer " + linked.customerNumber() + " for all documents");
    String id = complete(linked, SECOND_VISIT, quote);
    ParkedMessage parked = awaitRejection(id);
    audit.nothing(linked, before);
    block(linked, Finance.NOT_BLOCKED);
    cast.narrator().did("finance lifts the block");
    cast.operator().retry(parked.id());
    cast.narrator().did("the operator runs ./fieldbridge retry " + parked.id());
    JsonNode workOrder = awaitInvoice(id);
    audit.once(linked, before, workOrder, SECOND_VISIT.expectedLines(quote));
    cast.watch()
        .until(
            "message " + parked.id() + " gone from the parked ones",
            () -> cast.operator().parked(),
            all -> all.stream().noneMatch(one -> one.id().equals(parked.id())));
  }

  void lostReply(LinkedAccount linked, AgreedQuote quote, ReplySwitch faults) {
    Books before = books(linked);
    faults.loseNextOrderReply();
    cast.narrator().did("the sandbox will commit the next order and lose its reply");
    String id = complete(linked, THIRD_VISIT, quote);
    JsonNode workOrder = awaitInvoice(id);
    Check.that(faults.replyWasLost(), "the fault is still armed: no order creation lost its reply");
    cast.narrator().found("the reply was lost, the fault is used up");
    audit.once(linked, before, workOrder, THIRD_VISIT.expectedLines(quote));
  }

  /** Nothing of the story waits for a person. */
  void nothingParked(LinkedAccount linked) {
    cast.narrator().asked("the daemon for its parked messages");
    List<ParkedMessage> left =
        cast.operator().parked().stream()
            .filter(one -> ours(linked).anyMatch(one.recordId()::contains))
            .toList();
    Check.equal("parked messages of the story's records", List.of(), left);
    cast.narrator().found("none of the account, the customer or a work order of the story");
  }

  private Stream<String> ours(LinkedAccount linked) {
    return Stream.concat(Stream.of(linked.accountId(), linked.customerId()), workOrders.stream());
  }

  private Books books(LinkedAccount linked) {
    return Books.of(cast.finance(), linked.customerNumber());
  }

  private void block(LinkedAccount linked, String blocked) {
    cast.finance().changeCustomer(linked.customerId(), Map.of("blocked", blocked));
  }

  private String complete(LinkedAccount linked, Job job, AgreedQuote quote) {
    String id = cast.technician().complete(linked.accountId(), job, quote);
    workOrders.add(id);
    String number = cast.technician().workOrder(id).path("WorkOrderNumber").asText();
    cast.narrator()
        .did(
            "the technician completes work order "
                + number
                + " ("
                + id
                + "): parts "
                + job.parts()
                + ", "
                + job.minutes()
                + " minutes of labour");
    return id;
  }

  private JsonNode awaitInvoice(String id) {
    cast.narrator().asked("Salesforce for work order " + id + ", until the invoice is on it");
    JsonNode workOrder =
        cast.watch()
            .until(
                "an invoice number and status " + AccountScene.ACCEPTED + " on work order " + id,
                () -> cast.technician().workOrder(id),
                seen ->
                    seen.hasNonNull("ERP_Invoice_Number__c")
                        && status(seen).equals(AccountScene.ACCEPTED));
    cast.narrator()
        .found(
            String.format(
                Locale.ROOT,
                "order %s, invoice %s, %s",
                workOrder.path("ERP_Order_Number__c").asText(),
                workOrder.path("ERP_Invoice_Number__c").asText(),
                status(workOrder)));
    return workOrder;
  }

  private ParkedMessage awaitRejection(String id) {
    cast.narrator().asked("Salesforce for work order " + id + ", until the refusal is on it");
    JsonNode workOrder =
        cast.watch()
            .until(
                "status " + REJECTED + " on work order " + id,
                () -> cast.technician().workOrder(id),
                seen -> status(seen).equals(REJECTED));
    String reason = workOrder.path("ERP_Sync_Reason__c").asText();
    cast.narrator().found(REJECTED + ": " + reason);
    Check.that(
        reason.toLowerCase(Locale.ROOT).contains("blocked"),
        "the reason on the work order does not say that the customer is blocked: " + reason);
    cast.narrator().asked("the daemon for its parked messages");
    List<ParkedMessage> parked =
        cast.watch()
            .until(
                "a parked message of work order " + id,
                () -> messagesOf(id),
                found -> !found.isEmpty());
    Check.equal("parked messages of work order " + id, 1, parked.size());
    ParkedMessage message = parked.get(0);
    cast.narrator()
        .found(
            message.id() + "  " + message.flow() + "  " + message.reason() + "  " + message.text());
    return message;
  }

  private List<ParkedMessage> messagesOf(String id) {
    return cast.operator().parked().stream().filter(one -> one.recordId().contains(id)).toList();
  }

  private static String status(JsonNode workOrder) {
    return workOrder.path("ERP_Sync_Status__c").asText();
  }
}
