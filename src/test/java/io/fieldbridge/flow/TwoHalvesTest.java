package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.ScriptedSystem;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.State;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.Selection;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A company was entered on both sides, and both deliveries have begun before either side was linked
 * (G28, Z19).
 */
class TwoHalvesTest {

  private static final String FLOW = "account-customer";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path home;
  private TinyHouse house;
  private RecordRef account;
  private RecordRef customer;
  private final CountDownLatch accountBegun = new CountDownLatch(1);
  private final CountDownLatch linked = new CountDownLatch(1);
  private final AtomicBoolean beside = new AtomicBoolean();

  @BeforeEach
  void build() {
    house = new TinyHouse(home);
    account = house.enteredOnBothSides();
    customer = new RecordRef("business-central", "customers", "c-1");
    house.camel.getRegistry().bind("begun", Processor.class, (Processor) this::begun);
    house.camel.getRegistry().bind("read", Processor.class, (Processor) this::read);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, false", "true, true", "false, true"})
  void an_edit_made_while_one_delivery_links_them_is_carried_by_the_other(
      boolean accountFirst, boolean accountWasLinked) throws Exception {
    if (accountWasLinked) {
      Link former = house.link(FLOW, "001A", "c-0");
      house.erp.remove(former.erp().ref());
      house.engine.state().links().unlink(former.id());
      house.enteredOnBothSides();
    }
    start();
    Stream.of(accountFirst, !accountFirst).forEach(this::arrives);
    house.engine.state().modes().set(FLOW, FlowMode.LIVE, "test");

    await().atMost(PATIENCE).until(() -> ended() == 2);

    assertThat(value(house.erp, customer, "city")).isEqualTo("Emden");
    assertThat(value(house.crm, account, "BillingCity")).isEqualTo("Emden");
    assertThat(house.engine.state().links().count(FLOW)).isEqualTo(1);
    assertThat(beside).isFalse();
  }

  private int ended() {
    return house.messages(FLOW, State.DELIVERED, State.SKIPPED).size();
  }

  private void start() throws Exception {
    house.ship("_delivery.camel.yaml");
    house.write(
        "routes/deliveries.camel.yaml",
        house.routes(
            FLOW,
            """
            - process: { ref: begun }
                    - to: sync:read
                    - process: { ref: read }
                    - to: sync:translate?to=erp
                    - to: sync:write?system=erp&object=customers
                    - to: sync:link\
            """));
    house.start();
  }

  private void arrives(boolean isAccount) {
    RecordRef ref = isAccount ? account : customer;
    Change change =
        new Change(
            "edit of " + ref,
            ref,
            Change.Kind.UPDATE,
            JsonText.object(),
            Instant.EPOCH,
            "person",
            "");
    house.receive(FLOW, isAccount ? "to-erp" : "to-crm", change);
  }

  /** The account's delivery goes on when the customer's has linked both. */
  private void begun(Exchange exchange) throws InterruptedException {
    if (isAccount(exchange)) {
      accountBegun.countDown();
      awaited(linked);
    } else {
      awaited(accountBegun);
    }
  }

  /** A person edits the account that the customer's delivery has read. */
  private void read(Exchange exchange) {
    if (isAccount(exchange)) {
      beside.set(ended() == 0);
    } else if (linked.getCount() > 0) {
      house.crm.put("Account", "001A", "BillingCity", "Emden");
      linked.countDown();
      await().atMost(PATIENCE).until(() -> beside.get() || waits());
    }
  }

  private boolean waits() {
    List<Message> waiting = house.messages(FLOW, State.WAITING);
    return waiting.stream().anyMatch(message -> message.record().equals(account));
  }

  private boolean isAccount(Exchange exchange) {
    return account.toString().equals(exchange.getVariable("record"));
  }

  private static void awaited(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private static String value(ScriptedSystem system, RecordRef ref, String field) {
    return system.read(ref, Selection.of()).orElseThrow().values().path(field).asText();
  }
}
