package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.connector.Convoy;
import io.fieldbridge.connector.Probe.Creation;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several calls in one against the simulated org: parent with lines, updates on condition. */
class CompositeOverTheWireTest {

  @TempDir private Path keys;
  private SimulatedOrg org;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void start() {
    org = new SimulatedOrg(keys);
    org.connector.identity();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    org.close();
  }

  @Test
  void a_record_and_its_lines_are_created_by_one_call() {
    org.forgetRequests();
    RemoteRecord made = create("Nested", "{'LastName':'One'}", "{'LastName':'Two'}");
    assertThat(org.requests("POST", "/composite")).isEqualTo(1);
    assertThat(org.requests("POST", "/sobjects/")).isZero();
    assertThat(made.values().path("Name").asText()).isEqualTo("Nested");
    assertThat(made.values().path("Contacts").findValuesAsText("LastName"))
        .containsExactlyInAnyOrder("One", "Two");
  }

  @Test
  void a_line_that_is_refused_is_named_and_nothing_is_left() {
    assertThatThrownBy(() -> create("Half", "{'LastName':'One'}", "{'FirstName':'Nameless'}"))
        .isInstanceOf(RecordRejectedException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("LastName");
    assertThat(named("Half")).isEmpty();
  }

  @Test
  void a_lost_answer_is_in_doubt_and_the_probe_finds_what_came_of_it() {
    Instant since = Instant.now();
    org.fault("{'fault':'lost-reply','operation':'batch'}");
    assertThatThrownBy(() -> create("Doubted", "{'LastName':'One'}"))
        .isInstanceOf(OutcomeUnknownException.class);
    Creation creation =
        new Creation(
            "Account", "", values("Doubted", "{'LastName':'One'}"), since, record -> false);
    assertThat(org.connector.probe().look(creation)).hasSize(1);
  }

  @Test
  void what_does_not_fit_is_refused_before_anything_is_sent() {
    String[] many = new String[25];
    java.util.Arrays.fill(many, "{'LastName':'One'}");
    assertThatThrownBy(() -> create("Many", many))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("25 lines");
    ObjectNode unknown = CapturedOrg.json("{'Name':'Unknown','Lines':[{'Name':'x'}]}");
    assertThatThrownBy(() -> org.connector.writer().create("Account", unknown))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("'Lines'");
    assertThat(named("Many")).isEmpty();
    assertThat(named("Unknown")).isEmpty();
  }

  @Test
  void updates_on_condition_travel_together_and_only_the_stale_one_is_refused() {
    List<RemoteRecord> accounts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      accounts.add(org.connector.writer().create("Account", CapturedOrg.json("{'Name':'A'}")));
    }
    org.forgetRequests();
    Convoy convoy = new Convoy();
    List<Convoy.Member> members = accounts.stream().map(account -> convoy.expect()).toList();
    List<CompletableFuture<RemoteRecord>> updates = new ArrayList<>();
    for (int i = 0; i < accounts.size(); i++) {
      RemoteRecord account = accounts.get(i);
      String version = i == 0 ? "2020-01-01T00:00:00.000+0000" : account.version();
      updates.add(update(members.get(i), account.ref(), version));
    }
    assertThatThrownBy(updates.get(0)::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ContendedException.class);
    updates.stream()
        .skip(1)
        .forEach(
            update ->
                assertThat(update.join().values().path("Phone").asText()).isEqualTo("+49 431 1"));
    assertThat(org.requests("PATCH", "/sobjects/") + org.requests("POST", "/composite"))
        .isLessThan(9);
  }

  private CompletableFuture<RemoteRecord> update(
      Convoy.Member member, RecordRef ref, String version) {
    return CompletableFuture.supplyAsync(
        () -> {
          member.join();
          try {
            return org.connector
                .writer()
                .update(ref, version, CapturedOrg.json("{'Phone':'+49 431 1'}"));
          } finally {
            member.leave();
          }
        },
        threads);
  }

  private RemoteRecord create(String name, String... contacts) {
    return org.connector.writer().create("Account", values(name, contacts));
  }

  private static ObjectNode values(String name, String... contacts) {
    ObjectNode values = CapturedOrg.json("{'Name':'" + name + "'}");
    ArrayNode lines = values.putArray("Contacts");
    for (String contact : contacts) {
      lines.add(CapturedOrg.json(contact));
    }
    return values;
  }

  private List<RemoteRecord> named(String name) {
    return org.connector
        .reader()
        .find("Account", Map.of("Name", TextNode.valueOf(name)), Selection.of("Name"), 5);
  }
}
