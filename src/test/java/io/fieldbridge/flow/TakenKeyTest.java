package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.State;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second record with a match key that belongs to a pair already (G28, Z19). */
class TakenKeyTest {

  private static final String FLOW = "account-customer";
  private static final String TAX = "Tax_Registration_Number__c";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path home;
  private TinyHouse house;

  @BeforeEach
  void build() {
    house = new TinyHouse(home);
    house.link(FLOW, "001A", "c-1");
    house.crm.put("Account", "001A", TAX, "DE7");
    house.erp.put("customers", "c-1", "taxRegistrationNumber", "DE7");
    house.crm.put("Account", "001B", "Name", "Second", TAX, "DE7");
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void the_second_record_is_refused_and_told_who_holds_the_key() throws Exception {
    house.live(FLOW);
    house.crm.tell("Account", "001B");

    await().atMost(PATIENCE).until(() -> house.messages(FLOW, State.PARKED).size() == 1);
    Reason reason = house.messages(FLOW, State.PARKED).get(0).reason().orElseThrow();
    assertThat(reason.code()).isEqualTo("already-linked");
    assertThat(reason.field()).isEqualTo(TAX);
    assertThat(reason.text()).contains("customers:c-1", "Account:001A").doesNotContain("DE7");
    assertThat(house.erp.find("customers", Map.of(), Selection.of(), 9)).hasSize(1);
  }

  @Test
  void where_branches_share_the_key_the_second_record_is_created() throws Exception {
    share();
    house.live(FLOW);
    house.crm.tell("Account", "001B");

    RecordRef second = new RecordRef("salesforce", "Account", "001B");
    await()
        .atMost(PATIENCE)
        .until(() -> house.engine.state().links().find(FLOW, second).isPresent());
    assertThat(house.erp.find("customers", Map.of(), Selection.of(), 9)).hasSize(2);
  }

  @Test
  void where_branches_share_the_key_the_one_that_is_free_is_the_twin() throws Exception {
    share();
    house.erp.put("customers", "c-2", "displayName", "Second", "taxRegistrationNumber", "DE7");
    house.live(FLOW);
    house.crm.tell("Account", "001B");

    RecordRef second = new RecordRef("salesforce", "Account", "001B");
    await()
        .atMost(PATIENCE)
        .until(() -> house.engine.state().links().find(FLOW, second).isPresent());
    assertThat(house.engine.state().links().find(FLOW, second).orElseThrow().erp().ref().id())
        .isEqualTo("c-2");
  }

  private void share() {
    String key = "business-central: taxRegistrationNumber }";
    String shared = "business-central: taxRegistrationNumber, shared: true }";
    assertThat(house.contract(FLOW)).contains(key);
    house.write("mappings/" + FLOW + ".yaml", house.contract(FLOW).replace(key, shared));
    house.reload();
  }
}
