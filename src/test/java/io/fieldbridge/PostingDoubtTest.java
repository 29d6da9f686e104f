package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.KillLedger.Company;
import io.fieldbridge.KillLedger.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A work order whose posting nobody answered for is told its invoice all the same (G20, G23). */
class PostingDoubtTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private KillRig rig;
  private Crm crm;

  @BeforeEach
  void start() throws Exception {
    rig = KillRig.start(Path.of("target/kill/posting").toAbsolutePath());
    crm = rig.crm("technician-demo");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void a_posting_that_outlived_the_process_is_reported() throws Exception {
    rig.businessCentralFault(
        "{'fault': 'latency', 'operation': 'shipAndInvoice', 'milliseconds': 2000}");
    Work work = work();
    await().atMost(PATIENCE).until(() -> rig.businessCentralFaults().isEmpty());
    rig.kill();
    await().atMost(PATIENCE).until(() -> invoices(work).size() == 1);
    rig.startDaemon();

    assertThatOneInvoiceIsReported(work);
  }

  private Work work() {
    Company company = new Company("Doubt");
    company.accountId = crm.create("Account", "{'Name': 'Doubt', 'BillingCountry': 'Germany'}");
    return new KillJobs(crm, new Random(1)).complete(company);
  }

  private void assertThatOneInvoiceIsReported(Work work) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(order(work).path("ERP_Sync_Status__c").asText())
                    .isEqualTo("Accepted by ERP"));
    JsonNode invoices = invoices(work);
    assertThat(invoices).hasSize(1);
    JsonNode order = order(work);
    assertThat(order.path("ERP_Invoice_Number__c")).isEqualTo(invoices.get(0).path("number"));
    assertThat(order.path("ERP_Order_Number__c")).isEqualTo(invoices.get(0).path("orderNumber"));
    assertThat(order.path("ERP_Total_Excl_Tax__c").decimalValue())
        .isEqualByComparingTo(work.total());
  }

  private JsonNode order(Work work) {
    return crm.get("WorkOrder", work.id());
  }

  private JsonNode invoices(Work work) {
    String number = order(work).path("WorkOrderNumber").asText();
    return rig.erp().find("salesInvoices", "startswith(externalDocumentNumber, '" + number + "-')");
  }
}
