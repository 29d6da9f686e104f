package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.model.Change;
import io.fieldbridge.model.Change.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the event bus tells, as changes. */
class CaptureFeedTest {

  private static final String ONE = "001000000000001AAA";
  private static final String TWO = "001000000000002AAA";

  private final CapturedOrg org = new CapturedOrg(Duration.ofMillis(50), Duration.ofSeconds(30));

  @AfterEach
  void stop() {
    org.close();
  }

  @Test
  void a_created_record_comes_with_all_that_is_filled_in_the_form_of_the_rest_api() {
    org.start(Optional.empty());
    org.commit(
        "CREATE",
        "Account",
        "{'Name':'Müller','BillingStreet':'Weg 1','BillingCity':'Köln','NumberOfEmployees':7,"
            + "'AnnualRevenue':12.5,'ERP_Blocked__c':false,'Founded__c':'1999-12-31',"
            + "'Opens__c':'09:30:00.000Z','Seen__c':'2026-03-01T12:00:00.000+0000'}",
        ONE);
    org.awaitChanges(1);
    Change change = org.changes.get(0);
    assertThat(change.kind()).isEqualTo(Kind.CREATE);
    assertThat(change.record()).hasToString("salesforce:Account:" + ONE);
    assertThat(change.author()).isEqualTo("005000000000009AAA");
    assertThat(change.origin()).isEqualTo("com/salesforce/api/rest/62.0;client=test");
    assertThat(change.at()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(change.values())
        .hasToString(
            "{\"Name\":\"Müller\",\"BillingStreet\":\"Weg 1\",\"BillingCity\":\"Köln\","
                + "\"NumberOfEmployees\":7,\"AnnualRevenue\":12.5,\"ERP_Blocked__c\":false,"
                + "\"Founded__c\":\"1999-12-31\",\"Opens__c\":\"09:30:00.000Z\","
                + "\"Seen__c\":\"2026-03-01T12:00:00.000+0000\"}");
  }

  @Test
  void an_update_tells_what_changed_and_what_was_cleared_and_nothing_else() {
    org.start(Optional.empty());
    org.commit(
        "UPDATE",
        "Account",
        "{'Phone':null,'BillingCity':'Bonn','BillingStreet':null,'AnnualRevenue':0}",
        ONE);
    org.commit("UPDATE", "Account", "{'BillingStreet':null,'Name':'Neu'}", ONE);
    org.commit("UPDATE", "Contact", "{'LastName':'Neu','FirstName':null}", "003000000000001AAA");
    org.awaitChanges(3);
    assertThat(org.changes).allMatch(change -> change.kind() == Kind.UPDATE);
    assertThat(org.changes)
        .map(change -> change.values().toString())
        .containsExactly(
            "{\"BillingStreet\":null,\"BillingCity\":\"Bonn\",\"Phone\":null,"
                + "\"AnnualRevenue\":0.0}",
            "{\"Name\":\"Neu\",\"BillingStreet\":null}",
            "{\"FirstName\":null,\"LastName\":\"Neu\"}");
  }

  @Test
  void a_text_told_as_a_difference_asks_for_the_record() {
    org.start(Optional.empty());
    org.commit("UPDATE", "Account", "{'Description':{'diff':'@@ -1 +1 @@'},'Phone':'1'}", ONE);
    org.awaitChanges(1);
    assertThat(org.changes.get(0).kind()).isEqualTo(Kind.GAP);
    assertThat(org.changes.get(0).values()).hasToString("{\"Phone\":\"1\"}");
  }

  @Test
  void deletions_and_gaps_come_without_values() {
    org.start(Optional.empty());
    org.commit("DELETE", "Account", "{}", ONE);
    org.log.faults().gapNextEvents(2);
    org.commit("UPDATE", "Account", "{'Phone':'1'}", ONE);
    org.commit("DELETE", "Account", "{}", TWO);
    org.commit("UNDELETE", "Account", "{'Name':'back'}", ONE);
    org.awaitChanges(4);
    assertThat(org.changes)
        .map(Change::kind)
        .containsExactly(Kind.DELETE, Kind.GAP, Kind.DELETE, Kind.UNDELETE);
    assertThat(org.changes.subList(0, 3)).allMatch(change -> change.values().isEmpty());
  }

  @Test
  void one_event_of_several_records_is_a_change_of_each() {
    org.start(Optional.empty());
    org.commit("UPDATE", "Account", "{'Phone':'1'}", ONE, TWO);
    org.awaitChanges(2);
    assertThat(org.changes).map(change -> change.record().id()).containsExactly(ONE, TWO);
    assertThat(org.changes).map(Change::id).doesNotHaveDuplicates();
  }

  @Test
  void objects_that_nobody_asked_for_are_passed_over_but_the_position_moves() {
    org.start(Optional.empty());
    org.awaitMarked();
    String before = org.lastPosition();
    org.commit("CREATE", "Asset", "{'Name':'x'}", "02i000000000001AAA");
    Awaitility.await().until(() -> !replay(org.lastPosition()).equals(replay(before)));
    assertThat(org.changes).isEmpty();
  }

  @Test
  void more_events_than_may_be_under_way_arrive_in_order() {
    org.start(Optional.empty());
    IntStream.range(0, 1000)
        .forEach(i -> org.commit("UPDATE", "Account", "{'Phone':'" + i + "'}", ONE));
    org.awaitChanges(1000);
    assertThat(org.changes)
        .map(change -> change.values().path("Phone").asInt())
        .isEqualTo(IntStream.range(0, 1000).boxed().toList());
  }

  @Test
  void a_repeated_event_repeats_its_id() {
    org.start(Optional.empty());
    org.bus.duplicateNextEvents(1);
    org.commit("UPDATE", "Account", "{'Phone':'1'}", ONE);
    org.awaitChanges(2);
    assertThat(org.changes.get(0).id()).isEqualTo(org.changes.get(1).id());
  }

  @Test
  void the_next_run_goes_on_where_the_last_one_stood() throws InterruptedException {
    org.start(Optional.empty());
    org.awaitMarked();
    org.commit("UPDATE", "Account", "{'Phone':'1'}", ONE);
    org.awaitChanges(1);
    org.stop();
    assertThat(org.end).isInstanceOf(InterruptedException.class);
    org.commit("UPDATE", "Account", "{'Phone':'2'}", ONE);
    org.start(Optional.of(org.lastPosition()));
    org.commit("UPDATE", "Account", "{'Phone':'3'}", ONE);
    org.awaitChanges(3);
    assertThat(org.changes)
        .map(change -> change.values().path("Phone").asText())
        .containsExactly("1", "2", "3");
  }

  @Test
  void a_first_run_stores_its_place_before_and_after_the_bus_has_told_its_tip() {
    org.start(Optional.empty());
    assertThat(org.positions.get(0)).startsWith("@20");
    org.awaitMarked();
    assertThat(org.changes).isEmpty();
    assertThat(org.alive).hasPositiveValue();
  }

  @Test
  void what_the_sink_did_not_take_is_offered_again_by_the_next_run() throws InterruptedException {
    org.start(Optional.empty());
    org.awaitMarked();
    String position = org.lastPosition();
    org.sinkBroken = true;
    org.commit("UPDATE", "Account", "{'Phone':'1'}", ONE);
    Awaitility.await().until(() -> org.end instanceof IllegalStateException);
    Awaitility.await().until(() -> org.bus.subscribers() == 0);
    org.sinkBroken = false;
    org.start(Optional.of(position));
    org.awaitChanges(1);
  }

  private static String replay(String position) {
    return position.split("@")[0];
  }
}
