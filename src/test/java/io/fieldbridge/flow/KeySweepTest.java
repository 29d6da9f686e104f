package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.failure.ContractException;
import io.fieldbridge.inbox.State;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.link.Sightings;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.Selection;
import java.nio.file.Path;
import java.time.Duration;
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
    lose(30);
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

  @Test
  void losses_that_a_person_confirms_are_told_and_later_ones_are_not() throws Exception {
    lose(30);
    house.live(FLOW);
    assertThatThrownBy(sweep::sweep).hasMessageContaining("release " + FLOW);
    assertThat(sightings().countMissed(FLOW)).isEqualTo(30);
    house.erp.put("customers", "c-7", "displayName", "There after all");

    Losses losses = new Losses(house.engine);
    for (Link missed : sightings().missed(FLOW, 0, 100)) {
      assertThat(losses.tell(contract(), missed)).isTrue();
      assertThat(losses.tell(contract(), missed)).as("once").isFalse();
    }

    assertThat(sightings().countMissed(FLOW)).isZero();
    await().atMost(PATIENCE).until(() -> house.engine.state().links().count(FLOW) == 1);
    assertThat(sweep.sweep()).isZero();
    lose(40);
    assertThatThrownBy(sweep::sweep).hasMessageContaining("40 of 40");
  }

  @Test
  void losses_that_a_person_has_left_as_they_are_do_not_count_among_the_next_ones()
      throws Exception {
    house.write("mappings/" + FLOW + ".yaml", house.contract(FLOW).replace("unlink", "ask"));
    house.reload();
    house.live(FLOW);
    lose(15);
    assertThat(sweep.sweep()).isEqualTo(15);
    await().atMost(PATIENCE).until(() -> house.messages(FLOW, State.PARKED).size() == 15);

    lose(30, 45);

    assertThat(sweep.sweep()).isEqualTo(15);
  }

  @Test
  void what_is_missed_and_there_again_is_missed_no_more() throws Exception {
    lose(30);
    house.live(FLOW);
    assertThatThrownBy(sweep::sweep).isInstanceOf(ContractException.class);

    for (int pair = 0; pair < 30; pair++) {
      house.erp.put("customers", "c-" + pair, "displayName", "There");
    }

    assertThat(sweep.sweep()).isZero();
    assertThat(sightings().countMissed(FLOW)).isZero();
  }

  @Test
  void one_flow_whose_losses_are_not_believed_keeps_no_other_from_its_sweep() throws Exception {
    for (String other : List.of("a-first", "z-last")) {
      house.write(
          "mappings/" + other + ".yaml",
          house.contract(FLOW).replace("contract: " + FLOW, "contract: " + other));
      house.write("mappings/" + other + ".examples.yaml", "examples: []\n");
    }
    house.reload();
    lose(30);
    for (String other : List.of("a-first", "z-last")) {
      house.erp.remove(house.link(other, "001" + other, "c" + other).erp().ref());
      house.engine.state().modes().set(other, FlowMode.LIVE, "test");
    }
    house.live(FLOW);

    assertThatThrownBy(sweep::sweep).hasMessageContaining("30 of 30");

    assertThat(house.received("a-first")).containsExactly("ca-first");
    assertThat(house.received("z-last")).containsExactly("cz-last");
  }

  private void lose(int pairs) {
    lose(0, pairs);
  }

  private void lose(int from, int to) {
    for (int pair = from; pair < to; pair++) {
      house.erp.remove(house.link(FLOW, "001-" + pair, "c-" + pair).erp().ref());
    }
  }

  private Sightings sightings() {
    return house.engine.state().links().sightings();
  }

  private Contract contract() {
    return house.engine.contracts().find(FLOW).orElseThrow();
  }
}
