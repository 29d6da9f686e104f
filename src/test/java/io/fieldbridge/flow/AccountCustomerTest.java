package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Account and customer keep in step (P1, P14, G1, G16, G18, G19, N1). */
class AccountCustomerTest extends BridgeTestCase {

  @Test
  void a_new_account_becomes_one_customer_and_its_number_comes_back() {
    String account = accounts.create("Moorland Cranes");

    JsonNode customer = accounts.customerOf(account);
    assertThat(customer.path("displayName").asText()).isEqualTo("Moorland Cranes");
    assertThat(customer.path("city").asText()).isEqualTo("Bremen");
    soon(
        () ->
            assertThat(crm.get("Account", account).path("ERP_Sync_Status__c").asText())
                .isEqualTo("Accepted by ERP"));
    assertThat(crm.get("Account", account).path("ERP_Last_Sync_At__c").asText()).isNotEmpty();
    assertThat(erp.find("customers", "displayName eq 'Moorland Cranes'")).hasSize(1);
  }

  @Test
  void finance_changes_credit_and_terms_and_the_account_shows_them() {
    String account = accounts.create("Harbour Lifts");
    String customer = accounts.customerOf(account).path("id").asText();
    String terms = erp.find("paymentTerms", "code eq '60 DAYS'").get(0).path("id").asText();

    erp.update("customers", customer, "{'creditLimit': 25000, 'paymentTermsId': '" + terms + "'}");

    soon(
        () -> {
          JsonNode record = crm.get("Account", account);
          assertThat(record.path("ERP_Credit_Limit__c").decimalValue())
              .isEqualByComparingTo("25000");
          assertThat(record.path("Payment_Terms__c").asText()).isEqualTo("Net 60");
        });
  }

  @Test
  void edits_of_different_fields_on_both_sides_merge() {
    String account = accounts.create("Twin Edits");
    String customer = accounts.customerOf(account).path("id").asText();

    crm.update("Account", account, "{'Phone': '+49 421 5550199'}");
    erp.update("customers", customer, "{'creditLimit': 777}");

    soon(
        () -> {
          assertThat(erp.get("customers", customer).path("phoneNumber").asText())
              .isEqualTo("+49 421 5550199");
          assertThat(crm.get("Account", account).path("ERP_Credit_Limit__c").decimalValue())
              .isEqualByComparingTo("777");
        });
  }

  @Test
  void a_salespersons_edit_of_what_the_erp_owns_is_put_right() {
    String account = accounts.create("Put Right");
    String customer = accounts.customerOf(account).path("id").asText();
    erp.update("customers", customer, "{'creditLimit': 1000}");
    awaitCreditLimit(account, "1000");

    crm.update("Account", account, "{'ERP_Credit_Limit__c': 9999}");

    awaitCreditLimit(account, "1000");
    assertThat(erp.get("customers", customer).path("creditLimit").decimalValue())
        .isEqualByComparingTo("1000");
  }

  private void awaitCreditLimit(String account, String amount) {
    soon(
        () ->
            assertThat(crm.get("Account", account).path("ERP_Credit_Limit__c").decimalValue())
                .isEqualByComparingTo(amount));
  }
}
