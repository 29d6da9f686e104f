package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the platform does by itself, as contract section 13 says. */
class PlatformRulesTest extends OrgTestCase {

  private String account;
  private String book;

  @BeforeEach
  void prepare() {
    org.login("technician-demo");
    account = org.first("SELECT Id FROM Account WHERE AccountNumber = 'K00010'", "Id");
    book = org.first("SELECT Id FROM Pricebook2 WHERE Name = 'Service Price Book'", "Id");
  }

  private String entry(String code, String bookName, String currency) {
    return org.first(
        "SELECT Id FROM PricebookEntry WHERE ProductCode = '"
            + code
            + "' AND Pricebook2.Name = '"
            + bookName
            + "' AND CurrencyIsoCode = '"
            + currency
            + "'",
        "Id");
  }

  private String workOrder(String more) {
    return org.create(
        "WorkOrder", "{'AccountId':'" + account + "','Pricebook2Id':'" + book + "'" + more + "}");
  }

  @Test
  void the_status_decides_on_its_category() {
    String id = workOrder("");
    assertThat(org.value("WorkOrder", id, "StatusCategory")).isEqualTo("New");
    org.patch("/sobjects/WorkOrder/" + id, "{'Status':'Completed'}");
    assertThat(org.value("WorkOrder", id, "StatusCategory")).isEqualTo("Completed");
    org.post("/sandbox/settings", "{'statusCategories':{'Done on site':'Completed'}}");
    org.patch("/sobjects/WorkOrder/" + id, "{'Status':'Done on site'}");
    assertThat(org.value("WorkOrder", id, "StatusCategory")).isEqualTo("Completed");
    assertThat(org.patch("/sobjects/WorkOrder/" + id, "{'StatusCategory':'New'}").error())
        .isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
  }

  @Test
  void work_orders_are_numbered() {
    String first = org.value("WorkOrder", workOrder(""), "WorkOrderNumber");
    String second = org.value("WorkOrder", workOrder(""), "WorkOrderNumber");
    assertThat(first).matches("0000\\d{4}");
    assertThat(Integer.parseInt(second)).isEqualTo(Integer.parseInt(first) + 1);
  }

  @Test
  void lines_take_their_price_from_the_entry_and_sum_up_in_the_work_order() {
    String id = workOrder(",'Tax':10");
    String entry = entry("P-1001", "Service Price Book", "EUR");
    String line =
        org.create(
            "WorkOrderLineItem",
            "{'WorkOrderId':'"
                + id
                + "','PricebookEntryId':'"
                + entry
                + "','Quantity':3,'Discount':10}");
    JsonNode read = org.get("/sobjects/WorkOrderLineItem/" + line).json();
    assertThat(read.path("LineItemNumber").asText()).isEqualTo("1");
    assertThat(read.path("UnitPrice").decimalValue()).isEqualByComparingTo("13.98");
    assertThat(read.path("Subtotal").decimalValue()).isEqualByComparingTo("41.94");
    assertThat(read.path("TotalPrice").decimalValue()).isEqualByComparingTo("37.75");
    assertThat(read.path("CurrencyIsoCode").asText()).isEqualTo("EUR");
    JsonNode order = org.get("/sobjects/WorkOrder/" + id).json();
    assertThat(order.path("TotalPrice").decimalValue()).isEqualByComparingTo("37.75");
    assertThat(order.path("GrandTotal").decimalValue()).isEqualByComparingTo("47.75");
    assertThat(order.path("LineItemCount").asInt()).isEqualTo(1);
    org.delete("/sobjects/WorkOrderLineItem/" + line);
    assertThat(org.value("WorkOrder", id, "LineItemCount")).isEqualTo("0");
  }

  @Test
  void a_line_needs_an_entry_of_the_parents_book_and_currency() {
    String id = workOrder("");
    assertThat(line(id, entry("P-1001", "Standard Price Book", "EUR")).message())
        .contains("different pricebook");
    assertThat(line(id, entry("P-1001", "Service Price Book", "USD")).message())
        .contains("currency");
    String entry = entry("P-1001", "Service Price Book", "EUR");
    org.patch("/sobjects/PricebookEntry/" + entry, "{'IsActive':false}");
    assertThat(line(id, entry).message()).contains("inactive");
    org.patch("/sobjects/PricebookEntry/" + entry, "{'IsActive':true}");
    assertThat(line(id, entry).status()).isEqualTo(201);
    assertThat(org.patch("/sobjects/WorkOrder/" + id, "{'Pricebook2Id':null}").error())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
  }

  private RunningOrg.Answer line(String workOrder, String entry) {
    return org.post(
        "/sobjects/WorkOrderLineItem",
        "{'WorkOrderId':'" + workOrder + "','PricebookEntryId':'" + entry + "','Quantity':1}");
  }

