package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.inbox.State;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.Selection;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we have written ourselves is nobody's change, also if we died before we noted it (G20). */
class MergeBaseTest {

  private static final String FLOW = "account-customer";

  @Test
  void our_own_write_whose_commit_was_lost_is_no_conflict_with_a_newer_value(@TempDir Path home)
      throws Exception {
    try (TinyHouse house = new TinyHouse(home)) {
      RecordRef customer = inStep(house, "Bremen");
      house.crm.put("Account", "001A", "BillingCity", "Kiel");
      ObjectNode ours = JsonText.object().put("city", "Kiel");
      house.engine.state().effects().noteUpdate(customer, ours);
      house.erp.put("customers", "c-1", "city", "Kiel");

      house.crm.put("Account", "001A", "BillingCity", "Hamburg");
      carry(house);

      assertThat(city(house, customer)).isEqualTo("Hamburg");
    }
  }

  @Test
  void a_persons_newer_value_over_our_own_write_is_a_conflict(@TempDir Path home) throws Exception {
    try (TinyHouse house = new TinyHouse(home)) {
      RecordRef customer = inStep(house, "Bremen");
      house.engine.state().effects().noteUpdate(customer, JsonText.object().put("city", "Kiel"));
      house.erp.put("customers", "c-1", "city", "Rostock");

      house.crm.put("Account", "001A", "BillingCity", "Hamburg");
      carry(house);

      assertThat(city(house, customer)).isEqualTo("Rostock");
    }
  }

  @Test
  void a_value_that_went_back_while_our_write_was_forgotten_is_carried(@TempDir Path home)
      throws Exception {
    try (TinyHouse house = new TinyHouse(home)) {
      RecordRef customer = inStep(house, "Bremen");
      house.engine.state().effects().noteUpdate(customer, JsonText.object().put("city", "Kiel"));
      house.erp.put("customers", "c-1", "city", "Kiel");

      carry(house);

      assertThat(city(house, customer)).isEqualTo("Bremen");
    }
  }

  private static RecordRef inStep(TinyHouse house, String city) {
    Link link = house.link(FLOW, "001A", "c-1");
    house.crm.put("Account", "001A", "BillingCity", city);
    house.erp.put("customers", "c-1", "city", city);
    house
        .engine
        .pairs()
        .save(new Link(link.id(), FLOW, base(link.crm()), base(link.erp()), none()));
    return link.erp().ref();
  }

  private static Link.Side base(Link.Side side) {
    ObjectNode agreed = none().put("name", "001A").put("city", "Bremen");
    return new Link.Side(side.ref(), side.number(), side.version(), agreed);
  }

  private static ObjectNode none() {
    return JsonText.object();
  }

  private static void carry(TinyHouse house) throws Exception {
    house.live(FLOW);
    house.crm.tell("Account", "001A");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> house.messages(FLOW, State.DELIVERED).size() == 1);
  }

  private static String city(TinyHouse house, RecordRef customer) {
    return house.erp.read(customer, Selection.of()).orElseThrow().values().path("city").asText();
  }
}
