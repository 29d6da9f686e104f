package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.Bridge;
import io.fieldbridge.Crm;
import io.fieldbridge.Erp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Account and customer keep in step (P1, P14, G1, G16, G18, G19, N1). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountCustomerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Bridge bridge;
  private Crm crm;
  private Erp erp;

  @BeforeAll
  void start(@TempDir Path home) {
    bridge = Bridge.live(home, Map.of());
    crm = bridge.crm();
    erp = bridge.erp();
  }

  @AfterAll
  void stop() {
    bridge.close();
  }

  @Test
  void a_new_account_becomes_one_customer_and_its_number_comes_back() {
    String account = account("Moorland Cranes");

    JsonNode customer = customerOf(account);
    assertThat(customer.path("displayName").asText()).isEqualTo("Moorland Cranes");
    assertThat(customer.path("city").asText()).isEqualTo("Bremen");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(crm.get("Account", account).path("ERP_Sync_Status__c").asText())
                    .isEqualTo("Accepted by ERP"));
    assertThat(crm.get("Account", account).path("ERP_Last_Sync_At__c").asText()).isNotEmpty();
    assertThat(erp.find("customers", "displayName eq 'Moorland Cranes'")).hasSize(1);
  }

  @Test
  void finance_changes_credit_and_terms_and_the_account_shows_them() {
    String account = account("Harbour Lifts");
    String customer = customerOf(account).path("id").asText();
    String terms = erp.find("paymentTerms", "code eq '60 DAYS'").get(0).path("id").asText();

    erp.update("customers", customer, "{'creditLimit': 25000, 'paymentTermsId': '" + terms + "'}");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode record = crm.get("Account", account);
              assertThat(record.path("ERP_Credit_Limit__c").decimalValue())
                  .isEqualByComparingTo("25000");
              assertThat(record.path("Payment_Terms__c").asText()).isEqualTo("Net 60");
            });
  }

  @Test
  void edits_of_different_fields_on_both_sides_merge() {
    String account = account("Twin Edits");
    String customer = customerOf(account).path("id").asText();

    crm.update("Account", account, "{'Phone': '+49 421 5550199'}");
    erp.update("customers", customer, "{'creditLimit': 777}");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(erp.get("customers", customer).path("phoneNumber").asText())
                  .isEqualTo("+49 421 5550199");
              assertThat(crm.get("Account", account).path("ERP_Credit_Limit__c").decimalValue())
                  .isEqualByComparingTo("777");
            });
  }

  @Test
  void a_salespersons_edit_of_what_the_erp_owns_is_put_right() {
    String account = account("Put Right");
    String customer = customerOf(account).path("id").asText();
    erp.update("customers", customer, "{'creditLimit': 1000}");
    awaitCreditLimit(account, "1000");

    crm.update("Account", account, "{'ERP_Credit_Limit__c': 9999}");

    awaitCreditLimit(account, "1000");
    assertThat(erp.get("customers", customer).path("creditLimit").decimalValue())
        .isEqualByComparingTo("1000");
  }

  private void awaitCreditLimit(String account, String amount) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(crm.get("Account", account).path("ERP_Credit_Limit__c").decimalValue())
                    .isEqualByComparingTo(amount));
  }

  private String account(String name) {
    return crm.create(
        "Account",
        "{'Name': '"
            + name
            + "', 'BillingStreet': 'Am Deich 12', 'BillingCity': 'Bremen',"
            + " 'BillingPostalCode': '28199', 'BillingCountry': 'Germany',"
            + " 'CurrencyIsoCode': 'EUR'}");
  }

  private JsonNode customerOf(String account) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(crm.get("Account", account).path("ERP_Customer_Id__c").isTextual())
                    .as("%s has its number; open: %s", account, bridge.open(account))
                    .isTrue());
    String number = crm.get("Account", account).path("ERP_Customer_Id__c").asText();
    return erp.find("customers", "number eq '" + number + "'").get(0);
  }
}
