package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.ExchangeRates;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Reads the exchange rate that holds in the ERP when a document is created; it is kept with the
 * document and never computed again (P18).
 */
final class RateStep implements Step {

  private final Connector erp;
  private final InstantSource clock;

  RateStep(Connector erp, InstantSource clock) {
    this.erp = erp;
    this.clock = clock;
  }

  @Override
  public void run(Delivery delivery) {
    String currency = value(delivery, "currency");
    LocalDate day = day(delivery);
    ExchangeRates rates = erp.exchangeRates().orElseThrow(() -> noLedger(erp.system()));
    ExchangeRates.ExchangeRate rate =
        rates.at(currency, day).orElseThrow(() -> noRate(currency, day));
    ObjectNode kept = delivery.context().putObject("exchangeRate");
    kept.put("currency", rate.currency());
    kept.put("localCurrency", rate.localCurrency());
    kept.put("rate", rate.rate());
    kept.put("startingDate", rate.startingDate().toString());
  }

  /** The document's own day, or today where it has none. */
  private LocalDate day(Delivery delivery) {
    JsonNode day = delivery.sourceValues().fields().get("orderDate");
    return day == null || day.isNull()
        ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
        : LocalDate.parse(day.textValue());
  }

  private static String value(Delivery delivery, String field) {
    JsonNode value = delivery.sourceValues().fields().get(field);
    if (value == null || !value.isTextual()) {
      throw new RecordRejectedException(
          new Reason(
              "no-currency",
              field,
              delivery.message().record() + " names no " + field + ", so no rate can be read.",
              "Set the currency of the record; the contract's field '" + field + "' carries it."));
    }
    return value.textValue();
  }

  private static ContractException noLedger(String system) {
    return new ContractException(
        Reason.of(
            "no-exchange-rates",
            "The system " + system + " keeps no exchange rates.",
            "Take sync:rate out of the route, or give the role erp to a system with a ledger."));
  }

  private static RecordRejectedException noRate(String currency, LocalDate day) {
    return new RecordRejectedException(
        new Reason(
            "no-exchange-rate",
            "currency",
            "The ERP has no exchange rate for " + currency + " on " + day + ".",
            "Enter the rate in the ERP, then retry this message."));
  }
}
