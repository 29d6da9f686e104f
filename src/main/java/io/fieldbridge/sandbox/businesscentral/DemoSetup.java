package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/** The lines of {@code setup.csv}: set, code, and further values whose meaning the set tells. */
final class DemoSetup {

  private static final String INCOME_FROM = "8000";

  private DemoSetup() {}

  static void write(Transaction transaction, Map<String, String> line) {
    SeedRow seed = SeedRow.of(transaction, line.get("set"), line.get("code") + line.get("from"));
    switch (line.get("set")) {
      case "currencyExchangeRates" -> rate(seed, line);
      case "$resources" -> resource(seed, line);
      case "accounts" -> account(seed, line);
      case "dimensionValues" ->
          code(seed, line).reference("dimensions", "dimensionId", line.get("extra"));
      case "priceListLines" -> price(seed, line);
      case "vendors" -> vendor(seed, line);
      case "employees" -> numbered(seed, line).put("status", "Active");
      case "projects" -> numbered(seed, line);
      case "journals", "customerPaymentJournals", "vendorPaymentJournals" ->
          code(seed, line)
              .put("templateDisplayName", line.get("extra"))
              .reference("accounts", "balancingAccountId", "1200")
              .put("balancingAccountNumber", "1200");
      default -> code(seed, line);
    }
    seed.write();
  }

  private static void rate(SeedRow seed, Map<String, String> line) {
    seed.put("currencyCode", line.get("code"))
        .put("startingDate", LocalDate.parse(line.get("from")))
        .put("exchangeRateAmount", new BigDecimal(line.get("amount")))
        .put("relationalExchangeRateAmount", new BigDecimal(line.get("extra")));
  }

  private static void resource(SeedRow seed, Map<String, String> line) {
    seed.put("$key", line.get("code"))
        .put("number", line.get("code"))
        .put("name", line.get("name"))
        .put("unit", line.get("extra"))
        .put("unitPrice", new BigDecimal(line.get("amount")));
  }

  private static void account(SeedRow seed, Map<String, String> line) {
    boolean income = line.get("code").compareTo(INCOME_FROM) > 0;
    numbered(seed, line)
        .put("category", income ? "Income" : "Assets")
        .put("directPosting", income || line.get("code").equals("1200"));
  }

  private static SeedRow numbered(SeedRow seed, Map<String, String> line) {
    return seed.put("number", line.get("code")).put("displayName", line.get("name"));
  }

  private static SeedRow code(SeedRow seed, Map<String, String> line) {
    String set = line.get("set");
    boolean posting = set.endsWith("PostingGroups");
    seed.put("code", line.get("code"))
        .put(posting ? "description" : "displayName", line.get("name"));
    switch (set) {
      case "paymentTerms" -> seed.put("dueDateCalculation", line.get("extra"));
      case "unitsOfMeasure" -> seed.put("internationalStandardCode", line.get("extra"));
      case "taxGroups", "taxAreas" -> seed.put("taxType", "VAT");
      case "locations" -> seed.put("city", line.get("extra")).put("country", "DE");
      case "currencies" ->
          seed.put("symbol", line.get("extra"))
              .put("amountDecimalPlaces", "2:2")
              .put("amountRoundingPrecision", new BigDecimal(line.get("amount")));
      default -> {
        // code and description are all there is
      }
    }
    return seed.put("$requiresWarehouseDocuments", line.get("code").equals("WHSE"));
  }

  private static void vendor(SeedRow seed, Map<String, String> line) {
    numbered(seed, line)
        .put("addressLine1", line.get("extra"))
        .put("city", "Hamburg")
        .put("country", "DE")
        .put("postalCode", "20095")
        .put("currencyCode", Currencies.LOCAL)
        .put("$genBusPostingGroup", "DOMESTIC")
        .put("$postingGroup", "DOMESTIC")
        .reference("paymentTerms", "paymentTermsId", "30 DAYS");
  }

  /** Code is the item, name the kind of source, extra the customer or the minimum quantity. */
  private static void price(SeedRow seed, Map<String, String> line) {
    boolean customer = line.get("name").equals("Customer");
    boolean tiered = !customer && !line.get("extra").isEmpty();
    seed.put("priceListCode", "S00001")
        .put("lineNumber", NumberSeries.entryNumber(seed.transaction(), "priceListLines") * 10_000)
        .put("sourceType", line.get("name"))
        .put("sourceNumber", customer ? line.get("extra") : "")
        .put("assetType", "Item")
        .put("assetNumber", line.get("code"))
        .put("unitOfMeasureCode", "PCS")
        .put("minimumQuantity", tiered ? new BigDecimal(line.get("extra")) : BigDecimal.ZERO)
        .put("startingDate", LocalDate.parse(line.get("from")))
        .put("unitPrice", new BigDecimal(line.get("amount")))
        .put("status", "Active");
  }
}
