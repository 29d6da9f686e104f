package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.ExchangeRates;
import io.fieldbridge.connector.ExchangeRates.ExchangeRate;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.effect.Effects;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.RemoteRecord;
import java.time.LocalDate;
import java.util.Optional;

/**
 * {@code sync:rate}: reads the rate at which the ERP takes a document that was just created into
 * its ledger. It is kept with the creation and never read again while the document keeps its
 * currency and its day (P18). A document without a rate is the ERP's own affair: none is told.
 */
final class RateStep implements Step {

  static final String NAME = "exchangeRate";

  private static final String CURRENCY = "currency";
  private static final String LOCAL_CURRENCY = "localCurrency";
  private static final String RATE = "rate";
  private static final String STARTING_DATE = "startingDate";
  private static final String DAY = "day";

  private final Engine engine;
  private final Connector erp;

  RateStep(Engine engine, Connector erp) {
    this.engine = engine;
    this.erp = erp;
  }

  @Override
  public void run(Delivery delivery) {
    RemoteRecord document = delivery.posted().orElseGet(delivery::written);
    ExchangeRates rates = erp.exchangeRates().orElseThrow(() -> noLedger(erp.system()));
    if (kept(delivery.context()).filter(rate -> rates.holds(rate, document)).isEmpty()) {
      delivery.context().remove(NAME);
      rates.of(document).ifPresent(rate -> keep(delivery, rate));
    }
  }

  private void keep(Delivery delivery, ExchangeRate rate) {
    ObjectNode context = delivery.context();
    context.set(NAME, json(rate));
    Effects effects = engine.state().effects();
    EffectKey creation =
        new EffectKey(delivery.contract().flow(), delivery.message().record(), CreateOnce.PURPOSE);
    delivery.remember(
        () ->
            effects
                .latest(creation)
                .filter(effect -> effect.state() == Effect.State.CONFIRMED)
                .ifPresent(effect -> effects.keep(effect, context)));
  }

  private static ObjectNode json(ExchangeRate rate) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(CURRENCY, rate.currency())
        .put(LOCAL_CURRENCY, rate.localCurrency())
        .put(RATE, rate.rate())
        .put(STARTING_DATE, rate.startingDate().toString())
        .put(DAY, rate.day().toString());
  }

  /** One of an earlier version, which does not say its day, is read anew. */
  private static Optional<ExchangeRate> kept(ObjectNode context) {
    JsonNode kept = context.path(NAME);
    if (!kept.has(DAY)) {
      return Optional.empty();
    }
    return Optional.of(
        new ExchangeRate(
            kept.path(CURRENCY).asText(),
            kept.path(LOCAL_CURRENCY).asText(),
            kept.path(RATE).decimalValue(),
            LocalDate.parse(kept.path(STARTING_DATE).asText()),
            LocalDate.parse(kept.path(DAY).asText())));
  }

  private static ContractException noLedger(String system) {
    return new ContractException(
        Reason.of(
            "no-exchange-rates",
            "The system " + system + " keeps no exchange rates.",
            "Take sync:rate out of the route, or give the role erp to a system with a ledger."));
  }
}
