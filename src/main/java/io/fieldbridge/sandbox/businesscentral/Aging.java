package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Open amounts of a party by how long they are overdue, in periods of 30 days. */
final class Aging {

  private static final int PERIOD_DAYS = 30;
  private static final int PERIODS = 3;

  private Aging() {}

  static Optional<Map<String, Object>> of(Company company, Trade trade, Row party) {
    LocalDate today = company.today();
    Map<String, Object> values = new HashMap<>();
    values.put(trade.partyId(), party.id());
    values.put(trade.partyNumber(), party.text("number"));
    values.put("name", party.text("displayName"));
    values.put("currencyCode", Currencies.LOCAL);
    values.put("balanceDue", open(company, trade, party, LocalDate.MIN, LocalDate.MAX));
    values.put("currentAmount", open(company, trade, party, today, LocalDate.MAX));
    for (int period = 1; period <= PERIODS; period++) {
      LocalDate until = today.minusDays((long) PERIOD_DAYS * (period - 1));
      LocalDate from =
          period == PERIODS ? LocalDate.MIN : today.minusDays((long) PERIOD_DAYS * period);
      int first = PERIOD_DAYS * (period - 1) + 1;
      values.put(
          "period" + period + "Label",
          period == PERIODS
              ? "Over " + (first - 1) + " Days"
              : first + " - " + PERIOD_DAYS * period);
      values.put("period" + period + "Amount", open(company, trade, party, from, until));
    }
    values.put("agedAsOfDate", today);
    values.put("periodLengthFilter", PERIOD_DAYS + "D");
    return Optional.of(values);
  }

  /** What is open and due from one day on, before another. */
  private static BigDecimal open(
      Company company, Trade trade, Row party, LocalDate from, LocalDate before) {
    BigDecimal sum =
        PartyLedger.sum(
            company,
            trade,
            party.id(),
            "remainingAmountLocalCurrency",
            entry ->
                !entry.date("dueDate").isBefore(from) && entry.date("dueDate").isBefore(before));
    return trade == Trade.SALE ? sum : sum.negate();
  }
}
