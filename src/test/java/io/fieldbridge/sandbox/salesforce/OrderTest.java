package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opportunity lines, orders, contracts: contract section 13, P3 to P5, L1 to L4, O1 to O3. */
class OrderTest extends OrgTestCase {

  private String account;
  private String book;
  private String entry;

  @BeforeEach
  void prepare() {
    account = org.create("Account", "{'Name':'A','CurrencyIsoCode':'EUR'}");
    book = org.first("SELECT Id FROM Pricebook2 WHERE IsStandard = false", "Id");
    entry =
        org.first(
            "SELECT Id FROM PricebookEntry WHERE Pricebook2Id = '"
                + book
                + "' AND CurrencyIsoCode = 'EUR' AND ProductCode = 'P-1001'",
            "Id");
  }

  private String order() {
    return org.create(
        "Order",
        "{'AccountId':'"
            + account
            + "','EffectiveDate':'2026-01-01','Status':'Draft','Pricebook2Id':'"
            + book
            + "','CurrencyIsoCode':'EUR'}");
  }

  private String item(String order) {
    return org.create(
        "OrderItem",
        "{'OrderId':'"
            + order
            + "','PricebookEntryId':'"
            + entry
            + "','Quantity':3,'UnitPrice':10.5}");
  }

  @Test
  void an_order_sums_its_items() {
    String order = order();
    String item = item(order);
    assertThat(org.value("Order", order, "TotalAmount")).isEqualTo("31.5");
    org.delete("/sobjects/OrderItem/" + item);
    assertThat(org.value("Order", order, "TotalAmount")).isEqualTo("0.0");
    assertThat(
            org.get("/queryAll?q=SELECT+Id+FROM+OrderItem+WHERE+IsDeleted=true")
                .json()
                .path("totalSize")
                .asInt())
        .isZero();
  }

  @Test
  void an_order_is_activated_alone_and_with_items_only() {
    String order = order();
    assertThat(org.patch("/sobjects/Order/" + order, "{'Status':'Activated'}").error())
        .isEqualTo("FAILED_ACTIVATION");
    item(order);
    assertThat(
            org.patch("/sobjects/Order/" + order, "{'Status':'Activated','PoNumber':'7'}").error())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
    assertThat(org.patch("/sobjects/Order/" + order, "{'Status':'Activated'}").status())
        .isEqualTo(204);
    assertThat(org.value("Order", order, "StatusCode")).isEqualTo("Activated");
    assertThat(org.value("Order", order, "ActivatedDate")).isNotEqualTo("null");
    assertThat(
            org.post(
                    "/sobjects/Order",
                    "{'AccountId':'"
                        + account
                        + "','EffectiveDate':'2026-01-01','Status':'Activated'}")
                .error())
        .isEqualTo("FAILED_ACTIVATION");
  }

  @Test
  void an_activated_order_is_locked_but_for_custom_fields() {
    String order = order();
    String item = item(order);
    org.patch("/sobjects/Order/" + order, "{'Status':'Activated'}");
    assertThat(org.patch("/sobjects/OrderItem/" + item, "{'Quantity':4}").error())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
    assertThat(org.patch("/sobjects/OrderItem/" + item, "{'ERP_Line_Id__c':'L-1'}").status())
        .isEqualTo(204);
    assertThat(org.delete("/sobjects/OrderItem/" + item).status()).isEqualTo(400);
    assertThat(org.patch("/sobjects/Order/" + order, "{'EffectiveDate':'2026-02-01'}").error())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
    assertThat(org.delete("/sobjects/Order/" + order).status()).isEqualTo(400);
    assertThat(org.patch("/sobjects/Order/" + order, "{'ERP_Order_Number__c':'101001'}").status())
        .isEqualTo(204);
    assertThat(org.patch("/sobjects/Order/" + order, "{'Status':'Draft'}").status()).isEqualTo(204);
  }

