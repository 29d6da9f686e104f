package io.fieldbridge.sandbox.salesforce.data;

import java.math.BigDecimal;
import java.util.Map;

/** The stage decides on closed, won and, unless the client says otherwise, the probability. */
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
    save.row().put("IsClosed", "Closed Won".equals(stage) || "Closed Lost".equals(stage));
    save.row().put("IsWon", "Closed Won".equals(stage));
    Integer probability = PROBABILITY.get(stage);
    if (save.changed("StageName") && !save.sent("Probability") && probability != null) {
      save.set("Probability", BigDecimal.valueOf(probability));
    }
    save.set(
        "ExpectedRevenue",
        save.row().has("Amount")
            ? save.number("Amount").multiply(save.number("Probability")).movePointLeft(2)
            : null);
    LineRule.checkPriceBookChange(save, "Opportunity", null);
  }
}
