package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.ReferenceMissingException;
import io.fieldbridge.inbox.State;
import io.fieldbridge.link.FlowMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Deliveries go on when what they need fails for a while, and end when it fails for ever (P15). */
class EnduranceTest {

  private static final String FLOW = "account-customer";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path home;
  private TinyHouse house;

  @BeforeEach
  void build() {
    house = new TinyHouse(home);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void a_reference_that_never_comes_ends_parked_with_its_reason() throws Exception {
    Processor missing =
        exchange -> {
          throw new ReferenceMissingException(
              Reason.of("reference-missing", "The Contact 003 is not linked yet.", "Link it."),
              "",
              null);
        };
    house.camel.getRegistry().bind("missing", Processor.class, missing);
    start(
        "- process: { ref: missing }", "backOff=5s&backOffMax=10m&tries=40", "backOff=1ms&tries=3");

    house.crm.tell("Account", "001A");

    await().atMost(PATIENCE).until(() -> house.messages(FLOW, State.PARKED).size() == 1);
    var parked = house.messages(FLOW, State.PARKED).get(0);
    assertThat(parked.attempts()).isEqualTo(3);
    assertThat(parked.reason().orElseThrow().text())
        .contains("The Contact 003 is not linked yet.", "tried 3 times");
    assertThat(house.received(Arrivals.REPORT)).contains("001A");
  }

  @Test
  void the_claiming_thread_survives_a_database_that_fails_for_a_while() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.list = new java.util.concurrent.CopyOnWriteArrayList<>();
    log.start();
    Logger consumer = (Logger) LoggerFactory.getLogger(Lookout.class);
    consumer.addAppender(log);
    try {
      start("- to: sync:read", "tries=40", "tries=40");
      rename("message", "hidden");
      await().atMost(PATIENCE).until(() -> told(log.list));
      rename("hidden", "message");

      house.crm.tell("Account", "001A");

      await().atMost(PATIENCE).until(() -> house.messages(FLOW, State.SKIPPED).size() == 1);
    } finally {
      consumer.detachAppender(log);
    }
  }

  @Test
  void a_row_that_cannot_be_read_is_told_and_its_repair_is_noticed() throws Exception {
    start("- to: sync:read", "tries=40", "tries=40");
    house.engine.state().modes().set(FLOW, FlowMode.PAUSED, "test");
    house.crm.tell("Account", "001A");
    await().atMost(PATIENCE).until(() -> house.received(FLOW).contains("001A"));
    joining("rubbish");
    house.engine.state().modes().set(FLOW, FlowMode.LIVE, "test");

    await().atMost(PATIENCE).until(() -> standstills().size() == 1);
    assertThat(standstills().get(0))
        .startsWith("Deliveries of account-customer to-erp stand still since 2")
        .contains("rubbish");

    joining("NEVER");

    await().atMost(PATIENCE).until(() -> house.messages(FLOW, State.SKIPPED).size() == 1);
    await().atMost(PATIENCE).until(() -> standstills().isEmpty());
  }

  private void joining(String word) {
    house.engine.state().store().update("update message set joining = ?", word);
  }

  private List<String> standstills() {
    return house.engine.deliveries().stream()
        .flatMap(deliveries -> deliveries.told(house.clock.instant()).stream())
        .toList();
  }

  private static boolean told(List<ILoggingEvent> events) {
    return events.stream()
        .anyMatch(event -> event.getFormattedMessage().contains("cannot be read; trying again"));
  }

  private void rename(String table, String name) {
    house.engine.state().store().update("alter table " + table + " rename to " + name);
  }

  private void start(String steps, String waiting, String hurried) throws Exception {
    house.write(
        "routes/_delivery.camel.yaml",
        java.nio.file.Files.readString(Path.of("routes/_delivery.camel.yaml"))
            .replace(waiting, hurried));
    house.write("routes/deliveries.camel.yaml", house.routes(FLOW, steps));
    house.start();
    house.engine.state().modes().set(FLOW, FlowMode.LIVE, "test");
  }
}
