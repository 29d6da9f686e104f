package io.fieldbridge.connector;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** The exchange rates of an ERP's ledger. */
public interface ExchangeRates {

  /**
   * The rate that holds on the day, read from the ERP now; 1 for its own currency, empty where it
   * has none.
   */
  Optional<ExchangeRate> at(String currency, LocalDate day);

  /**
   * @param currency ISO code
   * @param localCurrency the ERP's own currency, ISO code
   * @param rate how many units of the local currency one unit of the currency is worth
   * @param startingDate the day from which it holds
   */
  record ExchangeRate(
      String currency, String localCurrency, BigDecimal rate, LocalDate startingDate) {}
}
