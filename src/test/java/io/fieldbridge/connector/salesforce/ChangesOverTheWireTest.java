package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.model.Change;
import io.fieldbridge.model.Change.Kind;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The feeds against the simulated org, over gRPC and HTTP (P14 G23). */
@Timeout(60)
class ChangesOverTheWireTest {

  private static final Set<String> OBJECTS = Set.of("Account", "Contact", "WorkOrder");

  @TempDir private Path keys;
  private SimulatedOrg org;

  @BeforeEach
  void start() {
    org = new SimulatedOrg(keys);
  }

  @AfterEach
  void stop() {
    org.close();
  }

  @Test
  void a_persons_edits_are_told_with_author_and_values() {
    startCapture();
    RecordRef ref = create("{'Name':'Nordlicht','BillingCity':'Kiel','Phone':'1'}");
    update(ref, "{'BillingCity':'Bonn','Phone':null}");
    awaitKinds(Kind.CREATE, Kind.UPDATE);
    Change created = org.changes.get(0);
    assertThat(created.record()).isEqualTo(ref);
    assertThat(created.values().path("BillingCity").asText()).isEqualTo("Kiel");
    assertThat(created.author()).isEqualTo(org.person.integrationUser());
    assertThat(created.origin()).contains("client=sales");
    Change updated = org.changes.get(1);
    assertThat(updated.values().path("BillingCity").asText()).isEqualTo("Bonn");
    assertThat(updated.values().path("Phone").isNull()).isTrue();
    assertThat(updated.values().has("Name")).isFalse();
    RemoteRecord record =
        org.connector.reader().read(ref, Selection.of("LastModifiedDate")).orElseThrow();
    assertThat(updated.values().path("LastModifiedDate"))
        .isEqualTo(record.values().path("LastModifiedDate"));
  }

  @Test
  void a_person_has_the_parts_of_a_name() {
    startCapture();
    org.person
        .writer()
        .create("Contact", CapturedOrg.json("{'FirstName':'Ann','LastName':'Berg'}"));
    awaitKinds(Kind.CREATE);
    assertThat(org.changes.get(0).values().path("LastName").asText()).isEqualTo("Berg");
    assertThat(org.changes.get(0).values().path("FirstName").asText()).isEqualTo("Ann");
  }

  @Test
  void an_ended_or_broken_stream_loses_nothing() {
    startCapture();
    RecordRef ref = create("{'Name':'A'}");
    awaitKinds(Kind.CREATE);
    int told = 1;
    for (String fault : List.of("stream-end", "stream-break")) {
      org.fault("{'fault':'" + fault + "'}");
      update(ref, "{'Phone':'" + fault + "'}");
      told++;
      awaitChanges(told);
      assertThat(org.changes.get(told - 1).values().path("Phone").asText()).isEqualTo(fault);
    }
  }

  @Test
  void a_gap_an_overflow_and_a_forgotten_place_are_answered_by_the_records() throws Exception {
    Thread feed = startCapture();
    org.fault("{'fault':'event-gap'}");
    RecordRef ref = create("{'Name':'A'}");
    awaitKinds(Kind.GAP);
    org.fault("{'fault':'event-overflow'}");
    update(ref, "{'Phone':'1'}");
    Awaitility.await().until(() -> told(ref) >= 2);

    feed.interrupt();
    feed.join();
    String position = org.positions.get(org.positions.size() - 1);
    update(ref, "{'Phone':'2'}");
    org.fault("{'fault':'replay-expired'}");
    long before = told(ref);
    org.run(OBJECTS, Optional.of(position));
    Awaitility.await().until(() -> told(ref) > before);
    assertThat(org.changes.get(org.changes.size() - 1).kind()).isEqualTo(Kind.GAP);
  }

  @Test
  void an_object_that_is_not_captured_is_polled() {
    org.run(Set.of("WorkOrderLineItem"), Optional.empty());
    Awaitility.await().until(() -> !org.positions.isEmpty());
    RemoteRecord order =
        org.connector
            .reader()
            .find(
                "WorkOrder", Map.of("IsDeleted", Json.NODES.booleanNode(false)), Selection.of(), 1)
            .get(0);
    RemoteRecord line =
        org.person
            .writer()
            .create(
                "WorkOrderLineItem",
                CapturedOrg.json("{'WorkOrderId':'" + order.ref().id() + "','Subject':'Filter'}"));
    Awaitility.await().until(() -> told(line.ref()) == 1);
    Change change = org.changes.get(org.changes.size() - 1);
    assertThat(change.kind()).isEqualTo(Kind.CREATE);
    assertThat(change.author()).isEqualTo(org.person.integrationUser());
    assertThat(change.values().path("WorkOrderId").asText()).isEqualTo(order.ref().id());
  }

  /** The demo data may bear the second in which the feed began, and is told then. */
  private Thread startCapture() {
    Thread feed = org.run(OBJECTS, Optional.empty());
    Awaitility.await()
        .until(() -> org.positions.stream().anyMatch(position -> !position.startsWith("@")));
    org.changes.clear();
    return feed;
  }

  private RecordRef create(String json) {
    return org.person.writer().create("Account", CapturedOrg.json(json)).ref();
  }

  private void update(RecordRef ref, String json) {
    org.person.writer().update(ref, "", CapturedOrg.json(json));
  }

  private long told(RecordRef ref) {
    return org.changes.stream().filter(change -> change.record().equals(ref)).count();
  }

  private void awaitChanges(int count) {
    Awaitility.await().untilAsserted(() -> assertThat(org.changes).hasSize(count));
  }

  private void awaitKinds(Kind... kinds) {
    Awaitility.await()
        .untilAsserted(() -> assertThat(org.changes).map(Change::kind).containsExactly(kinds));
  }
}
