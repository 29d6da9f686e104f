package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The sets that are made when they are read. */
final class Views {

  static final Map<String, View> ALL =
      Map.ofEntries(
          Map.entry("customerFinancialDetails", View.over("customers", Views::financialDetails)),
          Map.entry("contactsInformation", View.over("contacts", Views::contactInformation)),
          Map.entry("customerContacts", View.over("contacts", Views::customerContact)),
          Map.entry(
              "agedAccountsReceivables",
              View.over("customers", (company, row) -> Aging.of(company, Trade.SALE, row))),
          Map.entry(
              "agedAccountsPayables",
              View.over("vendors", (company, row) -> Aging.of(company, Trade.PURCHASE, row))),
          Map.entry("postedSalesInvoices", View.over("salesInvoices", Views::postedInvoice)),
          Map.entry("itemUnitsOfMeasure", View.list(Views::itemUnits)),
          Map.entry("itemAvailability", View.list(Views::availability)),
          Map.entry("itemsAvailabilitiesByLocation", View.list(Views::byLocation)),
          Map.entry("webhookSupportedResources", View.list(Views::resources)),
          Map.entry("pictures", View.list(Media::pictures)),
          Map.entry("pdfDocuments", View.list(Media::pdfDocuments)));

  private Views() {}

  private static Optional<Map<String, Object>> financialDetails(Company company, Row customer) {
    return Optional.of(
        Map.of(
            "id", customer.id(),
            "number", customer.text("number"),
            "lastModifiedDateTime", customer.get("lastModifiedDateTime")));
  }

  private static Optional<Map<String, Object>> contactInformation(Company company, Row contact) {
    UUID customer = contact.guid("$customerId");
    if (customer.equals(Kind.NO_GUID)) {
      return Optional.empty();
    }
    return Optional.of(
        Map.of(
            "contactId", contact.id(),
            "contactNumber", contact.text("number"),
            "contactName", contact.text("displayName"),
            "contactType", contact.text("type"),
            "relatedId", customer,
            "relatedType", "Customer"));
  }

  /** Persons whose company contact is a customer's; the last word is taken for the family name. */
  private static Optional<Map<String, Object>> customerContact(Company company, Row contact) {
    if (!contact.text("type").equals("Person")) {
      return Optional.empty();
    }
    return company
        .byKey("contacts", contact.text("companyNumber"))
        .flatMap(firm -> company.find("customers", firm.guid("$customerId")))
        .map(
            customer -> {
              String name = contact.text("displayName");
              int space = name.lastIndexOf(' ');
              Map<String, Object> values = new HashMap<>();
              values.put("id", contact.id());
              values.put("email", contact.text("email"));
              values.put("firstName", space < 0 ? "" : name.substring(0, space));
              values.put("lastName", name.substring(space + 1));
              values.put("professionalTitle", contact.text("jobTitle"));
              values.put("customerId", customer.id());
              values.put("customerName", customer.text("displayName"));
              values.put("primaryPhoneNumber", contact.text("phoneNumber"));
              return values;
            });
  }

  private static Optional<Map<String, Object>> postedInvoice(Company company, Row invoice) {
    if (!invoice.flag("$posted")) {
      return Optional.empty();
    }
    Map<String, Object> values = new HashMap<>(invoice.values());
    values.put("draftInvoiceId", invoice.id());
    return Optional.of(values);
  }

  private static List<Row> itemUnits(Company company) {
    List<Row> rows = new ArrayList<>();
    for (Row item : company.rows("items")) {
      for (Row unit : company.rows("unitsOfMeasure")) {
        String code = unit.text("code");
        UnitsOfItem.factor(item, code)
            .ifPresent(
                factor ->
                    rows.add(
                        row(
                            item.text("number") + "/" + code,
                            values(
                                company,
                                item,
                                Map.of(
                                    "unitOfMeasureCode",
                                    code,
                                    "quantityPerUnitOfMeasure",
                                    factor,
                                    "quantityRoundingPrecision",
                                    item.decimal("$roundingPrecision"))))));
      }
    }
    return rows;
  }

  private static List<Row> availability(Company company) {
    List<Row> rows = new ArrayList<>();
    for (Row item : company.rows("items")) {
      for (Row stock : Stock.at(company, item.id())) {
        String location = locationCode(company, stock);
        BigDecimal reserved = ReservationRules.reserved(company, item.text("number"), location);
        rows.add(
            row(
                item.text("number") + "@" + location,
                values(
                    company,
                    item,
                    Map.of(
                        "locationCode",
                        location,
                        "inventory",
                        stock.decimal("quantity"),
                        "reservedQuantity",
                        reserved,
                        "availableQuantity",
                        stock.decimal("quantity").subtract(reserved)))));
      }
    }
    return rows;
  }

  private static List<Row> byLocation(Company company) {
    List<Row> rows = new ArrayList<>();
    for (Row item : company.rows("items")) {
      for (Row stock : Stock.at(company, item.id())) {
        Map<String, Object> values = new HashMap<>();
        values.put("entryNo", (long) rows.size() + 1);
        values.put("itemNo", item.text("number"));
        values.put("itemDescription", item.text("displayName"));
        values.put("unitOfMeasureCode", item.text("baseUnitOfMeasureCode"));
        values.put("remainingQuantity", stock.decimal("quantity"));
        values.put("locationCode", locationCode(company, stock));
        rows.add(row(UUID.randomUUID().toString(), values));
      }
    }
    return rows;
  }

  private static List<Row> resources(Company company) {
    return Demo.STANDARD.types().stream()
        .filter(EntityType::notifies)
        .map(type -> row("v2.0/" + type.set(), Map.of("resource", "v2.0/companies/" + type.set())))
        .toList();
  }

  private static Map<String, Object> values(Company company, Row item, Map<String, Object> more) {
    Map<String, Object> values = new LinkedHashMap<>(more);
    values.put("itemId", item.id());
    values.put("itemNumber", item.text("number"));
    values.put("lastModifiedDateTime", item.get("lastModifiedDateTime"));
    return values;
  }

  private static String locationCode(Company company, Row stock) {
    return company
        .find("locations", stock.guid("locationId"))
        .map(location -> location.text("code"))
        .orElse("");
  }

  private static Row row(String key, Map<String, Object> values) {
    UUID id = Environment.idOf(key);
    Map<String, Object> all = new HashMap<>(values);
    all.put("id", id);
    return new Row(id, all, 1);
  }
}
