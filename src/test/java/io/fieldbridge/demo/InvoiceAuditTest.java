package io.fieldbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandbox;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings.Profile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The books of the simulator are audited to the cent. Requirements P2, P3, Z4, Z5. */
class InvoiceAuditTest {

  private static final Job JOB = new Job("Test", Map.of("P-1001", 2, "P-1005", 1), 90);

  private final BusinessCentralSandbox sandbox =
      BusinessCentralSandbox.start(new BusinessCentralSandboxSettings(0, Profile.STANDARD));
  private final DemoSystems systems =
      DemoSystems.onLoopback(1, URI.create(sandbox.url()).getPort());
  private final Finance finance = new Finance(systems);
  private final Session session = new Session(Credentials.finance(systems));
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final InvoiceAudit audit =
      new InvoiceAudit(
          finance, new Narrator(new PrintStream(printed, true, StandardCharsets.UTF_8), false));
  private final AgreedQuote quote =
      new AgreedQuote(
          "q",
          "1",
          "b",
          Map.of("P-1001", line("12.49"), "P-1005", line("54.90"), "LABOUR", line("82.35")));
  private final JsonNode customer = finance.customersNumbered("K00010").get(0);
  private final LinkedAccount linked =
      new LinkedAccount("001", "name", customer.path("id").asText(), "K00010");

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void ninety_minutes_are_billed_as_one_and_a_half_hours_to_the_cent() {
    assertThat(JOB.expectedLines(quote))
        .extracting(InvoiceLine::toString)
        .containsExactly(
            "1.5 HOUR LABOUR at 82.35 = 123.53",
            "2 PCS P-1001 at 12.49 = 24.98",
            "1 PCS P-1005 at 54.90 = 54.90");
  }

  @Test
  void one_invoice_with_the_same_figures_on_both_sides_passes() {
    Books before = Books.of(finance, "K00010");
    bill("FB-TEST-1");
    audit.once(linked, before, workOrder(before), JOB.expectedLines(quote));
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("reference FB-TEST-1")
        .contains("1.5 HOUR LABOUR at 82.35 = 123.53")
        .contains("the same figures on both sides: EUR 203.41 + tax");
  }

  @Test
  void a_second_document_for_the_same_work_is_noticed() {
    Books before = Books.of(finance, "K00010");
    bill("FB-TEST-1");
    JsonNode workOrder = workOrder(before);
    bill("FB-TEST-1");
    assertThatThrownBy(() -> audit.once(linked, before, workOrder, JOB.expectedLines(quote)))
        .isInstanceOf(StoryException.class)
        .hasMessageContaining("documents of the customer");
  }

  @Test
  void a_cent_of_difference_is_noticed() {
    Books before = Books.of(finance, "K00010");
    bill("FB-TEST-1");
    ObjectNode workOrder = workOrder(before);
    workOrder.put(
        "ERP_Tax_Amount__c",
        workOrder.path("ERP_Tax_Amount__c").decimalValue().add(new BigDecimal("0.01")));
    assertThatThrownBy(() -> audit.once(linked, before, workOrder, JOB.expectedLines(quote)))
        .isInstanceOf(StoryException.class)
        .hasMessageContaining("ERP_Tax_Amount__c");
  }

  private void bill(String reference) {
    String root = root();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("customerId", linked.customerId());
    fields.put("externalDocumentNumber", reference);
    fields.put(
        "salesOrderLines",
        List.of(
            item("P-1001", "PCS", "2", "12.49"),
            item("P-1005", "PCS", "1", "54.90"),
            item("LABOUR", "HOUR", "1.5", "82.35")));
    JsonNode order = session.send("POST", root + "/salesOrders", fields, Map.of());
    session.send(
        "POST",
        root + "/salesOrders(" + order.path("id").asText() + ")/Microsoft.NAV.shipAndInvoice",
        null,
        Map.of());
  }

  private ObjectNode workOrder(Books before) {
    JsonNode invoice =
        finance.invoicesOf("K00010").stream()
            .filter(one -> !before.invoices().contains(one))
            .findFirst()
            .orElseThrow();
    ObjectNode fields = Session.JSON.createObjectNode();
    fields.set("ERP_Invoice_Number__c", invoice.path("number"));
    fields.set("ERP_Order_Number__c", invoice.path("orderNumber"));
    fields.set("ERP_Currency__c", invoice.path("currencyCode"));
    fields.put("ERP_Exchange_Rate__c", BigDecimal.ONE);
    fields.set("ERP_Total_Excl_Tax__c", invoice.path("totalAmountExcludingTax"));
    fields.set("ERP_Tax_Amount__c", invoice.path("totalTaxAmount"));
    fields.set("ERP_Total_Amount__c", invoice.path("totalAmountIncludingTax"));
    return fields;
  }

  /** The order of properties is the order of validation: a price goes after unit and quantity. */
  private static Map<String, Object> item(
      String number, String unit, String quantity, String price) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("lineType", "Item");
    fields.put("lineObjectNumber", number);
    fields.put("unitOfMeasureCode", unit);
    fields.put("quantity", new BigDecimal(quantity));
    fields.put("unitPrice", new BigDecimal(price));
    return fields;
  }

  private static AgreedQuote.Line line(String price) {
    return new AgreedQuote.Line("entry", BigDecimal.ONE, new BigDecimal(price));
  }

  private String root() {
    JsonNode companies = session.get(systems.businessCentral() + "/companies").path("value");
    return systems.businessCentral() + "/companies(" + companies.get(0).path("id").asText() + ")";
  }
}
