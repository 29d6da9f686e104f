package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What people do in the vendor's own client and no API call can: release documents, book payments,
 * enter exchange rates.
 */
final class Backoffice {

  private static final List<String> STATES = List.of("Open", "In_x0020_Review", "Draft");

  private final Environment environment;

  Backoffice(Environment environment) {
    this.environment = environment;
  }

  /**
   * Answers {@code POST /sandbox/release} with {@code object}, {@code number} and {@code status},
   * {@code POST /sandbox/payments} with {@code invoice} and {@code amount}, {@code POST
   * /sandbox/setup} with {@code object}, {@code number} and {@code fields} that the API does not
   * show, {@code POST /sandbox/serials} with {@code order}, {@code sequence} and {@code serials},
   * {@code POST /sandbox/rates} with the fields of a currency exchange rate, and {@code POST
   * /sandbox/prices} with {@code item}, {@code unitPrice} and what else a price list line says;
   * empty for any other path. All take a {@code company}.
   *
   * @throws IllegalArgumentException with a sentence for people, where the body is wrong
   */
  Optional<SandboxResponse> answer(SandboxRequest request) {
    return switch (request.method() + " " + request.path()) {
      case "POST /sandbox/release" -> Optional.of(done(request, this::release));
      case "POST /sandbox/setup" -> Optional.of(done(request, HiddenFields::set));
      case "POST /sandbox/serials" -> Optional.of(done(request, this::assignSerials));
      case "POST /sandbox/prices" -> Optional.of(done(request, PriceEntry::enter));
      case "POST /sandbox/payments" -> Optional.of(done(request, this::pay));
      case "POST /sandbox/rates" -> Optional.of(done(request, Backoffice::enterRate));
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
            Company company = company(wanted.path("company").asText(Demo.COMPANY));
            Transaction transaction = new Transaction(environment, company, environment.now());
            deed.on(transaction, wanted);
            transaction.commit();
            return null;
          });
      return SandboxResponse.empty(204);
    } catch (VendorException refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalArgumentException("the body is no JSON", unreadable);
    }
  }

  private Company company(String name) {
    return environment
        .company(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no company '" + name + "'"));
  }

  private void assignSerials(Transaction transaction, JsonNode wanted) {
    Row order = found(transaction, "salesOrders", wanted.path("order").asText());
    Row line =
        transaction.company().where("salesOrderLines", order.id()).stream()
            .filter(row -> row.get("sequence").equals(wanted.path("sequence").asLong()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("the order has no such 'sequence'"));
    EntityType type = transaction.environment().schema().type("itemTrackingLines");
    for (JsonNode serial : wanted.path("serials")) {
      ObjectNode body =
          Json.object()
              .put("documentLineId", line.id().toString())
              .put("serialNumber", serial.asText());
      EntityWriter.create(transaction, type, body, null);
    }
  }

  private static void enterRate(Transaction transaction, JsonNode wanted) {
    String currency = wanted.path("currencyCode").asText();
    LocalDate from = date(wanted, "startingDate");
    found(transaction, "currencies", currency);
    SeedRow.of(transaction, "currencyExchangeRates", currency + from)
        .put("currencyCode", currency)
        .put("startingDate", from)
        .put("exchangeRateAmount", positive(wanted, "exchangeRateAmount"))
        .put("relationalExchangeRateAmount", positive(wanted, "relationalExchangeRateAmount"))
        .write();
  }

  private static LocalDate date(JsonNode wanted, String member) {
    try {
      return LocalDate.parse(wanted.path(member).asText());
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          "'" + member + "' must be a date such as 2026-11-01", wrong);
    }
  }

  private static BigDecimal positive(JsonNode wanted, String member) {
    BigDecimal value = wanted.path(member).decimalValue();
    if (value.signum() <= 0) {
      throw new IllegalArgumentException("'" + member + "' must be above 0");
    }
    return value;
  }

  private void release(Transaction transaction, JsonNode wanted) {
    String set = wanted.path("object").asText();
    if (!set.equals("salesOrders") && !set.equals("salesInvoices")) {
      throw new IllegalArgumentException("'object' must be salesOrders or salesInvoices");
    }
    String status = wanted.path("status").asText("Open");
    if (!STATES.contains(status)) {
      throw new IllegalArgumentException("'status' must be one of " + STATES);
    }
    Row document = found(transaction, set, wanted.path("number").asText());
    transaction.write(Draft.of(set, document).put("status", status));
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
