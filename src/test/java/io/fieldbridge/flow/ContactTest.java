package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.ScriptedSystem;
import io.fieldbridge.connector.Systems;
import io.fieldbridge.link.PairIdentity;
import io.fieldbridge.store.Database;
import io.fieldbridge.store.Store;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** First contact is tried until it is made, whatever it fails with, and red until then. */
class ContactTest {

  private final AtomicInteger tries = new AtomicInteger();
  private final Store store = Store.open(Database.H2.fresh());
  private final ScriptedSystem erp = new ScriptedSystem("business-central");
  private final Contact contact =
      new Contact(
          new Systems(Map.of("erp", erp.system()), Map.of(erp.system(), erp)),
          new PairIdentity(store),
          this::failOnce);

  private void failOnce() {
    if (tries.incrementAndGet() == 1) {
      throw new IllegalStateException("nobody foresaw this");
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    contact.stop();
    store.close();
  }

  @Test
  void an_error_that_nobody_foresaw_is_told_and_tried_again() {
    assertThat(contact.status().red(Instant.EPOCH, Instant.EPOCH)).isTrue();

    contact.start();

    await().until(() -> tries.get() == 2);
    assertThat(contact.status().red(Instant.EPOCH, Instant.EPOCH)).isTrue();
    assertThat(contact.status().failure().orElseThrow()).contains("nobody foresaw this");
  }
}
