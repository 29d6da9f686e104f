package io.fieldbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandbox;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings.Profile;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What finance does and asks, against the simulator. */
class FinanceTest {

  private final BusinessCentralSandbox sandbox =
      BusinessCentralSandbox.start(new BusinessCentralSandboxSettings(0, Profile.STANDARD));
  private final DemoSystems systems =
      DemoSystems.onLoopback(1, URI.create(sandbox.url()).getPort());
  private final Finance finance = new Finance(systems);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void the_demo_knows_where_the_sandbox_answers() {
    assertThat(systems.businessCentral()).hasToString(sandbox.apiRoot());
    assertThat(systems.businessCentralToken()).hasToString(sandbox.tokenUrl());
    assertThat(systems.company()).isEqualTo(sandbox.company());
  }

  @Test
  void a_customer_is_found_by_number_and_by_name() {
    assertThat(finance.customersNumbered("K00010")).hasSize(1);
    assertThat(finance.customersNamed("Alster Druck GmbH")).hasSize(1);
    assertThat(finance.customersNamed("No such customer's name")).isEmpty();
  }

  @Test
  void terms_credit_limit_and_block_can_be_changed() {
    String id = finance.customersNumbered("K00010").get(0).path("id").asText();
    String before = finance.customer(id).path("@odata.etag").asText();
    String terms = finance.paymentTerms("14D").path("id").asText();
    finance.changeCustomer(
        id, Map.of("paymentTermsId", terms, "creditLimit", new BigDecimal("25000.50")));
    finance.changeCustomer(id, Map.of("blocked", "All"));
    JsonNode changed = finance.customer(id);
    assertThat(changed.path("paymentTermsId").asText()).isEqualTo(terms);
    assertThat(changed.path("creditLimit").decimalValue()).isEqualByComparingTo("25000.50");
    assertThat(changed.path("blocked").asText()).isEqualTo("All");
    assertThat(changed.path("@odata.etag").asText()).isNotEqualTo(before);
    finance.changeCustomer(id, Map.of("blocked", Finance.NOT_BLOCKED));
    assertThat(finance.customer(id).path("blocked").asText()).isEqualTo(Finance.NOT_BLOCKED);
  }

  @Test
  void terms_of_thirty_days_exist_and_unknown_ones_are_named() {
    assertThat(finance.paymentTerms("30D").path("code").asText()).isNotBlank();
    assertThatThrownBy(() -> finance.paymentTerms("7Y"))
        .isInstanceOf(StoryException.class)
        .hasMessageContaining("7Y");
  }

  @Test
  void books_of_a_customer_are_read() {
    assertThat(Books.of(finance, "K00010").bearing("no such reference")).isZero();
  }

  @Test
  void the_local_currency_has_rate_one_and_others_come_from_the_table() {
    assertThat(finance.exchangeRate("EUR", "2026-11-21")).isEqualByComparingTo("1");
    assertThat(finance.exchangeRate("USD", "2026-11-21")).isNotEqualByComparingTo("1");
  }

  @Test
  void the_reply_switch_is_armed_and_cleared() {
    ReplySwitch faults = new ReplySwitch(systems);
    faults.loseNextOrderReply();
    assertThat(faults.replyWasLost()).isFalse();
    faults.clear();
    assertThat(faults.replyWasLost()).isTrue();
  }

  @Test
  void a_refusal_is_quoted() {
    String id = finance.customersNumbered("K00010").get(0).path("id").asText();
    assertThatThrownBy(() -> finance.changeCustomer(id, Map.of("noSuchField", 1)))
        .isInstanceOf(StoryException.class)
        .hasMessageContaining("400")
        .hasMessageContaining("noSuchField");
  }
}