  @Test
  void consumed_parts_show_their_product_and_keep_an_agreed_price() {
    String id = workOrder("");
    String entry = entry("P-1002", "Service Price Book", "EUR");
    String part =
        org.create(
            "ProductConsumed",
            "{'WorkOrderId':'"
                + id
                + "','PricebookEntryId':'"
                + entry
                + "','QuantityConsumed':2,'UnitPrice':20.5}");
    JsonNode read = org.get("/sobjects/ProductConsumed/" + part).json();
    assertThat(read.path("UnitPrice").decimalValue()).isEqualByComparingTo("20.5");
    assertThat(read.path("ListPrice").decimalValue()).isEqualByComparingTo("24.20");
    assertThat(read.path("ProductName").asText()).isEqualTo("Compressor belt S");
  }

  @Test
  void time_sheet_entries_show_their_minutes() {
    String sheet = org.first("SELECT Id FROM TimeSheet", "Id");
    String entry =
        org.create(
            "TimeSheetEntry",
            "{'TimeSheetId':'"
                + sheet
                + "','StartTime':'2026-11-20T08:00:00+01:00',"
                + "'EndTime':'2026-11-20T08:30:00Z'}");
    assertThat(org.value("TimeSheetEntry", entry, "DurationInMinutes")).isEqualTo("90.0");
    assertThat(org.value("TimeSheetEntry", entry, "StartTime"))
        .isEqualTo("2026-11-20T07:00:00.000+0000");
    assertThat(
            org.patch("/sobjects/TimeSheetEntry/" + entry, "{'EndTime':'2026-11-20T01:00:00Z'}")
                .error())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
  }

  @Test
  void prices_follow_the_rules_of_price_books() {
    String product = org.create("Product2", "{'Name':'New','ProductCode':'N','IsActive':true}");
    String custom = "{'Pricebook2Id':'" + book + "','Product2Id':'" + product + "','UnitPrice':5}";
    assertThat(org.post("/sobjects/PricebookEntry", custom).error())
        .isEqualTo("STANDARD_PRICE_NOT_DEFINED");
    String standard = org.first("SELECT Id FROM Pricebook2 WHERE IsStandard = TRUE", "Id");
    org.create("PricebookEntry", custom.replace(book, standard));
    String entry = org.create("PricebookEntry", custom);
    assertThat(org.post("/sobjects/PricebookEntry", custom).error()).isEqualTo("DUPLICATE_VALUE");
    assertThat(org.patch("/sobjects/PricebookEntry/" + entry, "{'CurrencyIsoCode':'USD'}").error())
        .isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
    assertThat(org.value("PricebookEntry", entry, "ProductCode")).isEqualTo("N");
    assertThat(org.delete("/sobjects/Product2/" + product).error()).isEqualTo("DELETE_FAILED");
  }

  @Test
  void addresses_take_codes_or_exact_names() {
    String path = "/sobjects/Account/" + account;
    org.patch(path, "{'BillingCountryCode':'US','BillingStateCode':'OR'}");
    JsonNode read = org.get(path).json();
    assertThat(read.path("BillingCountry").asText()).isEqualTo("United States");
    assertThat(read.path("BillingState").asText()).isEqualTo("Oregon");
    assertThat(read.path("BillingAddress").path("countryCode").asText()).isEqualTo("US");
    assertThat(org.patch(path, "{'BillingCountry':'U.S.A.'}").error())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
    assertThat(org.patch(path, "{'BillingState':'Bavaria'}").message())
        .contains("There's a problem with this state");
    assertThat(org.patch(path, "{'ShippingState':'Oregon'}").status()).isEqualTo(400);
    assertThat(org.patch(path, "{'BillingCountry':'Germany','BillingState':null}").status())
        .isEqualTo(204);
    assertThat(org.value("Account", account, "BillingCountryCode")).isEqualTo("DE");
  }

  @Test
  void quotes_follow_their_opportunity() {
    String quote = org.first("SELECT Id FROM Quote WHERE CurrencyIsoCode = 'GBP' LIMIT 1", "Id");
    JsonNode read = org.get("/sobjects/Quote/" + quote).json();
    assertThat(read.path("AccountId").asText()).startsWith("001");
    assertThat(read.path("LineItemCount").asInt()).isEqualTo(3);
    assertThat(read.path("GrandTotal").decimalValue())
        .isEqualByComparingTo(read.path("TotalPrice").decimalValue());
    assertThat(org.post("/sobjects/Asset", "{'Name':'Nobody'}").error())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
  }

  @Test
  void the_demo_data_is_as_promised() {
    assertThat(count("Account")).isEqualTo(49);
    assertThat(count("Account WHERE AccountNumber LIKE 'K%'")).isEqualTo(28);
    assertThat(count("Account WHERE ERP_Customer_Id__c != null")).isZero();
    assertThat(count("Product2")).isEqualTo(200);
    assertThat(count("Asset")).isEqualTo(30);
    assertThat(count("WorkOrder")).isEqualTo(40);
    assertThat(count("WorkOrder WHERE StatusCategory = 'Completed'")).isBetween(1, 5);
  }

  private static int count(String from) {
    return org.query("SELECT COUNT() FROM " + from).json().path("totalSize").asInt();
  }
}
