package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.data.Caller;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.OrgSettings;
import io.fieldbridge.sandbox.salesforce.data.Records;
import io.fieldbridge.sandbox.salesforce.data.Transaction;
import io.fieldbridge.sandbox.salesforce.events.ChangeEvent;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which commits become which change events, as contract section 7 says. */
class ChangePublisherTest {

  private static final String ORIGIN = "com/salesforce/api/rest/62.0;client=fieldbridge";
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private final Org org = new Org(Schema.load(null), () -> NOW, new OrgSettings(true, Map.of()));
  private final List<List<ChangeEvent>> transactions = new ArrayList<>();
  private String user;

  @BeforeEach
  void listen() {
    DemoData.seed(org);
    user = new Users(org).idOf(ConsumerApps.INTEGRATION_USER);
    org.onCommit(
        any -> true,
        new ChangePublisher(transactions::add, () -> true, any -> true, () -> 100_000));
  }

  private <T> T write(Function<Records, T> work) {
    Function<Transaction, T> inside = transaction -> work.apply(new Records(transaction));
    return org.write(Caller.of(user, ORIGIN), inside);
  }

  private String create(String object, ObjectNode body) {
    return write(records -> records.create(org.schema().require(object), body));
  }

  private void update(String object, String id, ObjectNode body) {
    write(
        records -> {
          records.update(org.schema().require(object), id, body);
          return id;
        });
  }

  private ChangeEvent only() {
    assertThat(transactions).hasSize(1);
    assertThat(transactions.get(0)).hasSize(1);
    return transactions.get(0).get(0);
  }

  @Test
  void a_create_tells_all_fields_that_are_not_empty() {
    String id = create("Account", Json.object().put("Name", "A").put("BillingCity", "Linz"));
    ChangeEvent event = only();
    assertThat(event.changeType()).isEqualTo("CREATE");
    assertThat(event.recordIds()).containsExactly(id);
    assertThat(event.changeOrigin()).isEqualTo(ORIGIN);
    assertThat(event.commitUser()).isEqualTo(user);
    assertThat(event.commitTimestamp()).isEqualTo(NOW.toEpochMilli());
    assertThat(event.values().path("BillingCity").asText()).isEqualTo("Linz");
    assertThat(event.values().has("LastModifiedDate")).isTrue();
    assertThat(event.values().has("SystemModstamp")).isFalse();
    assertThat(event.values().has("Phone")).isFalse();
  }

  @Test
  void an_update_tells_what_changed_and_null_for_what_was_cleared() {
    String id = create("Account", Json.object().put("Name", "A").put("Phone", "1").put("Fax", "2"));
    transactions.clear();
    update("Account", id, Json.object().put("Name", "A").putNull("Phone").put("Fax", "3"));
    assertThat(only().values().toString())
        .isEqualTo(
            "{\"Phone\":null,\"Fax\":\"3\",\"LastModifiedDate\":\"2026-11-21T10:00:00.000+0000\"}");
  }

  @Test
  void an_update_that_changes_nothing_is_no_event() {
    String id = create("Account", Json.object().put("Name", "A"));
    transactions.clear();
    update("Account", id, Json.object().put("Name", "A"));
    assertThat(transactions).isEmpty();
  }

  @Test
  void the_same_change_of_several_records_is_one_event() {
    String first = create("Account", Json.object().put("Name", "A"));
    String second = create("Account", Json.object().put("Name", "B"));
    transactions.clear();
    write(
        records -> {
          ObjectNode body = Json.object().put("Rating", "Hot");
          records.update(org.schema().require("Account"), first, body);
          records.update(org.schema().require("Account"), second, body);
          return null;
        });
    assertThat(only().recordIds()).containsExactly(first, second);
  }

  @Test
  void a_line_tells_its_parents_new_sums_in_the_same_transaction() {
    ObjectNode order =
        org.read(
            () ->
                org.table(org.schema().require("WorkOrder")).all().stream()
                    .filter(row -> row.path("CurrencyIsoCode").asText().equals("EUR"))
                    .findFirst()
                    .orElseThrow());
    ObjectNode line =
        org.read(
            () ->
                org.table(org.schema().require("WorkOrderLineItem")).all().stream()
                    .filter(row -> row.get("WorkOrderId").equals(order.get("Id")))
                    .findFirst()
                    .orElseThrow());
    update("WorkOrderLineItem", line.get("Id").textValue(), Json.object().put("Quantity", 9));
    List<ChangeEvent> events = transactions.get(0);
    assertThat(events)
        .extracting(ChangeEvent::entity)
        .containsExactly("WorkOrderLineItem", "WorkOrder");
    assertThat(events).extracting(ChangeEvent::sequenceNumber).containsExactly(1, 2);
    assertThat(events)
        .extracting(ChangeEvent::transactionKey)
        .containsOnly(events.get(0).transactionKey());
    assertThat(events.get(1).values().has("GrandTotal")).isTrue();
  }

  @Test
  void a_delete_tells_no_fields_and_the_details_go_first() {
    String account = create("Account", Json.object().put("Name", "A"));
    String contact =
        create("Contact", Json.object().put("LastName", "C").put("AccountId", account));
    transactions.clear();
    write(
        records -> {
          records.delete(org.schema().require("Account"), account);
          return null;
        });
    assertThat(transactions.get(0))
        .extracting(ChangeEvent::changeType)
        .containsExactly("DELETE", "DELETE");
    assertThat(transactions.get(0).get(0).recordIds()).containsExactly(contact);
    assertThat(transactions.get(0).get(1).values()).isEmpty();
  }

  @Test
  void what_is_rolled_back_is_never_told() {
    write(
        records -> {
          return null;
        });
    org.write(
        Caller.of(user, ORIGIN),
        transaction -> {
          new Records(transaction)
              .create(org.schema().require("Account"), Json.object().put("Name", "A"));
          transaction.rollBackTo(0);
          return null;
        });
    assertThat(transactions).isEmpty();
  }
}
