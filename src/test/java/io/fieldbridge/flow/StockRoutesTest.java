package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.inbox.SeenKeys;
import io.fieldbridge.journal.JournalEntry;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stock Camel finds its words: timer, idempotentConsumer with our repository. */
class StockRoutesTest {

  private TinyHouse house;

  @BeforeEach
  void build(@TempDir Path home) {
    house = new TinyHouse(home);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void the_nightly_sweep_does_not_exist_without_a_retention() throws Exception {
    house.ship("_sweep.camel.yaml");
    house.start();

    assertThat(house.camel.getRoute("sweep")).isNull();
  }

  @Test
  void the_nightly_sweep_is_scheduled_with_one() throws Exception {
    house.retention(Optional.of(Duration.ofDays(30)));
    house.ship("_sweep.camel.yaml");
    house.start();

    assertThat(house.camel.getRoute("sweep").getEndpoint().getEndpointUri())
        .startsWith("timer://sweep");
    assertThat(house.camel.getRouteController().getRouteStatus("sweep").isStarted()).isTrue();
  }

  @Test
  void a_sweep_deletes_what_is_old_and_nothing_without_a_retention() {
    entry();
    house
        .engine
        .state()
        .store()
        .update("update journal set happened_at = happened_at - interval '40' day");
    entry();

    assertThat(new Retention(house.engine.state(), Optional.empty()).sweep()).isZero();
    assertThat(new Retention(house.engine.state(), Optional.of(Duration.ofDays(30))).sweep())
        .isEqualTo(1);
    assertThat(house.engine.state().journal().timeline("001A")).hasSize(1);
  }

  @Test
  void where_a_part_belongs_is_known_for_a_year_however_short_the_retention() {
    RecordRef part = new RecordRef("salesforce", "TimeSheetEntry", "0TE1");
    ObjectNode values = JsonText.object().put("WorkOrderId", "0WO1");
    Change booked = new Change("1", part, Change.Kind.CREATE, values, Instant.EPOCH, "", "");
    State state = house.engine.state();
    state.partRoots().former(booked, "WorkOrderId");
    Retention retention = new Retention(state, Optional.of(Duration.ofDays(30)));

    state.store().update("update part_root set joined_at = joined_at - interval '360' day");
    assertThat(retention.sweep()).isZero();
    state.store().update("update part_root set joined_at = joined_at - interval '10' day");
    assertThat(retention.sweep()).isEqualTo(1);
  }

  @Test
  void a_retention_shorter_than_what_feeds_tell_again_is_refused() {
    assertThatThrownBy(() -> new Retention(house.engine.state(), Optional.of(Duration.ofDays(3))))
        .hasMessageContaining("at least 7 days");
  }

  @Test
  void the_idempotent_consumer_lets_each_key_through_once() throws Exception {
    house.write(
        "routes/once.camel.yaml",
        """
        - route:
            id: once
            from:
              uri: direct:once
              steps:
                - idempotentConsumer:
                    idempotentRepository: inboxRepository
                    expression: { simple: "once ${body}" }
                    steps:
                      - to: mock:worked
        """);
    house.start();
    ProducerTemplate template = house.camel.createProducerTemplate();
    List.of("a", "b", "a").forEach(body -> template.sendBody("direct:once", body));

    MockEndpoint worked = house.camel.getEndpoint("mock:worked", MockEndpoint.class);
    assertThat(worked.getReceivedCounter()).isEqualTo(2);
  }

  @Test
  void a_key_whose_work_was_cut_short_is_forgotten_at_the_next_start_and_a_done_one_is_not() {
    SeenKeys keys = new SeenKeys(house.engine.state().store());
    InboxRepository before = InboxRepository.open(keys);
    before.add("cut short");
    before.add("done");
    before.confirm("done");

    InboxRepository after = InboxRepository.open(keys);

    assertThat(after.contains("cut short")).isFalse();
    assertThat(after.contains("done")).isTrue();
    assertThat(after.add("done")).isFalse();
  }

  @Test
  void a_key_that_is_too_long_is_refused_with_its_length() {
    InboxRepository repository = InboxRepository.open(new SeenKeys(house.engine.state().store()));

    assertThatThrownBy(() -> repository.add("k".repeat(501))).hasMessageContaining("501");
  }

  private void entry() {
    house
        .engine
        .state()
        .journal()
        .write(
            new JournalEntry(
                "",
                "account-customer",
                List.of(new RecordRef("salesforce", "Account", "001A")),
                List.of(),
                "created",
                "text",
                JsonText.object()));
  }
}
