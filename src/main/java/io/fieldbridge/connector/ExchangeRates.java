package io.fieldbridge.connector;

import io.fieldbridge.model.RemoteRecord;
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
   * The rate at which the ERP takes the document into its ledger, read from the ERP now: that of
   * the document's currency on the day by which the ERP reckons. Empty where it has none for that
   * day, where the document has no such day yet, and where the document is gone.
   */
  Optional<ExchangeRate> of(RemoteRecord document);

  /**
   * Whether a rate that was read for the document before is still its rate: currency and day are
   * the same, as far as the record at hand shows them.
   */
  boolean holds(ExchangeRate rate, RemoteRecord document);

  /**
   * @param currency ISO code
   * @param localCurrency the ERP's own currency, ISO code
   * @param rate how many units of the local currency one unit of the currency is worth
   * @param startingDate the day from which it holds
   * @param day the day for which it was asked
   */
  record ExchangeRate(
      String currency,
      String localCurrency,
      BigDecimal rate,
      LocalDate startingDate,
      LocalDate day) {}
}
