package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.prove.DaemonProcess;
import io.fieldbridge.prove.Ground;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A work order whose posting nobody answered for is told its invoice all the same (G20, G23). */
class PostingDoubtTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Ground ground;
  private DaemonProcess daemon;
  private Crm crm;
  private Erp erp;

  @BeforeEach
  void start() {
    ground =
        Ground.open(
            new ProveCommand.ThisProgram(Path.of("").toAbsolutePath()),
            Path.of("target", "prove", "posting").toAbsolutePath());
    daemon = ground.begin("doubt", Map.of());
    crm = new Crm(URI.create(ground.ports().salesforceUrl()), "technician-demo");
    String url = ground.ports().businessCentralUrl();
    erp =
        new Erp(
            URI.create(url + "/v2.0/demo.example/sandbox/api/v2.0"),
            URI.create(url + "/demo.example/oauth2/v2.0/token"));
  }

  @AfterEach
  void stop() {
    daemon.close();
    ground.close();
  }

  @Test
  void a_posting_that_outlived_the_process_is_reported() {
    SandboxSwitches sandbox = new SandboxSwitches(URI.create(ground.ports().businessCentralUrl()));
    sandbox.fault("{'fault': 'latency', 'operation': 'shipAndInvoice', 'milliseconds': 2000}");
    String account = crm.create("Account", "{'Name': 'Doubt', 'BillingCountry': 'Germany'}");
    String workOrder = new FieldWork(crm).completed(account, "EUR");
    await().atMost(PATIENCE).until(sandbox::faultsShown);
    daemon.kill();
    await().atMost(PATIENCE).until(() -> invoices(workOrder).size() == 1);
    daemon.start();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(order(workOrder).path("ERP_Sync_Status__c").asText())
                    .isEqualTo("Accepted by ERP"));
    JsonNode invoices = invoices(workOrder);
    assertThat(invoices).hasSize(1);
    JsonNode order = order(workOrder);
    assertThat(order.path("ERP_Invoice_Number__c")).isEqualTo(invoices.get(0).path("number"));
    assertThat(order.path("ERP_Order_Number__c")).isEqualTo(invoices.get(0).path("orderNumber"));
    assertThat(order.path("ERP_Total_Excl_Tax__c").decimalValue()).isEqualByComparingTo("10");
  }

  private JsonNode order(String workOrder) {
    return crm.get("WorkOrder", workOrder);
  }

  private JsonNode invoices(String workOrder) {
    String number = order(workOrder).path("WorkOrderNumber").asText();
    return erp.find("salesInvoices", "startswith(externalDocumentNumber, '" + number + "-')");
  }
}
