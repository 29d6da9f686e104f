package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Probe.Creation;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.ReferenceMissingException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads and writes against the simulated org, over HTTP (P2 P18). */
class RecordsOverTheWireTest {

  @TempDir private Path keys;
  private SimulatedOrg org;
  private final ExecutorService threads = Executors.newFixedThreadPool(50);

  @BeforeEach
  void start() {
    org = new SimulatedOrg(keys);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    org.close();
  }

  @Test
  void both_logins_name_the_same_org_and_user() throws IOException {
    SalesforceConnector bearer =
        org.connector(
            "fieldbridge-demo",
            new SalesforceCredentials.JwtBearer(
                "integration@fieldbridge.example",
                PrivateKeys.fromPem(Files.readString(keys.resolve("private-key.pem"))),
                "https://login.salesforce.com"));
    assertThat(bearer.identity()).isEqualTo(org.connector.identity());
    assertThat(bearer.integrationUser()).hasSize(18).isEqualTo(org.connector.integrationUser());
    assertThat(org.person.integrationUser()).isNotEqualTo(org.connector.integrationUser());
    assertThatThrownBy(
            org.connector("fieldbridge-demo", new SalesforceCredentials.ClientSecret("x"))
                ::identity)
        .isInstanceOf(SystemUnavailableException.class)
        .hasMessageContaining("Check the consumer secret");
  }

  @Test
  void a_created_record_comes_back_as_the_org_holds_it() {
    RemoteRecord created =
        create("{'Name':' Nordlicht ','BillingCity':'Kiel','AnnualRevenue':12.5}");
    assertThat(created.values().path("Name").asText()).isEqualTo("Nordlicht");
    assertThat(created.modifiedBy()).isEqualTo(org.connector.integrationUser());
    assertThat(created.version()).isNotEmpty();
    RemoteRecord read = read(created.ref(), "Name", "BillingCity", "Owner.Name");
    assertThat(read.version()).isEqualTo(created.version());
    assertThat(read.values().at("/Owner/Name").asText()).isNotEmpty();
  }

  @Test
  void an_update_clears_sets_and_returns() {
    RecordRef ref = create("{'Name':'A','Phone':'1'}").ref();
    RemoteRecord after = update(ref, "{'Phone':null,'BillingCity':'Kiel'}");
    assertThat(after.values().path("Phone").isNull()).isTrue();
    assertThat(after.values().path("BillingCity").asText()).isEqualTo("Kiel");
  }

