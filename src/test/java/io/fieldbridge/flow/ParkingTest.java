package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.inbox.State;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever parks a message, the record in the CRM and the listeners are told (G18, G19, G30). */
class ParkingTest {

  private static final String FLOW = "account-customer";
  private static final String STATUS = "ERP_Sync_Status__c";
  private static final String REASON = "ERP_Sync_Reason__c";

  @TempDir private Path home;
  private TinyHouse house;
  private final List<String> news = new CopyOnWriteArrayList<>();

  @BeforeEach
  void build() {
    house = new TinyHouse(home);
    house.engine.parkedNews().listen(told -> news.add(told.reason().code()));
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void an_unforeseen_error_asks_for_a_retry_on_the_record() throws Exception {
    start("- throwException: { exceptionType: java.lang.IllegalStateException, message: no good }");

    house.crm.tell("Account", "001A");

    ObjectNode shown = reportTo("001A");
    assertThat(shown.path(STATUS).asText()).isEqualTo("Retry Required");
    assertThat(shown.path(REASON).asText()).contains("no good");
    assertThat(shown.path("ERP_Last_Sync_At__c").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000Z");
    await().untilAsserted(() -> assertThat(news).containsExactly("unexpected"));
  }

  @Test
  void a_reason_that_the_record_shows_already_is_told_again_in_full() throws Exception {
    String reason =
        "The record carries the ERP number 'X99', but the ERP has no unlinked record of that"
            + " number.";
    house.crm.put("Account", "001A", "Name", "Odd", "ERP_Customer_Id__c", "X99", REASON, reason);
    house.live(FLOW);

    house.crm.tell("Account", "001A");

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !house.messages(FLOW, State.PARKED).isEmpty());
    assertThat(house.messages(FLOW, State.PARKED).get(0).reason().orElseThrow().text())
        .isEqualTo(reason);
  }

  @Test
  void what_the_route_has_reported_before_it_failed_does_not_stand() throws Exception {
    house.crm.put("Account", "001A", "Name", "Accepted Too Soon");
    start(
        """
        - to: sync:read
                - to: sync:report?outcome=pending
                - throwException: { exceptionType: java.lang.IllegalStateException, message: late }\
        """);

    house.crm.tell("Account", "001A");

    assertThat(reportTo("001A").path(STATUS).asText()).isEqualTo("Retry Required");
  }

  @Test
  void a_record_that_ended_the_process_three_times_says_so() throws Exception {
    killedThreeTimes("001A");

    start("- to: sync:read");

    ObjectNode shown = reportTo("001A");
    assertThat(shown.path(STATUS).asText()).isEqualTo("Retry Required");
    assertThat(shown.path(REASON).asText()).contains("3 times");
    await().untilAsserted(() -> assertThat(news).containsExactly("process-died"));
    assertThat(house.engine.state().journal().timeline("001A"))
        .anyMatch(entry -> entry.entry().event().equals("parked"));
  }

  @Test
  void a_deletion_that_a_person_decides_is_told_to_the_other_half() throws Exception {
    house.write("mappings/" + FLOW + ".yaml", house.contract(FLOW).replace("unlink", "ask"));
    house.reload();
    Link link = house.link(FLOW, "001A", "c-1");
    house.erp.remove(link.erp().ref());
    start("- to: sync:read");

    house.receive(FLOW, "to-crm", change(link.erp().ref(), Change.Kind.DELETE));

    ObjectNode shown = reportTo("001A");
    assertThat(shown.path(STATUS).asText()).isEqualTo("Retry Required");
    assertThat(shown.path(REASON).asText()).contains("c-1").contains("deleted");
    await().untilAsserted(() -> assertThat(news).containsExactly("deleted"));
  }

  @Test
  void a_record_that_turns_out_to_need_nothing_says_so() throws Exception {
    house.link(FLOW, "001A", "c-1");
    house.crm.put("Account", "001A", "Name", "001A", STATUS, "Rejected by ERP");
    start(
        """
        - to: sync:read
                - to: sync:translate?to=erp
                - to: sync:write?system=erp&object=customers
                - to: sync:link
                - to: sync:report\
        """);

    house.crm.tell("Account", "001A");

    assertThat(reportTo("001A").path(STATUS).asText()).isEqualTo("Accepted by ERP");
  }

  private void start(String steps) throws Exception {
    house.ship("_delivery.camel.yaml");
    house.write("routes/deliveries.camel.yaml", house.routes(FLOW, steps));
    house.start();
    house.engine.state().modes().set(FLOW, FlowMode.LIVE, "test");
  }

  /** As the store looks when the third process has died with the message in its hands. */
  private void killedThreeTimes(String account) {
    RecordRef record = new RecordRef("salesforce", "Account", account);
    house.receive(FLOW, "to-erp", change(record, Change.Kind.UPDATE));
    house.engine.state().inbox().claim(FLOW, "to-erp", 1);
    house
        .engine
        .state()
        .store()
        .update(
            "update message set lost_claims = 2, lost_alone = 2, fence = fence - 1 where flow = ?",
            FLOW);
  }

  private static Change change(RecordRef record, Change.Kind kind) {
    return new Change(
        record + " " + kind, record, kind, JsonText.object(), Instant.EPOCH, "person", "");
  }

  private ObjectNode reportTo(String account) {
    List<Message> found = new CopyOnWriteArrayList<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              found.addAll(
                  house
                      .engine
                      .state()
                      .inbox()
                      .list(MessageFilter.any().inFlow(Arrivals.REPORT), 0, 10));
              return !found.isEmpty();
            });
    assertThat(found.get(0).record().id()).isEqualTo(account);
    return found.get(0).change().values();
  }
}
