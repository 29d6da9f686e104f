package io.fieldbridge.inbox;

import static io.fieldbridge.inbox.InboxKit.TO_ERP;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.store.Database;
import io.fieldbridge.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The cost of a claim follows what is claimed, not what waits (P16). */
@ParameterizedClass
@EnumSource(Database.class)
class LargeBacklogTest {

  private static final int WAITING = 5_000;
  private static final int BATCH = 200;

  private final Database database;

  LargeBacklogTest(Database database) {
    this.database = database;
  }

  @Test
  void thousands_behind_a_parked_message_do_not_slow_the_others() {
    try (Store store = Store.open(database.fresh())) {
      InboxKit kit = new InboxKit(store, InboxSettings.defaults());
      kit.inbox.receive(kit.alone("stuck"));
      kit.inbox.parked(kit.claimOne(), InboxKit.REFUSED);
      fill(kit);
      int rounds = 20;
      long began = System.nanoTime();
      for (int i = 0; i < rounds; i++) {
        List<Message> claimed = kit.inbox.claim(kit.flow, TO_ERP, 10);
        assertThat(claimed).hasSize(10);
        claimed.forEach(kit.inbox::delivered);
      }
      assertThat(kit.inbox.backlog().stream().mapToLong(Backlog::count).sum())
          .isEqualTo(WAITING + 1 - rounds * 10);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }
  }

  /** Half of it queues behind the parked message, half is free. */
  private static void fill(InboxKit kit) {
    List<Arrival> batch = new ArrayList<>();
    for (int i = 0; i < WAITING; i++) {
      batch.add(kit.alone(i % 2 == 0 ? "stuck" : "free-" + i));
      if (batch.size() == BATCH) {
        kit.inbox.receive(batch);
        batch.clear();
      }
    }
    kit.inbox.receive(batch);
  }
}
