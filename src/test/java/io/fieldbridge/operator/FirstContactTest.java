package io.fieldbridge.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.effect.Intent;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The match report and the approval on a real database (G28, Z19, Z24). */
class FirstContactTest {

  @TempDir Path home;

  private TestDesk desk;
  private FirstContact contact;
  private Contract accounts;
  private RecordRef twinAccount;
  private RecordRef twinCustomer;
  private RecordRef newAccount;

  @BeforeEach
  void open() {
    desk = new TestDesk(home);
    contact = new FirstContact(desk.desk);
    accounts = desk.desk.contract(TestDesk.ACCOUNTS);
    twinAccount =
        desk.crm.put("Account", "001A", "Name", "Alpha", "Tax_Registration_Number__c", "de 1");
    twinCustomer =
        desk.erp.put(
            "customers",
            "g-1",
            "number",
            "C1",
            "displayName",
            "Alpha AG",
            "taxRegistrationNumber",
            "DE 1");
    newAccount = desk.crm.put("Account", "001B", "Name", "Beta");
    desk.erp.put("customers", "g-2", "number", "C2", "displayName", "Gamma");
    desk.crm.put("Account", "001D", "Name", "Delta");
    desk.erp.put("customers", "g-3", "number", "C3", "displayName", "DELTA");
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void the_report_shows_twins_creations_and_doubts_and_changes_nothing() {
    JsonNode report = contact.report(accounts);

    assertThat(report.path("mode").asText()).isEqualTo("observe");
    assertThat(report.path("linked").asInt()).isZero();
    assertThat(report.path("link")).hasSize(1);
    JsonNode link = report.path("link").get(0);
    assertThat(link.path("record").asText()).isEqualTo(twinAccount.toString());
    assertThat(link.path("other").asText()).isEqualTo("business-central:customers:g-1 (C1)");
    assertThat(report.path("create").findValuesAsText("name")).containsExactly("Beta", "Gamma");
    assertThat(report.path("doubtful").findValuesAsText("name")).containsExactly("Delta", "DELTA");
    assertThat(desk.memory.links().count(TestDesk.ACCOUNTS)).isZero();
    assertThat(messages()).isEmpty();
  }

  @Test
  void an_approval_links_the_twins_lets_them_meet_and_goes_live() {
    JsonNode answer = contact.approve(accounts, false);

    assertThat(answer.path("linked").asInt()).isEqualTo(1);
    assertThat(answer.path("queued").asInt()).isZero();
    Link link = desk.memory.links().find(TestDesk.ACCOUNTS, twinCustomer).orElseThrow();
    assertThat(link.crm().ref()).isEqualTo(twinAccount);
    assertThat(link.erp().number()).isEqualTo("C1");
    assertThat(link.crm().base().isEmpty()).isTrue();
    assertThat(messages()).hasSize(1);
    Message merge = messages().get(0);
    assertThat(merge.record()).isEqualTo(twinAccount);
    assertThat(merge.direction()).isEqualTo("to-erp");
    assertThat(merge.orderKey()).isEqualTo("link:" + link.id());
    assertThat(desk.memory.modes().mode(TestDesk.ACCOUNTS)).isEqualTo(FlowMode.LIVE);
    assertThat(desk.memory.journal().timeline("C1"))
        .extracting(one -> one.entry().event())
        .contains("linked");
  }

  @Test
  void what_waited_for_one_of_the_twins_queues_under_the_pair() {
    Message waiting = desk.claimed(TestDesk.ACCOUNTS, twinAccount);
    desk.memory.inbox().handBack(waiting);

    contact.approve(accounts, false);

    long link = desk.memory.links().find(TestDesk.ACCOUNTS, twinAccount).orElseThrow().id();
    assertThat(desk.memory.inbox().find(waiting.id()).orElseThrow().orderKey())
        .isEqualTo("link:" + link);
  }

  @Test
  void unmatched_records_are_queued_only_when_told_so_and_doubtful_ones_never() {
    contact.approve(accounts, false);
    JsonNode again = contact.approve(accounts, true);

    assertThat(again.path("linked").asInt()).isZero();
    assertThat(again.path("queued").asInt()).isEqualTo(2);
    assertThat(messages())
        .extracting(message -> message.record().id())
        .containsExactlyInAnyOrder("001A", "001B", "g-2");
    assertThat(messages())
        .filteredOn(message -> message.record().id().equals("g-2"))
        .extracting(Message::direction)
        .containsExactly("to-crm");
    assertThat(contact.report(accounts).path("linked").asInt()).isEqualTo(1);
  }

  @Test
  void what_an_approval_leaves_alone_is_remembered_as_it_was_seen() {
    contact.approve(accounts, false);
    assertThat(leftAlone("001B", "001D")).isTrue();
    assertThat(leftAlone("001A")).isFalse();

    contact.approve(accounts, true);
    assertThat(leftAlone("001B")).isFalse();
    assertThat(leftAlone("001D")).isTrue();
  }

  private boolean leftAlone(String... ids) {
    return Stream.of(ids)
        .map(id -> new RecordRef("salesforce", "Account", id))
        .allMatch(ref -> desk.memory.links().leftAlone().find(TestDesk.ACCOUNTS, ref).isPresent());
  }

  @Test
  void an_open_creation_stands_in_the_way_of_telling_twins() {
    desk.memory
        .effects()
        .intend(
            new EffectKey(TestDesk.ACCOUNTS, newAccount, "create"),
            new Intent(
                "business-central", "customers", true, "", JsonText.object(), JsonText.object()));

    assertThatThrownBy(() -> contact.approve(accounts, true))
        .isInstanceOf(ControlRefusedException.class)
        .hasMessageContaining("1 creation(s) in business-central");
    assertThat(desk.memory.modes().mode(TestDesk.ACCOUNTS)).isEqualTo(FlowMode.OBSERVE);
  }

  @Test
  void documents_have_no_twins_and_only_go_live() {
    Contract workOrders = desk.desk.contract(TestDesk.WORK_ORDERS);

    assertThat(contact.report(workOrders).path("create")).isEmpty();
    assertThat(contact.approve(workOrders, true).path("queued").asInt()).isZero();
    assertThat(desk.memory.modes().mode(TestDesk.WORK_ORDERS)).isEqualTo(FlowMode.LIVE);
  }

  @Test
  void a_live_flow_can_be_paused_and_resumed_but_an_observing_one_has_to_be_approved() {
    FlowSwitch flowSwitch = new FlowSwitch(desk.desk);
    assertThatThrownBy(() -> flowSwitch.pause(accounts)).hasMessageContaining("mode observe");
    assertThatThrownBy(() -> flowSwitch.resume(accounts)).hasMessageContaining("approve");
    contact.approve(accounts, false);

    flowSwitch.pause(accounts);
    assertThat(desk.memory.modes().mode(TestDesk.ACCOUNTS)).isEqualTo(FlowMode.PAUSED);
    flowSwitch.resume(accounts);
    assertThat(desk.memory.modes().mode(TestDesk.ACCOUNTS)).isEqualTo(FlowMode.LIVE);
  }

  private List<Message> messages() {
    return desk.memory.inbox().list(MessageFilter.any(), 0, 100);
  }
}
