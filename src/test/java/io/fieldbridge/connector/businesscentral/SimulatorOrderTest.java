package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Probe.Creation;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Orders and invoices over the wire: P2, P3, P18, Z5. */
class SimulatorOrderTest extends SimulatorTest {

  @Test
  void an_order_is_created_with_its_lines_shipped_and_invoiced() {
    RemoteRecord order = connector.writer().create("salesOrders", order("WO-1"));
    JsonNode lines = order.values().path("salesOrderLines");
    assertThat(lines).hasSize(2);
    assertThat(order.values().path("totalAmountIncludingTax").decimalValue())
        .isEqualByComparingTo("203.50");
    RecordRef line =
        new RecordRef("business-central", "salesOrderLines", lines.get(0).path("id").asText());
    connector.writer().update(line, "", ScriptedTest.json("{'quantity':3}"));
    assertThatThrownBy(() -> connector.writer().act(order.ref(), order.version(), "shipAndInvoice"))
        .isInstanceOf(ContendedException.class);
    RemoteRecord current = connector.reader().read(order.ref(), Selection.of()).orElseThrow();
    connector.writer().act(order.ref(), current.version(), "shipAndInvoice");
    assertThat(connector.reader().read(order.ref(), Selection.of())).isEmpty();
    RemoteRecord invoice = find("salesInvoices", "externalDocumentNumber", "WO-1");
    assertThat(invoice.values().path("status").asText()).isEqualTo("Open");
  }

  @Test
  void lines_come_with_their_own_parents() {
    RemoteRecord order = connector.writer().create("salesOrders", order("WO-1"));
    Selection lines = Selection.of("quantity", "item.number");
    RemoteRecord read =
        connector
            .reader()
            .read(order.ref(), new Selection(Set.of("number"), Map.of("salesOrderLines", lines)))
            .orElseThrow();
    assertThat(read.values().at("/salesOrderLines/0/item/number").asText()).isEqualTo("P-1001");
    assertThat(read.values().at("/salesOrderLines/0").has("unitPrice")).isFalse();
  }

  @Test
  void a_line_is_added_under_its_order() {
    RemoteRecord order = connector.writer().create("salesOrders", order("WO-1"));
    RemoteRecord line =
        connector
            .writer()
            .create(
                "salesOrderLines",
                ScriptedTest.json(
                    "{'documentId':'"
                        + order.ref().id()
                        + "','lineType':'Comment','description':'Serviced'}"));
    assertThat(line.values().path("description").asText()).isEqualTo("Serviced");
  }

  @Test
  void an_order_whose_creation_was_not_answered_is_found_wherever_it_is() {
    ObjectNode order = order("WO-2");
    Creation creation = creation(order);
    assertThat(connector.probe().look(creation)).isEmpty();
    fault("lost-reply", "salesOrders", "create");
    assertThatThrownBy(() -> connector.writer().create("salesOrders", order))
        .isInstanceOf(OutcomeUnknownException.class);
    RemoteRecord found = connector.probe().look(creation).get(0);
    assertThat(found.ref().object()).isEqualTo("salesOrders");
    assertThat(found.values().path("salesOrderLines")).hasSize(2);
    connector.writer().act(found.ref(), found.version(), "shipAndInvoice");
    assertThat(connector.probe().look(creation))
        .singleElement()
        .satisfies(invoice -> assertThat(invoice.ref().object()).isEqualTo("salesInvoices"));
  }

  @Test
  void an_order_committed_after_the_connection_died_is_found_later() {
    ObjectNode order = order("WO-3");
    Creation creation = creation(order);
    fault("commit-later", "salesOrders", "create");
    assertThatThrownBy(() -> connector.writer().create("salesOrders", order))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(connector.probe().look(creation)).isEmpty();
    await().untilAsserted(() -> assertThat(connector.probe().look(creation)).hasSize(1));
  }

  @Test
  void a_posting_whose_answer_was_lost_is_unknown() {
    RemoteRecord order = connector.writer().create("salesOrders", order("WO-4"));
    fault("lost-reply", "salesOrders", "action");
    assertThatThrownBy(() -> connector.writer().act(order.ref(), order.version(), "shipAndInvoice"))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(find("salesInvoices", "externalDocumentNumber", "WO-4")).isNotNull();
  }

  @Test
  void a_creation_or_posting_that_was_cancelled_for_its_length_is_unknown() {
    ObjectNode values = order("WO-6");
    fault("operation-timeout", "salesOrders", "create");
    assertThatThrownBy(() -> connector.writer().create("salesOrders", values))
        .isInstanceOf(OutcomeUnknownException.class);
    RemoteRecord order = connector.writer().create("salesOrders", values);
    fault("operation-timeout", "salesOrders", "action");
    assertThatThrownBy(() -> connector.writer().act(order.ref(), order.version(), "shipAndInvoice"))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void a_blocked_customer_is_told_in_words_that_help() {
    ObjectNode order = order("WO-5");
    connector.writer().update(customer("K00010").ref(), "", ScriptedTest.json("{'blocked':'All'}"));
    assertThatThrownBy(() -> connector.writer().create("salesOrders", order))
        .isInstanceOfSatisfying(
            RecordRejectedException.class,
            rejected ->
                assertThat(rejected.reason().text() + " " + rejected.reason().advice())
                    .isEqualTo(
                        "Customer 'K00010' is blocked in Business Central (type All). Unblock it"
                            + " there, then retry this message."));
  }

  private static Creation creation(ObjectNode order) {
    Instant since = Clock.systemUTC().instant();
    return new Creation("salesOrders", "", order, since, ref -> false);
  }
}
