package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An update of ours beside another one does not tell whose values stand there (G20). */
class OwnUpdatesTest {

  private static final ObjectNode VALUES = JsonText.object().put("Name", "Mill");

  @TempDir private Path home;
  private TinyHouse house;
  private RecordRef account;

  @BeforeEach
  void start() {
    house = new TinyHouse(home);
    account = house.crm.put("Account", "001A", "Name", "Smith");
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void an_update_alone_is_known_to_be_ours() {
    assertThat(update(account).othersWrote()).isFalse();
  }

  @Test
  void an_update_after_which_somebody_else_wrote_is_not() {
    house.crm.afterNextWrite(() -> house.crm.put("Account", "001A", "Name", "Miller"));

    assertThat(update(account).othersWrote()).isTrue();
  }

  @Test
  void nor_is_one_while_another_of_ours_is_under_way_whichever_began_first() {
    AtomicReference<OwnUpdates.Answer> inner = new AtomicReference<>();
    house.crm.afterNextWrite(() -> inner.set(update(account)));

    assertThat(update(account).othersWrote()).isTrue();
    assertThat(inner.get().othersWrote()).isTrue();
    assertThat(update(account).othersWrote()).isFalse();
  }

  @Test
  void another_record_makes_no_difference() {
    RecordRef other = house.crm.put("Account", "001B", "Name", "Jones");
    house.crm.afterNextWrite(() -> house.engine.ownUpdates().set(other, VALUES));

    assertThat(update(account).othersWrote()).isFalse();
  }

  private OwnUpdates.Answer update(RecordRef record) {
    return house.engine.ownUpdates().update(record, "", VALUES);
  }
}
