package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Accounts and the customers that they become. */
public final class Accounts {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Bridge bridge;
  private final Crm crm;
  private final Erp erp;

  Accounts(Bridge bridge) {
    this.bridge = bridge;
    this.crm = bridge.crm();
    this.erp = bridge.erp();
  }

  /** Waits until what is asserted holds. */
  public static void soon(ThrowingRunnable holds) {
    Awaitility.await().atMost(PATIENCE).untilAsserted(holds);
  }

  /** A new account; its id. */
  public String create(String name) {
    return create(name, "");
  }

  /**
   * @param more further fields as JSON with single quotes, each beginning with a comma
   */
  public String create(String name, String more) {
    return crm.create(
        "Account",
        "{'Name': '%s', 'BillingCity': 'Bremen', 'BillingCountry': 'Germany'%s}"
            .formatted(name, more));
  }

  /** A new account in step with its customer: number and balance have come back. */
  public String linked(String name) {
    String account = create(name);
    customerOf(account);
    soon(() -> assertThat(crm.get("Account", account).path("Balance_Due__c").isNumber()).isTrue());
    return account;
  }

  /** The customer that the account becomes. */
  public JsonNode customerOf(String account) {
    soon(
        () ->
            assertThat(crm.get("Account", account).path("ERP_Customer_Id__c").isTextual())
                .as(() -> account + " has its number; open: " + bridge.open(account))
                .isTrue());
    String number = crm.get("Account", account).path("ERP_Customer_Id__c").asText();
    return erp.find("customers", "number eq '" + number + "'").get(0);
  }

  /** The account that shows the customer's number. */
  public JsonNode accountOf(String number) {
    String soql = "SELECT Id, Name FROM Account WHERE ERP_Customer_Id__c = '" + number + "'";
    soon(() -> assertThat(crm.query(soql)).hasSize(1));
    return crm.query(soql).get(0);
  }

  /** Waits until the account shows this status and a reason with that text. */
  public void awaitStatus(String account, String status, String reason) {
    soon(
        () -> {
          JsonNode record = crm.get("Account", account);
          assertThat(record.path("ERP_Sync_Status__c").asText())
              .as("open: %s", bridge.open(account))
              .isEqualTo(status);
          assertThat(record.path("ERP_Sync_Reason__c").asText()).contains(reason);
        });
  }

  /** How many customers bear the name. */
  public int customersNamed(String name) {
    return erp.find("customers", "displayName eq '" + name + "'").size();
  }
}
