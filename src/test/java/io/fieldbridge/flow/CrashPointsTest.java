package io.fieldbridge.flow;

import static io.fieldbridge.flow.CrashHouse.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.Mappings;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.store.Store;
import io.fieldbridge.store.StoreSettings;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever point the process dies at, and at whatever point the next one dies: one account, one
 * customer, the newest values, and nothing left open (G20, G23).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashPointsTest {

  private static final int RANDOM_RUNS = Integer.getInteger("crash.random", 10);

  /** 0: one by chance for each first death; else every one of that many. */
  private static final int SECOND_DEATHS = Integer.getInteger("crash.second-deaths", 0);

  private Store store;
  private Contracts contracts = Contracts.load(Path.of("mappings"));

  @BeforeAll
  void open(@TempDir Path home) {
    store = Store.open(StoreSettings.embedded(home));
    CrashPoints.watch(store);
  }

  @AfterAll
  void close() {
    store.close();
  }

  /** A scene: what people do. */
  private interface Scene {
    void begin(CrashHouse house);

    void check(CrashHouse house);
  }

  private static final Scene ENTERED_IN_CRM =
      new Scene() {
        @Override
        public void begin(CrashHouse house) {
          house.crm.enter(values("Name", "Weser Plant", "Phone", "1"));
        }

        @Override
        public void check(CrashHouse house) {
          assertThat(house.erp.all()).hasSize(1);
          assertThat(house.erp.all().get(0).path("displayName").asText()).isEqualTo("Weser Plant");
          assertThatOnePair(house);
        }
      };

  private static final Scene ENTERED_IN_ERP =
      new Scene() {
        @Override
        public void begin(CrashHouse house) {
          house.erp.enter(values("displayName", "Elbe Works"));
        }

        @Override
        public void check(CrashHouse house) {
          assertThat(house.crm.all()).hasSize(1);
          assertThat(house.crm.all().get(0).path("Name").asText()).isEqualTo("Elbe Works");
          assertThatOnePair(house);
        }
      };

  /** The ERP of a stale echo: 1, 2, 3 are entered, and the event of 2 comes after 3 was written. */
  private static final Scene EDITED_AGAIN_AND_AGAIN =
      new Scene() {
        @Override
        public void begin(CrashHouse house) {
          String id = house.crm.enter(values("Name", "Weser Plant", "Phone", "1"));
          house
              .then(() -> house.crm.edit(id, values("Phone", "2")))
              .then(() -> house.crm.edit(id, values("Phone", "3")));
        }

        @Override
        public void check(CrashHouse house) {
          assertThat(house.crm.all().get(0).path("Phone").asText()).isEqualTo("3");
          assertThat(house.erp.all()).hasSize(1);
          assertThat(house.erp.all().get(0).path("phoneNumber").asText()).isEqualTo("3");
          assertThatOnePair(house);
        }
      };

  private static final Scene DELETED =
      new Scene() {
        @Override
        public void begin(CrashHouse house) {
          String id = house.crm.enter(values("Name", "Weser Plant", "Phone", "1"));
          house.then(() -> house.crm.remove(id));
        }

        @Override
        public void check(CrashHouse house) {
          assertThat(house.crm.all()).isEmpty();
          assertThat(house.erp.all()).hasSizeLessThan(2);
          assertThat(house.openCreations()).isZero();
          assertThat(house.told()).isGreaterThanOrEqualTo(house.erp.all().size());
        }
      };

  /**
   * The process dies while the creation is in the air, and a person is faster than the next one.
   */
  private static final Scene DELETED_AS_SOON_AS_MADE =
      new Scene() {
        @Override
        public void begin(CrashHouse house) {
          house.erp.enter(values("displayName", "Elbe Works"));
          house.crm.afterLanding(
              () ->
                  house.crm.all().stream()
                      .map(account -> account.path("id").asText())
                      .forEach(house.crm::remove));
        }

        @Override
        public void check(CrashHouse house) {
          assertThat(house.crm.all().size() + house.crm.deleted().size()).isEqualTo(1);
          assertThat(house.told()).isEqualTo(house.crm.deleted().size());
          assertThat(house.links()).isEqualTo(1);
          assertThat(house.openCreations()).isZero();
        }
      };

  /** It takes effect after it was looked for, and before anybody asks whether it still may. */
  private static final Scene MADE_WHILE_THE_ANSWER_IS_ON_ITS_WAY =
      new Scene() {
        @Override
        public void begin(CrashHouse house) {
          house.crm.enter(values("Name", "Weser Plant", "Phone", "1"));
          house.erp.landsAfterNothingFound();
        }

        @Override
        public void check(CrashHouse house) {
          assertThatOnePair(house);
        }
      };

  /** As before, but by then the account is deleted. */
  private static final Scene DELETED_WHILE_THE_ANSWER_IS_ON_ITS_WAY =
      new Scene() {
        @Override
        public void begin(CrashHouse house) {
          DELETED.begin(house);
          house.erp.landsAfterNothingFound();
        }

        @Override
        public void check(CrashHouse house) {
          DELETED.check(house);
        }
      };

  private static void assertThatOnePair(CrashHouse house) {
    assertThat(house.crm.all()).hasSize(1);
    assertThat(house.erp.all()).hasSize(1);
    assertThat(house.links()).isEqualTo(1);
    assertThat(house.openCreations()).isZero();
    assertThat(house.told()).isZero();
  }

  @Test
  void an_account_becomes_one_customer_wherever_two_processes_die() {
    everyPairOfDeaths(ENTERED_IN_CRM);
  }

  @Test
  void a_customer_becomes_one_account_wherever_two_processes_die() {
    everyPairOfDeaths(ENTERED_IN_ERP);
  }

  @Test
  void the_newest_value_stands_wherever_a_process_dies() {
    everyDeath(EDITED_AGAIN_AND_AGAIN);
    atRandom(EDITED_AGAIN_AND_AGAIN);
  }

  @Test
  void a_deleted_account_leaves_no_customer_that_nobody_is_told_of_wherever_a_process_dies() {
    everyDeath(DELETED);
    atRandom(DELETED);
  }

  @Test
  void an_account_that_is_deleted_as_soon_as_it_is_made_is_told_wherever_a_process_dies() {
    everyDeath(DELETED_AS_SOON_AS_MADE);
    everyPairOfDeaths(DELETED_AS_SOON_AS_MADE);
    atRandom(DELETED_AS_SOON_AS_MADE);
  }

  @Test
  void a_flow_that_hears_nothing_of_accounts_tells_a_deleted_one_by_its_customer(
      @TempDir Path home) {
    Contracts bothWays = contracts;
    Mappings.copiedTo(home).replace("account-customer", "direction: both", "direction: to-crm");
    contracts = Contracts.load(home.resolve("mappings"));
    try {
      everyDeath(DELETED_AS_SOON_AS_MADE);
    } finally {
      contracts = bothWays;
    }
  }

  @Test
  void a_creation_that_takes_effect_right_after_it_was_looked_for_is_not_repeated() {
    everyDeath(MADE_WHILE_THE_ANSWER_IS_ON_ITS_WAY);
  }

  @Test
  void a_customer_made_right_after_it_was_looked_for_is_told_although_its_account_is_deleted() {
    everyDeath(DELETED_WHILE_THE_ANSWER_IS_ON_ITS_WAY);
    atRandom(DELETED_WHILE_THE_ANSWER_IS_ON_ITS_WAY);
  }

  @Test
  void an_account_becomes_one_customer_whichever_question_the_erp_refuses() {
    everyRefusal(ENTERED_IN_CRM, house -> house.erp);
  }

  @Test
  void a_customer_becomes_one_account_whichever_question_the_crm_refuses() {
    everyRefusal(ENTERED_IN_ERP, house -> house.crm);
  }

  private void everyRefusal(Scene scene, Function<CrashHouse, MemorySystem> system) {
    int questions = 1;
    for (int refused = 0; refused <= questions; refused++) {
      CrashHouse house = new CrashHouse(store, contracts);
      house.erp.template(values("paymentTermsId", "30 DAYS"));
      system.apply(house).refuse(refused);
      scene.begin(house);
      house.run(new Random(0));
      scene.check(house);
      questions = system.apply(house).asked();
    }
  }

  private void everyDeath(Scene scene) {
    int points = play(scene, 0);
    for (int death = 0; death < points; death++) {
      play(scene, 0, death);
    }
  }

  private void everyPairOfDeaths(Scene scene) {
    int points = play(scene, 0);
    Random random = new Random(points);
    for (int first = 0; first < points; first++) {
      int from = SECOND_DEATHS == 0 ? random.nextInt(points) : 0;
      for (int second = from; second < Math.max(from + 1, SECOND_DEATHS); second++) {
        play(scene, 0, first, second);
      }
    }
  }

  /** Up to five deaths, and turns in an order of chance. */
  private void atRandom(Scene scene) {
    for (int seed = 1; seed <= RANDOM_RUNS; seed++) {
      Random random = new Random(seed);
      int[] deaths = random.ints(1 + random.nextInt(5), 0, 25).toArray();
      play(scene, seed, deaths);
    }
  }

  /** Plays the scene and checks its end; how many points were passed. */
  private int play(Scene scene, long order, int... deaths) {
    CrashHouse house = new CrashHouse(store, contracts);
    scene.begin(house);
    try {
      house.run(new Random(order), deaths);
      scene.check(house);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "order %d, deaths at %s".formatted(order, java.util.Arrays.toString(deaths)), e);
    }
    return house.points.passed();
  }
}
