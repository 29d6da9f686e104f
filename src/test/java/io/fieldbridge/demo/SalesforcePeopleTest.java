package io.fieldbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What salesperson and technician do and ask, against the simulator. Requirement P2. */
class SalesforcePeopleTest {

  private final Sandboxes sandboxes = Sandboxes.start(new DemoPorts(0, 0, 0, 0));
  private final DemoSystems systems = sandboxes.systems();
  private final Salesperson sales = new Salesperson(systems, InstantSource.system());
  private final Technician technician = new Technician(systems, InstantSource.system());
  private final SalesforceOrg org = new SalesforceOrg(systems, Credentials.technician(systems));

  @AfterEach
  void stop() {
    sandboxes.close();
  }

  @Test
  void an_account_is_created_read_and_changed() {
    String name = sales.freshName();
    String id = sales.createAccount(AccountScene.account(name));
    sales.changeAccount(
        id, Map.of("Phone", "+49 341 5550177", "ERP_Credit_Limit__c", new BigDecimal("999999")));
    JsonNode account = sales.account(id);
    assertThat(account.path("Name").asText()).isEqualTo(name);
    assertThat(account.path("Phone").asText()).isEqualTo("+49 341 5550177");
    assertThat(account.path("ERP_Customer_Id__c").isNull()).isTrue();
    assertThat(account.path("SystemModstamp").asText()).isNotBlank();
    assertThat(sales.freshName()).isNotEqualTo(name);
  }

  @Test
  void a_quote_holds_the_agreed_prices() {
    AgreedQuote quote = agree(newAccount());
    assertThat(quote.number()).isNotBlank();
    assertThat(quote.price("P-1001")).isEqualByComparingTo("12.49");
    assertThat(quote.price(Job.LABOUR)).isEqualByComparingTo("82.35");
  }

  @Test
  void a_completed_work_order_carries_agreed_prices_and_ninety_minutes() {
    String account = newAccount();
    AgreedQuote quote = agree(account);
    Job job = new Job("Test", Map.of("P-1001", 2, "P-1005", 1), 90);
    String id = technician.complete(account, job, quote);
    assertThat(technician.workOrder(id).path("StatusCategory").asText()).isEqualTo("Completed");
    List<JsonNode> parts =
        org.query(
            "SELECT UnitPrice, QuantityConsumed FROM ProductConsumed WHERE WorkOrderId = '"
                + id
                + "'");
    assertThat(parts)
        .extracting(part -> part.path("UnitPrice").decimalValue().stripTrailingZeros())
        .containsExactlyInAnyOrder(new BigDecimal("12.49"), new BigDecimal("54.9"));
    List<JsonNode> time =
        org.query(
            "SELECT DurationInMinutes, WorkOrderLineItem.UnitPrice FROM TimeSheetEntry WHERE WorkOrderId = '"
                + id
                + "'");
    assertThat(time).hasSize(1);
    assertThat(time.get(0).path("DurationInMinutes").asInt()).isEqualTo(90);
    assertThat(time.get(0).path("WorkOrderLineItem").path("UnitPrice").decimalValue())
        .isEqualByComparingTo("82.35");
  }

  @Test
  void a_product_without_a_price_is_named() {
    String account = newAccount();
    assertThatThrownBy(() -> sales.agree(account, Map.of("NO-SUCH", BigDecimal.ONE)))
        .isInstanceOf(StoryException.class)
        .hasMessageContaining("NO-SUCH");
  }

  private String newAccount() {
    return sales.createAccount(AccountScene.account(sales.freshName()));
  }

  private AgreedQuote agree(String account) {
    return sales.agree(
        account,
        Map.of(
            "P-1001",
            new BigDecimal("12.49"),
            "P-1005",
            new BigDecimal("54.90"),
            Job.LABOUR,
            new BigDecimal("82.35")));
  }
}
