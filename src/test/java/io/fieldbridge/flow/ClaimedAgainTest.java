package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.inbox.State;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message is claimed again before the thread that stored its last verdict is done with it. */
class ClaimedAgainTest {

  private static final String FLOW = "account-customer";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RecordRef ACCOUNT = new RecordRef("salesforce", "Account", "001A");
  private static final RecordRef NEXT = new RecordRef("salesforce", "Account", "001B");

  @TempDir private Path home;
  private TinyHouse house;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final AtomicBoolean failing = new AtomicBoolean();
  private final CountDownLatch again = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile Thread first;

  @BeforeEach
  void build() throws Exception {
    house = new TinyHouse(home);
    house.camel.getRegistry().bind("step", Processor.class, (Processor) this::step);
    house.camel.getRegistry().bind("held", Processor.class, (Processor) exchange -> hold());
    house.ship("_delivery.camel.yaml");
  }

  @AfterEach
  void stop() {
    done.countDown();
    house.close();
  }

  private void live(String routes) throws Exception {
    house.write("routes/deliveries.camel.yaml", routes);
    house.start();
    house.engine.state().inbox().onArrival(flow -> committed());
    house.engine.state().modes().set(FLOW, FlowMode.LIVE, "test");
  }

  @Test
  void a_message_in_its_second_delivery_is_no_stray_when_the_first_one_ends() throws Exception {
    live(house.routes(FLOW, "- process: { ref: step }"));
    arrives("edit", ACCOUNT);
    awaited(again);
    await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> !first.isAlive());

    arrives("next", NEXT);
    delivered(1);

    assertThat(house.messages(FLOW, State.CLAIMED))
        .extracting(message -> message.progress().claim())
        .containsExactly(2);
  }

  @Test
  void what_the_routes_before_a_swap_still_deliver_is_no_stray_to_those_after_it()
      throws Exception {
    live(house.routes(FLOW, "- process: { ref: held }").replace("to-erp\n", "to-erp&workers=1\n"));
    arrives("edit", ACCOUNT);
    awaited(again);
    house.camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("inbox:" + FLOW + "?direction=to-erp").process(exchange -> failing.set(true));
          }
        });

    arrives("next", NEXT);
    delivered(1);
    arrives("after", NEXT);
    delivered(2);

    assertThat(house.messages(FLOW, State.CLAIMED))
        .extracting(message -> message.progress().claim())
        .containsExactly(1);
    assertThat(begun).hasValue(1);
  }

  private void delivered(int messages) {
    await()
        .dontCatchUncaughtExceptions()
        .atMost(PATIENCE)
        .until(() -> house.messages(FLOW, State.DELIVERED).size() == messages);
  }

  private void hold() throws InterruptedException {
    begun.incrementAndGet();
    again.countDown();
    awaited(done);
  }

  private void step(Exchange exchange) throws InterruptedException {
    if (!ACCOUNT.toString().equals(exchange.getVariable("record"))) {
      return;
    }
    if (begun.incrementAndGet() == 1) {
      first = Thread.currentThread();
      arrives("repair", ACCOUNT);
      ending.set(true);
      throw new IllegalStateException("parked, but for the repair");
    }
    again.countDown();
    awaited(done);
  }

  /** The first delivery's verdict is stored; its thread is slow, and fails in the end. */
  private void committed() {
    if (ending.get() && Thread.currentThread() == first) {
      try {
        awaited(again);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new InternalError("after the commit");
    }
    if (failing.get() && Thread.currentThread().getName().contains("deliver")) {
      failing.set(false);
      throw new InternalError("after the commit of the next");
    }
  }

  private void arrives(String id, RecordRef record) {
    Change change =
        new Change(id, record, Change.Kind.UPDATE, JsonText.object(), Instant.EPOCH, "person", "");
    house.receive(FLOW, "to-erp", change);
  }

  private static void awaited(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }
}
