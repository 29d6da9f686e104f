package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Probe.Creation;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Customers over the wire: P2, P14, P18. */
class SimulatorCustomerTest extends SimulatorTest {

  private static final ObjectNode NEW =
      ScriptedTest.json("{'displayName':'Quay Pumps','city':'Kiel','country':'de'}");

  @Test
  void the_company_is_asked_of_the_system() {
    assertThat(connector.identity().parts()).hasSize(3);
    assertThat(connector.identity().parts().get("company")).hasSize(36);
    assertThat(connector.schema("customers").orElseThrow().field("displayName").orElseThrow())
        .satisfies(field -> assertThat(field.lengthMax()).isEqualTo(100));
    assertThat(connector.schema("customersOfNobody")).isEmpty();
  }

  @Test
  void a_customer_is_created_read_and_changed_under_its_version() {
    RemoteRecord created = connector.writer().create("customers", NEW);
    assertThat(created.values().path("number").asText()).isNotEmpty();
    assertThat(created.values().path("country").asText()).isEqualTo("DE");
    RemoteRecord changed =
        connector
            .writer()
            .update(created.ref(), created.version(), ScriptedTest.json("{'city':'Husum'}"));
    assertThat(changed.version()).isNotEqualTo(created.version());
    assertThat(changed.modifiedAt()).isAfterOrEqualTo(created.modifiedAt());
    assertThatThrownBy(
            () ->
                connector
                    .writer()
                    .update(created.ref(), created.version(), ScriptedTest.json("{'city':'x'}")))
        .isInstanceOf(ContendedException.class);
    RemoteRecord present =
        connector.reader().read(created.ref(), Selection.of("city")).orElseThrow();
    assertThat(present.values().path("city").asText()).isEqualTo("Husum");
  }

  @Test
  void a_parents_field_comes_along() {
    RemoteRecord customer =
        connector
            .reader()
            .read(customer("K00010").ref(), Selection.of("number", "paymentTerm.code"))
            .orElseThrow();
    assertThat(customer.values().at("/paymentTerm/code").asText()).isEqualTo("30 DAYS");
    RecordRef nobody =
        new RecordRef("business-central", "customers", "00000000-0000-4000-8000-000000000000");
    assertThat(connector.reader().read(nobody, Selection.of())).isEmpty();
  }

  @Test
  void every_customer_is_scanned_once() {
    List<RemoteRecord> all = new ArrayList<>();
    connector.reader().scan("customers", Selection.of("number"), all::addAll);
    assertThat(all).hasSizeGreaterThan(20).extracting(RemoteRecord::ref).doesNotHaveDuplicates();
  }

  @Test
  void many_changes_at_once_each_have_their_outcome() {
    List<RemoteRecord> all = new ArrayList<>();
    connector.reader().scan("customers", Selection.of("number"), all::addAll);
    List<String> contended =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(i -> all.get(i % all.size()))
            .distinct()
            .filter(customer -> !isChanged(customer))
            .map(customer -> customer.ref().id())
            .toList();
    assertThat(contended).isEmpty();
    assertThat(admin("GET", "limits", "").at("/fieldbridge-demo/mostConcurrent").asInt())
        .isLessThanOrEqualTo(5);
  }

  @Test
  void an_expired_token_is_renewed() {
    connector.identity();
    fault("unauthorized", "customers", "query");
    assertThat(customer("K00010").values().path("number").asText()).isEqualTo("K00010");
    assertThat(connector.status().calls()).containsEntry("login", 2L);
  }

  @Test
  void a_change_whose_answer_was_lost_is_found_done() {
    RemoteRecord customer = customer("K00020");
    for (String fault :
        List.of("lost-reply", "commit-later", "server-error", "deadlock", "deadlock-dialog")) {
      fault(fault, "customers", "update");
      String city = "City " + fault;
      RemoteRecord changed =
          connector
              .writer()
              .update(customer.ref(), "", ScriptedTest.json("{'city':'" + city + "'}"));
      assertThat(changed.values().path("city").asText()).isEqualTo(city);
    }
  }

  @Test
  void a_customer_whose_creation_was_not_answered_is_found_by_its_contents() {
    Instant since = Clock.systemUTC().instant();
    fault("lost-reply", "customers", "create");
    assertThatThrownBy(() -> connector.writer().create("customers", NEW))
        .isInstanceOf(OutcomeUnknownException.class);
    Creation creation = new Creation("customers", "001A", NEW, since, ref -> false);
    assertThat(connector.probe().look(creation)).hasSize(1);
  }

  @Test
  void a_customer_committed_after_the_connection_died_is_found_later() {
    Instant since = Clock.systemUTC().instant();
    fault("commit-later", "customers", "create");
    assertThatThrownBy(() -> connector.writer().create("customers", NEW))
        .isInstanceOf(OutcomeUnknownException.class);
    Creation creation = new Creation("customers", "001A", NEW, since, ref -> false);
    assertThat(connector.probe().look(creation)).isEmpty();
    await().untilAsserted(() -> assertThat(connector.probe().look(creation)).hasSize(1));
  }

  @Test
  void a_marked_customer_is_created_once() {
    try (BusinessCentralConnector marking = connector("fieldbridge-demo", "external-references")) {
      RemoteRecord first = marking.writer().create("customers", NEW, "001A");
      RemoteRecord second = marking.writer().create("customers", NEW, "001A");
      assertThat(second.ref()).isEqualTo(first.ref());
      assertThat(
              marking.probe().look(new Creation("customers", "001A", NEW, Instant.MAX, r -> true)))
          .hasSize(1);
    }
  }

  @Test
  void a_number_of_our_own_is_taken_once() {
    admin("POST", "settings", "{'manualNumbers':true}");
    try (BusinessCentralConnector numbering = connector("fieldbridge-demo", "number-range FB")) {
      RemoteRecord first = numbering.writer().create("customers", NEW, "001A");
      assertThatThrownBy(() -> numbering.writer().create("customers", NEW, "001A"))
          .isInstanceOf(OutcomeUnknownException.class);
      assertThat(
              numbering
                  .probe()
                  .look(new Creation("customers", "001A", NEW, Instant.MAX, r -> true)))
          .extracting(RemoteRecord::ref)
          .containsExactly(first.ref());
    }
  }

  @Test
  void what_the_tenant_refuses_is_told_with_its_reason() {
    assertThatThrownBy(() -> connector.writer().create("customers", ScriptedTest.json("{}")))
        .isInstanceOf(RecordRejectedException.class);
    assertThatThrownBy(
            () ->
                connector
                    .writer()
                    .create("customers", ScriptedTest.json("{'displayName':'A','country':'XX'}")))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("XX");
    assertThatThrownBy(
            () ->
                connector
                    .writer()
                    .create("customers", ScriptedTest.json("{'number':'Q1','displayName':'A'}")))
        .isInstanceOf(ContractException.class);
  }

  @Test
  void the_rates_are_the_ledgers() {
    assertThat(
            connector
                .exchangeRates()
                .orElseThrow()
                .at("USD", LocalDate.of(2026, 8, 3))
                .orElseThrow()
                .rate())
        .isEqualByComparingTo("0.92");
  }

  private boolean isChanged(RemoteRecord customer) {
    try {
      connector.writer().update(customer.ref(), "", ScriptedTest.json("{'city':'Elsewhere'}"));
      return true;
    } catch (ContendedException stale) {
      return false;
    }
  }
}
