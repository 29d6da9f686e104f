package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The demo tenant: two companies of our own invention, the same after each reset. */
final class Demo {

  static final Schema STANDARD =
      SchemaReader.read("entities.txt", "sales.txt", "purchasing.txt", "ledgers.txt");
  static final Schema EXTENSION = SchemaReader.read("extension.txt");
  static final Map<String, Schema> MICROSOFT =
      Map.of(
          "microsoft/reportsFinance/beta", SchemaReader.read("microsoft-finance.txt"),
          "microsoft/automate/v1.0", SchemaReader.read("microsoft-automate.txt"),
          "microsoft/dataverse/v1.0", SchemaReader.read("microsoft-dataverse.txt"),
          "microsoft/runtime/beta", SchemaReader.read("microsoft-runtime.txt"));
  static final String COMPANY = "Nordwerk Service";

  private static final String OTHER_COMPANY = "Nordwerk Handel";
  private static final int OTHER_COMPANY_CUSTOMERS = 5;
  private static final Instant SEEDED = Instant.parse("2026-01-05T08:00:00Z");
  private static final BigDecimal STOCK = BigDecimal.valueOf(100);
  private static final BigDecimal COST_SHARE = new BigDecimal("0.6");

  private final Environment environment;

  Demo(Environment environment) {
    this.environment = environment;
  }

  /** All that any route serves. */
  static Schema everything() {
    return new Schema(
        Stream.concat(MICROSOFT.values().stream(), Stream.of(STANDARD, EXTENSION))
            .flatMap(schema -> schema.types().stream())
            .toList());
  }

  void seed() {
    company(COMPANY, Integer.MAX_VALUE);
    company(OTHER_COMPANY, OTHER_COMPANY_CUSTOMERS);
  }

  /** Shows the settings where the API shows them: the posting window, and the kind of tax. */
  static void showSettings(Environment environment) {
    Switches switches = environment.switches();
    for (Company company : environment.companies()) {
      Transaction transaction = new Transaction(environment, company, SEEDED);
      for (Row row : List.copyOf(company.rows("generalLedgerSetup"))) {
        transaction.writeUnstamped(
            Draft.of("generalLedgerSetup", row)
                .put("allowPostingFrom", switches.date(Switch.ALLOW_POSTING_FROM))
                .put("allowPostingTo", switches.date(Switch.ALLOW_POSTING_TO)));
      }
      for (String set : List.of("taxAreas", "taxGroups")) {
        List.copyOf(company.rows(set))
            .forEach(
                row ->
                    transaction.writeUnstamped(
                        Draft.of(set, row).put("taxType", TaxSetup.type(switches))));
      }
    }
  }

  private void company(String name, int customersMax) {
    Transaction transaction = new Transaction(environment, environment.open(name), SEEDED);
    for (Map<String, String> row : Csv.read("/sandbox/businesscentral/setup.csv")) {
      DemoSetup.write(transaction, row);
    }
    put(transaction, "companyInformation", name)
        .put("displayName", name)
        .put("addressLine1", "Am Speicher 1")
        .put("city", "Hamburg")
        .put("country", "DE")
        .put("postalCode", "20095")
        .put("currencyCode", Currencies.LOCAL)
        .put("currentFiscalYearStartDate", LocalDate.of(2026, 1, 1))
        .write();
    put(transaction, "generalLedgerSetup", name)
        .put("localCurrencyCode", Currencies.LOCAL)
        .put("localCurrencySymbol", "€")
        .put("shortcutDimension1Code", "AREA")
        .put("shortcutDimension2Code", "PROJECT")
        .write();
    Csv.read("/sandbox/items.csv").forEach(row -> item(transaction, row));
    List<Map<String, String>> customers =
        Csv.read("/sandbox/companies.csv").stream()
            .filter(row -> row.get("inBusinessCentral").equals("true"))
            .limit(customersMax)
            .toList();
    for (int index = 0; index < customers.size(); index++) {
      customer(transaction, customers.get(index), index);
    }
    transaction.commit();
  }

  private static void item(Transaction transaction, Map<String, String> row) {
    boolean part = row.get("type").equals("Inventory");
    BigDecimal price = new BigDecimal(row.get("unitPriceEur"));
    SeedRow item =
        put(transaction, "items", row.get("number"))
            .put("number", row.get("number"))
            .put("displayName", row.get("name"))
            .put(
                "type",
                row.get("type").equals("NonInventory") ? "Non_x002D_Inventory" : row.get("type"))
            .put("blocked", Boolean.parseBoolean(row.get("blocked")))
            .put("unitPrice", price)
            .put("unitCost", Amounts.round(price.multiply(COST_SHARE)))
            .pair("itemCategories", "itemCategory", part ? "PARTS" : "SERVICE")
            .pair("taxGroups", "taxGroup", "STANDARD")
            .pair("unitsOfMeasure", "baseUnitOfMeasure", row.get("unit"))
            .pair(
                "generalProductPostingGroups",
                "generalProductPostingGroup",
                part ? "RETAIL" : "SERVICES");
    if (part) {
      item.pair("inventoryPostingGroups", "inventoryPostingGroup", "RESALE");
    }
    Row written = item.write();
    if (part) {
      ItemLedger.move(
          transaction,
          written,
          STOCK,
          ItemLedger.Cause.adjustment(written, STOCK),
          Draft.hidden("items", written.id())
              .put("$postingDate", LocalDate.ofInstant(SEEDED, ZoneOffset.UTC))
              .put("description", "Opening stock"));
    }
  }

  private static void customer(Transaction transaction, Map<String, String> row, int index) {
    List<String> terms = List.of("30 DAYS", "14 DAYS", "60 DAYS", "COD");
    SeedRow customer =
        put(transaction, "customers", row.get("number"))
            .put("number", row.get("number"))
            .put("displayName", row.get("name"))
            .put("addressLine1", row.get("street"))
            .put("city", row.get("city"))
            .put("country", row.get("countryCode"))
            .put("postalCode", row.get("postalCode"))
            .put("phoneNumber", row.get("phone"))
            .put("email", row.get("email"))
            .put("taxRegistrationNumber", row.get("taxRegistrationNumber"))
            .put("creditLimit", BigDecimal.valueOf(5000L * (index % 5 + 1)))
            .put("currencyCode", Currencies.LOCAL)
            .reference("paymentTerms", "paymentTermsId", terms.get(index % terms.size()));
    if (!row.get("currency").equals(Currencies.LOCAL)) {
      customer.reference("currencies", "currencyId", row.get("currency"));
      customer.put("currencyCode", row.get("currency"));
    }
    CustomerRules.applyTemplate(transaction, customer.draft());
    CompanyContact.create(transaction, customer.write());
  }

  private static SeedRow put(Transaction transaction, String set, String key) {
    return SeedRow.of(transaction, set, key);
  }
}