  @Test
  void many_reads_and_updates_at_once_are_few_calls() {
    List<RecordRef> refs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      refs.add(create("{'Name':'Customer %d'}".formatted(i)).ref());
    }
    org.forgetRequests();
    List<CompletableFuture<RemoteRecord>> updates = new ArrayList<>();
    for (RecordRef ref : refs) {
      updates.add(
          CompletableFuture.supplyAsync(
              () -> update(ref, "{'Phone':'" + ref.id() + "'}"), threads));
    }
    for (int i = 0; i < refs.size(); i++) {
      RemoteRecord after = updates.get(i).join();
      assertThat(after.ref()).isEqualTo(refs.get(i));
      assertThat(after.values().path("Phone").asText()).isEqualTo(refs.get(i).id());
    }
    assertThat(org.requests("PATCH", "/services")).isLessThan(30);
    assertThat(org.requests("PATCH", "/composite/sobjects")).isPositive();
  }

  @Test
  void a_lost_answer_to_an_update_is_repeated_and_one_to_a_create_never() {
    RecordRef ref = create("{'Name':'A'}").ref();
    org.fault("{'fault':'lost-reply','object':'Account','operation':'update'}");
    assertThat(update(ref, "{'Phone':'7'}").values().path("Phone").asText()).isEqualTo("7");

    org.fault("{'fault':'lost-reply','object':'Account','operation':'create'}");
    Instant before = Instant.now();
    ObjectNode sent = CapturedOrg.json("{'Name':'Lost GmbH','BillingCity':'Kiel'}");
    assertThatThrownBy(() -> org.connector.writer().create("Account", sent))
        .isInstanceOf(OutcomeUnknownException.class);
    Creation creation = new Creation("Account", "", sent, before, found -> false);
    assertThat(org.connector.probe().look(creation))
        .singleElement()
        .satisfies(
            found -> assertThat(found.values().path("Name").asText()).isEqualTo("Lost GmbH"));
  }

  @Test
  void a_create_that_was_lost_is_found_by_its_key() {
    ObjectNode sent = CapturedOrg.json("{'Name':'A','ERP_Customer_Id__c':'C-77'}");
    create(sent.toString());
    Creation creation = new Creation("Account", "", sent, Instant.now(), found -> false);
    assertThat(org.connector.probe().look(creation)).hasSize(1);
  }

  @Test
  void a_create_that_was_lost_and_deleted_since_is_found_in_the_recycle_bin() {
    Instant before = Instant.now();
    ObjectNode keyed = CapturedOrg.json("{'Name':'Gone','ERP_Customer_Id__c':'C-78'}");
    RecordRef made = create(keyed.toString()).ref();
    update(made, "{'Name':'Renamed before it was deleted'}");
    ObjectNode plain = CapturedOrg.json("{'Name':'Gone without a key','BillingCity':'Kiel'}");
    RecordRef other = create(plain.toString()).ref();
    assertThat(amongDeleted(keyed, before, ref -> false)).isEmpty();

    org.person.writer().delete(made);
    org.person.writer().delete(other);

    assertThat(amongDeleted(keyed, before, ref -> false)).map(RemoteRecord::ref).contains(made);
    assertThat(amongDeleted(plain, before, ref -> false)).map(RemoteRecord::ref).contains(other);
    assertThat(amongDeleted(keyed, before, made::equals)).isEmpty();
    assertThat(amongDeleted(keyed, Instant.now().plusSeconds(120), ref -> false)).isEmpty();
  }

  @Test
  void what_a_person_made_and_deleted_under_our_key_is_none_of_ours() {
    Instant before = Instant.now();
    ObjectNode sent = CapturedOrg.json("{'Name':'Theirs','ERP_Customer_Id__c':'C-79'}");
    org.person.writer().delete(org.person.writer().create("Account", sent).ref());

    assertThat(amongDeleted(sent, before, ref -> false)).isEmpty();
  }

  private Optional<RemoteRecord> amongDeleted(
      ObjectNode sent, Instant since, Predicate<RecordRef> linked) {
    return org.connector.probe().lookAmongDeleted(new Creation("Account", "", sent, since, linked));
  }

  @Test
  void an_upsert_creates_once_and_updates_after() {
    ObjectNode values = CapturedOrg.json("{'Name':'A'}");
    RecordRef first =
        org.connector.writer().upsert("Account", "ERP_Customer_Id__c", "C 1/2", values).ref();
    RemoteRecord second =
        org.connector
            .writer()
            .upsert("Account", "ERP_Customer_Id__c", "C 1/2", values.put("Name", "B"));
    assertThat(second.ref()).isEqualTo(first);
    assertThat(second.values().path("Name").asText()).isEqualTo("B");
    assertThat(
            org.connector
                .reader()
                .find(
                    "Account",
                    Map.of("ERP_Customer_Id__c", Json.NODES.textNode("C 1/2")),
                    Selection.of("Name"),
                    5))
        .map(RemoteRecord::ref)
        .containsExactly(first);
  }

  @Test
  void a_version_that_does_not_hold_is_contended() {
    RemoteRecord created = create("{'Name':'A'}");
    org.connector
        .writer()
        .update(created.ref(), created.version(), CapturedOrg.json("{'Phone':'1'}"));
    String stale = "2020-01-01T00:00:00.000+0000";
    assertThatThrownBy(
            () ->
                org.connector
                    .writer()
                    .update(created.ref(), stale, CapturedOrg.json("{'Phone':'2'}")))
        .isInstanceOf(ContendedException.class);
    assertThat(read(created.ref(), "Phone").values().path("Phone").asText()).isEqualTo("1");
  }

  @Test
  void refusals_become_the_failures_that_decide() {
    RecordRef ref = create("{'Name':'A'}").ref();
    org.fault("{'fault':'row-lock','object':'Account','operation':'update'}");
    assertThatThrownBy(() -> update(ref, "{'Phone':'1'}")).isInstanceOf(ContendedException.class);
    org.fault("{'fault':'validation-rule','object':'Account','operation':'update'}");
    assertThatThrownBy(() -> update(ref, "{'Phone':'1'}"))
        .isInstanceOf(RecordRejectedException.class);
    org.fault("{'fault':'unavailable','operation':'update'}");
    assertThatThrownBy(() -> update(ref, "{'Phone':'1'}"))
        .isInstanceOf(SystemUnavailableException.class);
    assertThatThrownBy(() -> update(ref, "{'Nothing__c':'1'}"))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("Nothing__c");
    assertThatThrownBy(() -> update(ref, "{'Name':'" + "x".repeat(256) + "'}"))
        .isInstanceOf(RecordRejectedException.class)
        .hasMessageContaining("STRING_TOO_LONG");
    assertThatThrownBy(() -> create("{'BillingCity':'Kiel'}"))
        .isInstanceOf(RecordRejectedException.class)
        .hasMessageContaining("Name");
    assertThatThrownBy(() -> create("{'Name':'A','Parent':{'ERP_Customer_Id__c':'none'}}"))
        .isInstanceOf(ReferenceMissingException.class);
    org.fault("{'fault':'throttled-429','operation':'query'}");
    assertThatThrownBy(() -> read(ref, "Name")).isInstanceOf(ThrottledException.class);
  }

  @Test
  void an_expired_session_is_renewed_unseen() {
    RecordRef ref = create("{'Name':'A'}").ref();
    org.fault("{'fault':'unauthorized','operation':'query'}");
    assertThat(read(ref, "Name").values().path("Name").asText()).isEqualTo("A");
    assertThat(org.connector.status().calls()).containsEntry("login", 2L);
  }

  @Test
  void a_document_is_read_with_its_lines() {
    List<RemoteRecord> orders = new ArrayList<>();
    Selection line = Selection.of("Quantity", "PricebookEntry.Product2.ProductCode");
    Selection selection =
        new Selection(
            Set.of("WorkOrderNumber", "Account.Name", "StatusCategory"),
            Map.of(
                "WorkOrderLineItems", line, "ProductsConsumed", Selection.of("QuantityConsumed")));
    org.connector.reader().scan("WorkOrder", selection, orders::addAll);
    assertThat(orders).hasSizeGreaterThan(30);
    assertThat(orders).allMatch(order -> order.values().path("ProductsConsumed").isArray());
    assertThat(orders)
        .anySatisfy(
            order ->
                assertThat(
                        order
                            .values()
                            .at("/WorkOrderLineItems/0/PricebookEntry/Product2/ProductCode")
                            .asText())
                    .isNotEmpty());
  }

  @Test
  void the_schema_knows_our_fields() {
    assertThat(org.connector.schema("Account").orElseThrow().field("ERP_Customer_Id__c"))
        .hasValueSatisfying(field -> assertThat(field.lengthMax()).isEqualTo(80));
    assertThat(org.connector.schema("Nothing__c")).isEmpty();
  }

  private RemoteRecord create(String json) {
    return org.connector.writer().create("Account", CapturedOrg.json(json));
  }

  private RemoteRecord update(RecordRef ref, String json) {
    return org.connector.writer().update(ref, "", CapturedOrg.json(json));
  }

  private RemoteRecord read(RecordRef ref, String... fields) {
    return org.connector.reader().read(ref, Selection.of(fields)).orElseThrow();
  }
}
