package io.fieldbridge.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.store.Database;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Store;
import io.fieldbridge.store.StoreRefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One record here is one record there, in one pair of systems (P14). */
@ParameterizedClass
@EnumSource(Database.class)
class LinksTest {

  private final Database database;
  private final Store store;
  private final Links links;
  private final String flow = Database.name("account-customer");

  LinksTest(Database database) {
    this.database = database;
    this.store = database.shared();
    this.links = new Links(store);
  }

  private static Link.Side crm(String id, String name) {
    RecordRef ref = new RecordRef("salesforce", "Account", id);
    return new Link.Side(ref, "", "v1", JsonText.object().put("name", name));
  }

  private static Link.Side erp(String id, String number) {
    RecordRef ref = new RecordRef("business-central", "customers", id);
    return new Link.Side(ref, number, "W/\"1\"", JsonText.object());
  }

  @Test
  void a_link_is_found_from_either_side_with_its_bases() {
    Link saved =
        links.save(
            flow,
            crm("001", "Nord"),
            erp("c-1", "10000"),
            JsonText.read("{\"line-1\":\"guid-1\"}"));

    assertThat(links.find(flow, saved.crm().ref())).contains(saved);
    assertThat(links.find(flow, saved.erp().ref())).contains(saved);
    assertThat(links.find("another-flow", saved.crm().ref())).isEmpty();
    assertThat(links.find(saved.id())).contains(saved);
    assertThat(links.updatedAt(saved.id())).isPresent();
  }

  @Test
  void what_an_approval_left_alone_is_known_until_it_is_linked_or_approved_anew() {
    Instant edited = Instant.parse("2026-03-01T08:00:00.123Z");
    Link.Side account = crm("001", "Nord");
    Link.Side customer = erp("c-1", "1");
    LeftAlone leftAlone = links.leftAlone();
    LeftAlone.Seen seen = new LeftAlone.Seen(account.ref(), "v1", edited);
    leftAlone.replace(flow, List.of(seen, new LeftAlone.Seen(customer.ref(), "W/1", edited)));

    assertThat(leftAlone.find(flow, account.ref()).orElseThrow().seen()).isEqualTo(seen);
    assertThat(leftAlone.find("another-flow", account.ref())).isEmpty();
    assertThat(leftAlone.tell(flow, account.ref())).isTrue();
    assertThat(leftAlone.tell(flow, account.ref())).isFalse();

    links.save(flow, account, customer, JsonText.object());
    assertThat(leftAlone.find(flow, account.ref())).isEmpty();
    assertThat(leftAlone.find(flow, customer.ref())).isEmpty();

    leftAlone.replace(flow, List.of(seen));
    leftAlone.replace(flow, List.of());
    assertThat(leftAlone.find(flow, account.ref())).isEmpty();
  }

  @Test
  void a_record_is_as_it_was_left_while_nobody_has_edited_it() {
    Instant edited = Instant.parse("2026-03-01T08:00:00Z");
    RecordRef ref = crm("001", "Nord").ref();
    LeftAlone.Seen seen = new LeftAlone.Seen(ref, "v1", edited);
    Instant later = edited.plusSeconds(1);

    assertThat(seen.isStill(new RemoteRecord(ref, "v1", edited, "", JsonText.object()))).isTrue();
    assertThat(seen.isStill(new RemoteRecord(ref, "v2", edited, "", JsonText.object())))
        .as("the platform has recalculated it")
        .isTrue();
    assertThat(seen.isStill(new RemoteRecord(ref, "v2", later, "", JsonText.object()))).isFalse();
  }

  @Test
  void saving_the_same_pair_again_brings_its_link_up_to_date() {
    Link first = links.save(flow, crm("001", "Nord"), erp("c-1", "1"), JsonText.object());
    Link second = links.save(flow, crm("001", "Süd"), erp("c-1", "2"), JsonText.object());

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(links.find(flow, second.crm().ref())).contains(second);
    assertThat(links.count(flow)).isEqualTo(1);
  }

  @Test
  void a_record_that_is_linked_cannot_be_linked_to_a_third() {
    links.save(flow, crm("001", "Nord"), erp("c-1", "1"), JsonText.object());

    assertThatThrownBy(
            () -> links.save(flow, crm("001", "Nord"), erp("c-2", "2"), JsonText.object()))
        .isInstanceOf(LinkTakenException.class)
        .hasMessageContaining("is already linked to business-central:customers:c-1");
    assertThatThrownBy(
            () -> links.save(flow, crm("002", "Nord"), erp("c-1", "1"), JsonText.object()))
        .isInstanceOf(LinkTakenException.class);
    assertThat(links.count(flow)).isEqualTo(1);
  }

  @Test
  void a_link_is_found_by_the_number_people_know() {
    String number = Database.name("C");
    Link saved = links.save(flow, crm("001", "Nord"), erp("c-1", number), JsonText.object());

    assertThat(links.findByNumber(number)).containsExactly(saved);
    assertThat(links.findByNumber("no such number")).isEmpty();
  }

  @Test
  void links_are_listed_a_page_at_a_time_and_can_be_undone() {
    Link one = links.save(flow, crm("001", "A"), erp("c-1", "1"), JsonText.object());
    Link two = links.save(flow, crm("002", "B"), erp("c-2", "2"), JsonText.object());

    assertThat(links.list(flow, 0, 1)).containsExactly(one);
    assertThat(links.list(flow, one.id(), 10)).containsExactly(two);
    assertThat(links.unlink(one.id())).isTrue();
    assertThat(links.unlink(one.id())).isFalse();
    assertThat(links.find(flow, one.crm().ref())).isEmpty();
    assertThatThrownBy(() -> links.update(one)).hasMessageContaining("is gone");
  }

  @Test
  void the_database_belongs_to_the_pair_it_met_first() {
    try (Store own = Store.open(database.fresh())) {
      PairIdentity identity = new PairIdentity(own);
      identity.bind(Map.of("salesforce.organization", "00D1", "business-central.company", "Nord"));
      identity.bind(Map.of("salesforce.organization", "00D1"));
      identity.bind(Map.of("business-central.tenant", "demo"));

      assertThatThrownBy(() -> identity.bind(Map.of("salesforce.organization", "00D2")))
          .isInstanceOf(StoreRefusedException.class)
          .hasMessageContaining("belongs to salesforce.organization '00D1'")
          .hasMessageContaining("Point the configuration back");
      assertThat(identity.bound()).hasSize(3).containsEntry("salesforce.organization", "00D1");
    }
  }

  @Test
  void a_new_flow_observes_until_somebody_approves() {
    FlowModes modes = new FlowModes(store);
    assertThat(modes.mode(flow)).isEqualTo(FlowMode.OBSERVE);

    modes.set(flow, FlowMode.LIVE, "finance");
    modes.set(flow, FlowMode.PAUSED, "night shift");

    FlowModes.Setting setting = modes.setting(flow);
    assertThat(setting.mode()).isEqualTo(FlowMode.PAUSED);
    assertThat(setting.changedBy()).isEqualTo("night shift");
    assertThat(setting.approvedBy()).contains("finance");
    assertThat(setting.approvedAt()).isPresent();
  }
}
