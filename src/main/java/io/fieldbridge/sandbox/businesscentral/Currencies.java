package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/** The local currency and the rates of the others. */
final class Currencies {

  /** The code of the local currency, which is shown though it is stored as blank. */
  static final String LOCAL = "EUR";

  static final int LOCAL_DECIMALS = 2;

  private Currencies() {}

  /** Units of a currency for one local unit on a day; 1 for the local one, 0 without a rate. */
  static BigDecimal factor(Company company, String code, LocalDate day) {
    if (code.isEmpty() || code.equals(LOCAL)) {
      return BigDecimal.ONE;
    }
    return rate(company, code, day)
        .map(
            row ->
                row.decimal("exchangeRateAmount")
                    .divide(row.decimal("relationalExchangeRateAmount"), MathContext.DECIMAL64))
        .orElse(BigDecimal.ZERO);
  }

  /** How many decimals amounts in a currency have. */
  static int decimals(Company company, String code) {
    String places =
        company
            .byKey("currencies", code)
            .map(currency -> currency.text("amountDecimalPlaces"))
            .orElse("");
    return places.matches("\\d:\\d") ? places.charAt(2) - '0' : LOCAL_DECIMALS;
  }

  static BigDecimal toLocal(BigDecimal amount, BigDecimal factor) {
    return amount.divide(factor, 2, RoundingMode.HALF_UP);
  }

  private static Optional<Row> rate(Company company, String code, LocalDate day) {
    return company.where("currencyExchangeRates", code).stream()
        .filter(row -> !row.date("startingDate").isAfter(day))
        .max(Comparator.comparing(row -> row.date("startingDate")));
  }
}
