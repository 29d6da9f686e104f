package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed part is told to the record that it belongs to and to the one that it left (P14). */
class PartIntakeTest {

  private static final RecordRef ENTRY = new RecordRef("salesforce", "TimeSheetEntry", "0TE1");

  @TempDir private Path home;
  private TinyHouse house;

  @BeforeEach
  void start() throws Exception {
    house = new TinyHouse(home);
    for (String route : List.of("one", "another")) {
      house.write(
          "routes/" + route + ".camel.yaml",
          """
          - route:
              id: NAME
              from:
                uri: sync:changes
                parameters: { system: fsm, object: TimeSheetEntry, root: WorkOrderId, rootObject: WorkOrder }
                steps:
                  - to: mock:NAME
          """
              .replace("NAME", route));
    }
    house.start();
    tell(Change.Kind.CREATE, belongsTo("A"));
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void a_part_that_moves_is_told_to_both() {
    tell(Change.Kind.UPDATE, belongsTo("B"));

    awaitRoots("A", "B", "A");
  }

  @Test
  void a_part_that_stays_is_told_once() {
    tell(Change.Kind.UPDATE, belongsTo("A"));

    awaitRoots("A", "A");
  }

  @Test
  void a_part_that_belongs_to_none_any_more_is_told_to_the_one_that_it_left() {
    tell(Change.Kind.UPDATE, belongsTo(null));
    tell(Change.Kind.UPDATE, belongsTo("B"));

    awaitRoots("A", "A", "B");
  }

  @Test
  void a_deletion_that_does_not_tell_where_the_part_belonged_is_told_where_it_did() {
    tell(Change.Kind.DELETE, JsonText.object());

    awaitRoots("A", "A");
  }

  @Test
  void the_one_that_a_part_left_is_told_under_a_name_of_its_own() {
    tell(Change.Kind.UPDATE, belongsTo("B"));
    awaitRoots("A", "B", "A");

    assertThat(mock("one").getExchanges())
        .extracting(exchange -> exchange.getMessage().getBody(Change.class).id())
        .doesNotHaveDuplicates();
  }

  private void tell(Change.Kind kind, ObjectNode values) {
    house.crm.tell(ENTRY, kind, values);
  }

  private static ObjectNode belongsTo(String workOrder) {
    return JsonText.object().put("WorkOrderId", workOrder);
  }

  /** Waits until both routes were told of these work orders, in this order, and of no more. */
  private void awaitRoots(String... workOrders) {
    tell(Change.Kind.UPDATE, belongsTo("last"));
    for (String route : List.of("one", "another")) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(roots(route)).contains("last"));
      List<String> told = roots(route);
      assertThat(told.subList(0, told.indexOf("last"))).containsExactly(workOrders);
    }
  }

  private List<String> roots(String route) {
    return mock(route).getExchanges().stream()
        .map(exchange -> exchange.getVariable(InboxEndpoint.ROOT, RecordRef.class).id())
        .toList();
  }

  private MockEndpoint mock(String route) {
    return house.camel.getEndpoint("mock:" + route, MockEndpoint.class);
  }
}
