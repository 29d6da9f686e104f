package io.fieldbridge.sandbox.salesforce.data;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;

/**
 * The stage decides on closed, won, forecast category and, unless the client says otherwise, the
 * probability. The amount comes from the lines, once there are some.
 */
final class OpportunityRule implements Rule {

  private static final Map<String, Integer> PROBABILITY =
      Map.of(
          "Prospecting", 10,
          "Qualification", 10,
          "Needs Analysis", 20,
          "Value Proposition", 50,
          "Id. Decision Makers", 60,
          "Perception Analysis", 70,
          "Proposal/Price Quote", 75,
          "Negotiation/Review", 90,
          "Closed Won", 100,
          "Closed Lost", 0);

  @Override
  public void before(Save save) {
    String stage = save.text("StageName");
    boolean won = "Closed Won".equals(stage);
    boolean lost = "Closed Lost".equals(stage);
    save.row().put("IsClosed", won || lost).put("IsWon", won);
    Integer probability = PROBABILITY.get(stage);
    if (save.changed("StageName") && !save.sent("Probability") && probability != null) {
      save.set("Probability", BigDecimal.valueOf(probability));
    }
    if (save.changed("StageName")) {
      save.set("ForecastCategory", won ? "Closed" : lost ? "Omitted" : "Pipeline");
      save.set("ForecastCategoryName", won ? "Closed" : lost ? "Omitted" : "Pipeline");
      save.set("LastStageChangeDate", Times.text(save.transaction().at()));
    }
    fiscal(save);
    boolean summed = !save.isNew() && save.before().path("HasOpportunityLineItem").booleanValue();
    if (summed) {
      save.copy("Amount", save.before(), "Amount");
    }
    expect(save);
    LineRule.checkPriceBookChange(save, "Opportunity", "OpportunityLineItem");
  }

  private static void fiscal(Save save) {
    LocalDate close = Times.date(save.text("CloseDate"));
    int quarter = (close.getMonthValue() + 2) / 3;
    save.set("FiscalYear", BigDecimal.valueOf(close.getYear()));
    save.set("FiscalQuarter", BigDecimal.valueOf(quarter));
    save.set("Fiscal", close.getYear() + " " + quarter);
    LocalDate before = save.isNew() ? null : Times.date(save.before().get("CloseDate").textValue());
    if (before != null && YearMonth.from(before).isBefore(YearMonth.from(close))) {
      save.set("PushCount", save.number("PushCount").add(BigDecimal.ONE));
    }
  }

  static void expect(Save save) {
    save.set(
        "ExpectedRevenue",
        save.row().has("Amount")
            ? save.number("Amount").multiply(save.number("Probability")).movePointLeft(2)
            : null);
  }

  @Override
  public void after(Save save) {
    if (save.changed("SyncedQuoteId")) {
      sync(save, save.isNew() ? null : save.before().path("SyncedQuoteId").textValue(), false);
      sync(save, save.text("SyncedQuoteId"), true);
    }
  }

  private static void sync(Save save, String quoteId, boolean syncing) {
    var quotes = save.transaction().org().schema().require("Quote");
    var stored = quoteId == null ? null : save.transaction().table(quotes).live(quoteId);
    if (stored != null) {
      save.transaction().amend(quotes, stored.deepCopy().put("IsSyncing", syncing));
    }
  }
}