  @Test
  void dates_of_an_order_follow_each_other_and_the_contract() {
    String contract =
        org.create(
            "Contract",
            "{'AccountId':'" + account + "','StartDate':'2026-03-01','ContractTerm':12}");
    assertThat(org.value("Contract", contract, "EndDate")).isEqualTo("2027-02-28");
    String order = order();
    assertThat(org.patch("/sobjects/Order/" + order, "{'EndDate':'2025-12-31'}").error())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
    assertThat(org.patch("/sobjects/Order/" + order, "{'ContractId':'" + contract + "'}").error())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
  }

  @Test
  void an_opportunity_takes_book_and_amount_from_its_lines() {
    String opportunity =
        org.create(
            "Opportunity",
            "{'Name':'O','StageName':'Prospecting','CloseDate':'2026-05-01','Amount':7,'AccountId':'"
                + account
                + "','CurrencyIsoCode':'EUR'}");
    String line = "{'OpportunityId':'" + opportunity + "','PricebookEntryId':'" + entry + "',";
    assertThat(
            org.post(
                    "/sobjects/OpportunityLineItem",
                    line + "'Quantity':2,'UnitPrice':5,'TotalPrice':10}")
                .error())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
    String first = org.create("OpportunityLineItem", line + "'Quantity':2,'TotalPrice':10}");
    assertThat(org.value("OpportunityLineItem", first, "UnitPrice")).isEqualTo("5.0");
    assertThat(org.value("Opportunity", opportunity, "Pricebook2Id")).isEqualTo(book);
    assertThat(org.value("Opportunity", opportunity, "Amount")).isEqualTo("10.0");
    assertThat(org.patch("/sobjects/Opportunity/" + opportunity, "{'Amount':99}").status())
        .isEqualTo(204);
    assertThat(org.value("Opportunity", opportunity, "Amount")).isEqualTo("10.0");
    assertThat(org.patch("/sobjects/Opportunity/" + opportunity, "{'Pricebook2Id':null}").error())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
  }

  @Test
  void an_entry_that_lines_use_is_gone_for_good_and_the_lines_stay() {
    String order = order();
    String item = item(order);
    assertThat(org.delete("/sobjects/PricebookEntry/" + entry).status()).isEqualTo(204);
    assertThat(org.get("/sobjects/PricebookEntry/" + entry).status()).isEqualTo(404);
    assertThat(org.value("OrderItem", item, "TotalPrice")).isEqualTo("31.5");
    assertThat(org.post("/sandbox/undelete/" + entry, "").status()).isEqualTo(400);
  }

  @Test
  void a_followed_standard_price_moves_the_price() {
    String product = org.create("Product2", "{'Name':'P','IsActive':true}");
    String standardBook = org.first("SELECT Id FROM Pricebook2 WHERE IsStandard = true", "Id");
    String common =
        "{'Product2Id':'" + product + "','UnitPrice':5,'IsActive':true,'CurrencyIsoCode':'EUR',";
    String standard =
        org.create("PricebookEntry", common + "'Pricebook2Id':'" + standardBook + "'}");
    String custom =
        org.create(
            "PricebookEntry", common + "'UseStandardPrice':true,'Pricebook2Id':'" + book + "'}");
    org.patch("/sobjects/PricebookEntry/" + standard, "{'UnitPrice':6}");
    assertThat(org.value("PricebookEntry", custom, "UnitPrice")).isEqualTo("6.0");
  }

  @Test
  void a_service_contract_runs_by_its_dates_and_sums_its_lines() {
    String contract =
        org.create(
            "ServiceContract",
            "{'Name':'S','AccountId':'"
                + account
                + "','StartDate':'2000-01-01','Term':12,'Pricebook2Id':'"
                + book
                + "','Tax':1,'ShippingHandling':2,'CurrencyIsoCode':'EUR'}");
    assertThat(org.value("ServiceContract", contract, "EndDate")).isEqualTo("2000-12-31");
    assertThat(org.value("ServiceContract", contract, "Status")).isEqualTo("Expired");
    org.create(
        "ContractLineItem",
        "{'ServiceContractId':'"
            + contract
            + "','PricebookEntryId':'"
            + entry
            + "','Quantity':2,'UnitPrice':10,'Discount':10}");
    assertThat(org.value("ServiceContract", contract, "GrandTotal")).isEqualTo("21.0");
  }
}
