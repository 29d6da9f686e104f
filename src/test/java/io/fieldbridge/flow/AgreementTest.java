package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.inbox.State;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.Selection;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people change between our write and the look at what it made is carried, too (G20). */
class AgreementTest {

  private static final String FLOW = "account-customer";
  private static final String LONG = "Villingen-Schwenningen am Neckar";
  private static final RecordRef ACCOUNT = new RecordRef("salesforce", "Account", "001A");

  @Test
  void an_edit_between_an_update_and_its_reading_comes_back(@TempDir Path home) throws Exception {
    try (TinyHouse house = new TinyHouse(home)) {
      RecordRef customer = house.link(FLOW, "001A", "c-1").erp().ref();
      house.crm.put("Account", "001A", "BillingCity", "Kiel");

      carryWhilePeopleMove(house, customer);
      customerTold(house, customer);

      assertThat(city(house)).isEqualTo("Rostock");
    }
  }

  @Test
  void an_edit_between_a_creation_and_its_reading_comes_back(@TempDir Path home) throws Exception {
    try (TinyHouse house = new TinyHouse(home)) {
      house.crm.put("Account", "001A", "Name", "Mill", "BillingCity", "Kiel");
      RecordRef customer = house.erp.next("customers");

      carryWhilePeopleMove(house, customer);
      customerTold(house, customer);

      assertThat(city(house)).isEqualTo("Rostock");
    }
  }

  @Test
  void an_edit_of_a_field_that_was_not_sent_comes_back(@TempDir Path home) throws Exception {
    try (TinyHouse house = new TinyHouse(home)) {
      RecordRef customer = inStep(house);
      house.crm.put("Account", "001A", "Name", "Mill & Sons");

      carryWhilePeopleMove(house, customer);
      customerTold(house, customer);

      assertThat(city(house)).isEqualTo("Rostock");
    }
  }

  @Test
  void what_the_target_cut_is_agreed_where_nobody_else_wrote(@TempDir Path home) throws Exception {
    try (TinyHouse house = new TinyHouse(home)) {
      RecordRef customer = inStep(house);
      house.crm.put("Account", "001A", "BillingCity", LONG);

      carry(house);
      customerTold(house, customer);

      assertThat(city(house)).isEqualTo(LONG);
    }
  }

  private static RecordRef inStep(TinyHouse house) {
    Link link = house.link(FLOW, "001A", "c-1");
    house.crm.put("Account", "001A", "BillingCity", "Kiel");
    house.erp.put("customers", "c-1", "city", "Kiel");
    house
        .engine
        .pairs()
        .save(new Link(link.id(), FLOW, agreed(link.crm()), agreed(link.erp()), JsonText.object()));
    return link.erp().ref();
  }

  private static Link.Side agreed(Link.Side side) {
    ObjectNode base = JsonText.object().put("name", "001A").put("city", "Kiel");
    return new Link.Side(side.ref(), side.number(), side.version(), base);
  }

  private static void carryWhilePeopleMove(TinyHouse house, RecordRef customer) throws Exception {
    house.erp.afterNextWrite(
        () -> house.erp.put(customer.object(), customer.id(), "city", "Rostock"));
    carry(house);
  }

  private static void carry(TinyHouse house) throws Exception {
    house.live(FLOW);
    house.crm.tell("Account", "001A");
    awaitDelivered(house, 1);
  }

  private static void customerTold(TinyHouse house, RecordRef customer) {
    Change told =
        new Change(
            "told", customer, Change.Kind.UPDATE, JsonText.object(), Instant.EPOCH, "person", "");
    house.receive(FLOW, "to-crm", told);
    awaitDelivered(house, 2);
  }

  private static void awaitDelivered(TinyHouse house, int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> house.messages(FLOW, State.DELIVERED, State.SKIPPED).size() == count);
  }

  private static String city(TinyHouse house) {
    return house
        .crm
        .read(ACCOUNT, Selection.of())
        .orElseThrow()
        .values()
        .path("BillingCity")
        .asText();
  }
}
