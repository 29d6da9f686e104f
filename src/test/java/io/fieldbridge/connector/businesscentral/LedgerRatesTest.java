package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.connector.ExchangeRates;
import io.fieldbridge.connector.businesscentral.ScriptedServer.Reply;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rate is the ledger's own (G17). */
class LedgerRatesTest extends ScriptedTest {

  private static final LocalDate DAY = LocalDate.of(2026, 8, 3);

  @BeforeEach
  void setUp() {
    server.on(
        "GET",
        "generalLedgerSetup",
        r -> Reply.json(200, "{'value':[{'localCurrencyCode':'EUR'}]}"));
    server.on(
        "GET",
        "currencyExchangeRates",
        r ->
            Reply.json(
                200,
                r.query().contains("'USD'")
                    ? "{'value':["
                        + rate("2026-01-01", "100", "90")
                        + ","
                        + rate("2026-08-01", "3", "2")
                        + ","
                        + rate("2026-09-01", "1", "9")
                        + "]}"
                    : "{'value':[]}"));
  }

  @Test
  void the_latest_rate_that_holds_on_the_day_counts() {
    ExchangeRates.ExchangeRate rate = rates().at("usd", DAY).orElseThrow();
    assertThat(rate.rate()).isEqualTo(new BigDecimal("0.666666667"));
    assertThat(rate.currency()).isEqualTo("USD");
    assertThat(rate.localCurrency()).isEqualTo("EUR");
    assertThat(rate.startingDate()).isEqualTo(LocalDate.of(2026, 8, 1));
    assertThat(server.lines().get(1)).contains("startingDate le 2026-08-03");
  }

  @Test
  void the_own_currency_is_worth_one_and_an_unknown_one_nothing() {
    assertThat(rates().at("EUR", DAY).orElseThrow().rate()).isEqualByComparingTo("1");
    assertThat(rates().at("CHF", DAY)).isEmpty();
  }

  private ExchangeRates rates() {
    return connector.exchangeRates().orElseThrow();
  }

  private static String rate(String from, String units, String related) {
    return "{'currencyCode':'USD','relationalCurrencyCode':'','startingDate':'"
        + from
        + "','exchangeRateAmount':"
        + units
        + ",'relationalExchangeRateAmount':"
        + related
        + "}";
  }
}
