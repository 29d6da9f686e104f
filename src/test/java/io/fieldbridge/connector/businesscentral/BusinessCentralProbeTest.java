package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.connector.Probe.Creation;
import io.fieldbridge.connector.businesscentral.ScriptedServer.Reply;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An earlier try is found wherever it left its mark (P18, Z5). */
class BusinessCentralProbeTest extends ScriptedTest {

  private static final Instant SINCE = Instant.parse("2026-08-03T10:00:00Z");
  private static final String LATER = "'lastModifiedDateTime':'2026-08-03T10:00:01Z'";
  private static final String BEFORE = "'lastModifiedDateTime':'2026-08-03T09:00:00Z'";
  private static final String SENT =
      "{'customerId':'"
          + ID
          + "','externalDocumentNumber':'WO-1',"
          + "'salesOrderLines':[{'description2':'1WLa'},{'lineType':'Comment'}]}";
  private static final String SAME =
      "'number':'S-1','customerId':'" + ID + "','salesOrderLines':[{'description2':'1WLA'}]";

  @Test
  void an_order_with_our_reference_customer_and_lines_is_found() {
    rows("salesOrders", customerRow(ID, "e", SAME + "," + LATER));
    rows("salesInvoices");
    List<RemoteRecord> found = look("salesOrders", SENT);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).ref().object()).isEqualTo("salesOrders");
    assertThat(server.lines())
        .containsExactlyInAnyOrder(
            "GET /salesOrders?$filter=externalDocumentNumber eq 'WO-1'&$expand=salesOrderLines",
            "GET /salesInvoices?$filter=externalDocumentNumber eq 'WO-1'"
                + "&$expand=salesInvoiceLines");
  }

  @Test
  void other_contents_other_customers_and_older_records_are_no_match() {
    String other = "33333333-3333-3333-3333-333333333333";
    rows(
        "salesOrders",
        customerRow(ID, "e", SAME + "," + BEFORE),
        customerRow(ID, "e", SAME.replace("1WLA", "1WLB") + "," + LATER),
        customerRow(
            ID, "e", SAME.replace("'customerId':'" + ID, "'customerId':'" + other) + "," + LATER));
    rows("salesInvoices");
    assertThat(look("salesOrders", SENT)).isEmpty();
  }

  @Test
  void an_order_posted_meanwhile_is_found_as_its_invoice() {
    rows("salesOrders");
    rows("salesInvoices", invoice("INV-1", "Open", "10.50"));
    assertThat(look("salesOrders", SENT))
        .singleElement()
        .satisfies(r -> assertThat(r.values().path("number").asText()).isEqualTo("INV-1"));
  }

  @Test
  void an_order_posted_in_parts_is_found_as_all_its_invoices_together() {
    rows("salesOrders");
    rows(
        "salesInvoices",
        invoice("INV-0", "Canceled", "99"),
        invoice("INV-1", "Paid", "10.50"),
        invoice("INV-2", "Open", "4.25"));
    assertThat(look("salesOrders", SENT))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.values().path("number").asText()).isEqualTo("INV-1 +1");
              assertThat(one.values().path("status").asText()).isEqualTo("Open");
              assertThat(one.values().path("totalAmountIncludingTax").decimalValue())
                  .isEqualByComparingTo("14.75");
              assertThat(one.values().path("salesInvoiceLines")).hasSize(2);
            });
  }

  @Test
  void an_invoice_that_stands_is_told_before_one_that_was_cancelled() {
    rows("salesOrders");
    rows(
        "salesInvoices",
        invoice("INV-1", "Canceled", "10").replace("S-1", "S-0"),
        invoice("INV-2", "Open", "10"));
    assertThat(look("salesOrders", SENT))
        .extracting(one -> one.values().path("number").asText())
        .containsExactly("INV-2", "INV-1");
  }

  private static String invoice(String number, String status, String total) {
    String row =
        "'number':'%s','status':'%s','orderNumber':'S-1','customerId':'%s',"
            + "'totalAmountIncludingTax':%s,'salesInvoiceLines':[{'description2':'1WLa'}],%s";
    return customerRow(ID, "e", row.formatted(number, status, ID, total, LATER));
  }

  @Test
  void two_orders_with_one_reference_are_both_told() {
    rows(
        "salesOrders",
        customerRow(ID, "e", SAME + "," + LATER),
        customerRow(ID, "e", SAME.replace("S-1", "S-2") + "," + LATER));
    rows("salesInvoices");
    assertThat(look("salesOrders", SENT)).hasSize(2);
  }

  @Test
  void a_document_without_a_reference_cannot_be_looked_for() {
    assertThatThrownBy(() -> look("salesOrders", "{}")).isInstanceOf(ContractException.class);
  }

  @Test
  void a_customer_is_found_by_all_that_was_sent_among_the_unlinked() {
    String linked = "44444444-4444-4444-4444-444444444444";
    String same = "'displayName':'Nordhavn','city':'KIEL','creditLimit':10.0," + LATER;
    rows(
        "customers",
        customerRow(ID, "e", same),
        customerRow(linked, "e", same),
        customerRow("55555555-5555-5555-5555-555555555555", "e", same.replace("10.0", "11")));
    RecordRef linkedRef = new RecordRef("business-central", "customers", linked);
    List<RemoteRecord> found =
        connector
            .probe()
            .look(
                new Creation(
                    "customers",
                    "ref",
                    json("{'displayName':'Nordhavn','city':'kiel ','creditLimit':10}"),
                    SINCE,
                    linkedRef::equals));
    assertThat(found).extracting(RemoteRecord::ref).containsExactly(CUSTOMER);
    assertThat(server.lines().get(0)).contains("lastModifiedDateTime ge 2026-08-03T09:59:58.000Z");
  }

  @Test
  void a_customer_of_our_number_range_is_created_and_found_by_its_number() {
    BusinessCentralSettings settings =
        server.settings(
            CustomerProof.parse("number-range FB"), BusinessCentralSettings.Limits.online());
    server.on("POST", "customers", r -> Reply.json(201, customerRow(ID, "e", "")));
    server.on("GET", CUSTOMER_PATH, r -> customer("e", ""));
    rows("customers", customerRow(ID, "e", ""));
    try (BusinessCentralConnector numbered =
        new BusinessCentralConnector(settings, Clock.systemUTC())) {
      numbered.writer().create("customers", json("{'displayName':'A'}"), "001A");
      String number = server.requests().get(0).body().path("number").asText();
      assertThat(number).matches("FB[0-9A-Z]{12}");
      assertThat(numbered.probe().look(creation("customers", "001A", "{'displayName':'A'}")))
          .hasSize(1);
      assertThat(server.lines().get(2)).contains("number eq '" + number + "'");
    }
  }

  @Test
  void a_customer_is_marked_right_after_its_creation_and_asked_for_first() {
    BusinessCentralSettings settings =
        server.settings(
            CustomerProof.parse("external-references"), BusinessCentralSettings.Limits.online());
    String references = "/api/fieldbridge/integration/v1.0/companies\\(.*\\)/externalReferences";
    server.on("GET", references, r -> Reply.json(200, "{'value':[]}"));
    server.on("POST", references, r -> Reply.json(201, "{}"));
    server.on("POST", "customers", r -> Reply.json(201, customerRow(ID, "e", "")));
    server.on("GET", CUSTOMER_PATH, r -> customer("e", ""));
    try (BusinessCentralConnector marked =
        new BusinessCentralConnector(settings, Clock.systemUTC())) {
      marked.writer().create("customers", json("{'displayName':'A'}"), "001A");
      server.on("GET", references, r -> Reply.json(200, "{'value':[{'entityId':'" + ID + "'}]}"));
      assertThat(marked.writer().create("customers", json("{'displayName':'A'}"), "001A").ref())
          .isEqualTo(CUSTOMER);
      assertThat(marked.probe().look(creation("customers", "001A", "{}"))).hasSize(1);
    }
    assertThat(server.lines()).filteredOn("POST /customers"::equals).hasSize(1);
  }

  private List<RemoteRecord> look(String object, String sent) {
    return connector.probe().look(creation(object, "", sent));
  }

  private static Creation creation(String object, String reference, String sent) {
    return new Creation(object, reference, json(sent), SINCE, ref -> false);
  }

  private void rows(String set, String... rows) {
    server.on("GET", set, r -> Reply.json(200, "{'value':[" + String.join(",", rows) + "]}"));
  }
}
