package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What people do in the vendor's own client and no API call can: release documents, book payments.
 */
final class Backoffice {

  private final Environment environment;

  Backoffice(Environment environment) {
    this.environment = environment;
  }

  /**
   * Answers {@code POST /sandbox/release} with {@code object} and {@code number}, and {@code POST
   * /sandbox/payments} with {@code invoice} and {@code amount}; empty for any other path.
   *
   * @throws IllegalArgumentException with a sentence for people, where the body is wrong
   */
  Optional<SandboxResponse> answer(SandboxRequest request) {
    return switch (request.method() + " " + request.path()) {
      case "POST /sandbox/release" -> Optional.of(done(request, this::release));
      case "POST /sandbox/payments" -> Optional.of(done(request, this::pay));
      default -> Optional.empty();
    };
  }

  private interface Deed {
    void on(Transaction transaction, JsonNode wanted);
  }

  private SandboxResponse done(SandboxRequest request, Deed deed) {
    try {
      JsonNode wanted = Json.MAPPER.readTree(request.text());
      environment.writing(
          () -> {
            Company company = environment.company(Demo.COMPANY).orElseThrow();
            Transaction transaction = new Transaction(environment, company, environment.now());
            deed.on(transaction, wanted);
            transaction.commit();
            return null;
          });
      return SandboxResponse.empty(204);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalArgumentException("the body is no JSON", unreadable);
    }
  }

  private void release(Transaction transaction, JsonNode wanted) {
    String set = wanted.path("object").asText();
    if (!set.equals("salesOrders") && !set.equals("salesInvoices")) {
      throw new IllegalArgumentException("'object' must be salesOrders or salesInvoices");
    }
    Row document = found(transaction, set, wanted.path("number").asText());
    transaction.write(Draft.of(set, document).put("status", "Open"));
  }

  private void pay(Transaction transaction, JsonNode wanted) {
    Row invoice = found(transaction, "salesInvoices", wanted.path("invoice").asText());
    BigDecimal open = PartyLedger.remaining(transaction.company(), invoice);
    BigDecimal amount = wanted.path("amount").decimalValue();
    if (!invoice.flag("$posted") || amount.signum() <= 0 || amount.compareTo(open) > 0) {
      throw new IllegalArgumentException(
          "'amount' must be above 0 and at most the open amount of a posted invoice: " + open);
    }
    Row customer =
        transaction.company().find("customers", invoice.guid("billToCustomerId")).orElseThrow();
    Draft payment =
        Draft.hidden("$payments", transaction.newId("$payments"))
            .put("number", NumberSeries.PAYMENTS.next(transaction))
            .put("postingDate", transaction.company().today())
            .put("currencyCode", invoice.text("currencyCode"));
    Row entry =
        PartyLedger.enter(
            transaction,
            new PartyLedger.Entry(
                Trade.SALE, customer, "Payment", amount.negate(), invoice.decimal("$factor")),
            payment);
    BigDecimal local = entry.decimal("amountLocalCurrency");
    GeneralLedger ledger = new GeneralLedger(transaction, payment, "Payment");
    ledger.post(PostingSetup.partyAccount(Trade.SALE), local);
    ledger.post("1200", local.negate());
    PartyLedger.of(transaction.company(), Trade.SALE, invoice)
        .ifPresent(invoiced -> PartyLedger.apply(transaction, Trade.SALE, entry, invoiced));
  }

  private static Row found(Transaction transaction, String set, String number) {
    return transaction
        .company()
        .byKey(set, number)
        .orElseThrow(() -> new IllegalArgumentException("there is no " + set + " " + number));
  }
}
