package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.failure.ContractException;
import io.fieldbridge.inbox.State;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers that finance deleted are found by their missing keys (G34). */
class KeySweepTest {

  private static final String FLOW = "account-customer";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path home;
  private TinyHouse house;
  private KeySweep sweep;

  @BeforeEach
  void build() {
    house = new TinyHouse(home);
    sweep = new KeySweep(house.engine);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void a_pair_whose_customer_is_gone_is_parted_and_the_others_stay() throws Exception {
    Link gone = house.link(FLOW, "001A", "c-1");
    Link there = house.link(FLOW, "001B", "c-2");
    house.erp.remove(gone.erp().ref());
    house.live(FLOW);

    assertThat(sweep.sweep()).isEqualTo(1);

    await().atMost(PATIENCE).until(() -> house.engine.state().links().find(gone.id()).isEmpty());
    assertThat(house.engine.state().links().find(there.id())).isPresent();
    assertThat(house.crm.find("Account", Map.of(), Selection.of(), 9)).hasSize(2);
    assertThat(house.received(FLOW)).containsExactly("c-1");
  }

  @Test
  void a_loss_that_a_person_has_to_decide_is_told_once_and_not_every_night() throws Exception {
    house.write("mappings/" + FLOW + ".yaml", house.contract(FLOW).replace("unlink", "ask"));
    house.reload();
    house.erp.remove(house.link(FLOW, "001A", "c-1").erp().ref());
    house.live(FLOW);

    assertThat(sweep.sweep()).isEqualTo(1);
    await().atMost(PATIENCE).until(() -> house.messages(FLOW, State.PARKED).size() == 1);
    assertThat(sweep.sweep()).isZero();

    assertThat(house.messages(FLOW, State.PARKED).get(0).reason().orElseThrow().code())
        .isEqualTo("deleted");
    assertThat(house.received(Arrivals.REPORT)).containsExactly("001A");
  }

  @Test
  void losses_in_great_number_are_not_believed() throws Exception {
    List<Link> links = new ArrayList<>();
    for (int pair = 0; pair < 30; pair++) {
      links.add(house.link(FLOW, "001-" + pair, "c-" + pair));
    }
    links.forEach(link -> house.erp.remove(link.erp().ref()));
    house.live(FLOW);

    assertThatThrownBy(sweep::sweep)
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("30 of 30")
        .hasMessageContaining("permissions");
    assertThat(house.received(FLOW)).isEmpty();
  }

  @Test
  void a_flow_that_is_not_live_is_left_alone() throws Exception {
    house.erp.remove(house.link(FLOW, "001A", "c-1").erp().ref());
    house.ship("_delivery.camel.yaml");
    house.start();

    assertThat(sweep.sweep()).isZero();
  }
}
