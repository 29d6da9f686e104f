package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.connector.ExchangeRates;
import io.fieldbridge.connector.businesscentral.ScriptedServer.Reply;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.math.BigDecimal;
import java.time.Instant;
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

  @Test
  void the_rate_of_a_document_is_that_of_its_posting_date() {
    RemoteRecord order = order("'currencyCode':'USD','orderDate':'2026-09-30','postingDate':'%s'");
    ExchangeRates.ExchangeRate rate = rates().of(order).orElseThrow();
    assertThat(rate.rate()).isEqualTo(new BigDecimal("0.666666667"));
    assertThat(rate.day()).isEqualTo(DAY);
    assertThat(rates().of(order("'currencyCode':'USD','postingDate':'0001-01-01'"))).isEmpty();
  }

  @Test
  void what_the_record_at_hand_does_not_show_of_a_document_is_read() {
    server.on(
        "GET",
        "salesOrders\\(" + ID + "\\)",
        r ->
            Reply.json(
                200, customerRow(ID, "e", "'currencyCode':'USD','postingDate':'2026-08-03'")));
    assertThat(rates().of(order("'number':'S-1'")).orElseThrow().day()).isEqualTo(DAY);
  }

  @Test
  void a_rate_holds_until_the_document_has_another_currency_or_posting_date() {
    ExchangeRates.ExchangeRate rate = rates().at("USD", DAY).orElseThrow();
    assertThat(rates().holds(rate, order("'number':'S-1'"))).isTrue();
    assertThat(rates().holds(rate, order("'currencyCode':'USD','postingDate':'%s'"))).isTrue();
    assertThat(rates().holds(rate, order("'currencyCode':'EUR'"))).isFalse();
    assertThat(rates().holds(rate, order("'postingDate':'2026-08-04'"))).isFalse();
    ExchangeRates.ExchangeRate own = rates().at("", DAY).orElseThrow();
    assertThat(rates().holds(own, order("'currencyCode':''"))).isTrue();
  }

  private static RemoteRecord order(String values) {
    return new RemoteRecord(
        new RecordRef("business-central", "salesOrders", ID),
        "e",
        Instant.EPOCH,
        "",
        json("{" + values.formatted(DAY) + "}"));
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
