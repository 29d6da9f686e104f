package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.Accounts;
import io.fieldbridge.Bridge;
import io.fieldbridge.Mappings;
import io.fieldbridge.inbox.State;
import io.fieldbridge.mapping.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts are held against what both systems say of themselves (P11, Z17). */
class LiveContractsTest {

  private static final String FLOW = "account-customer";
  private static final String ROW = "  phone: {";
  private static final String WRONG =
      "  fax: { type: string(30), owner: crm, salesforce: Fax, business-central: faxNumber }\n"
          + "  owned: { type: string(30), owner: erp, salesforce: CreatedById, business-central: .type }\n"
          + "  hold: { type: code, owner: crm, salesforce: { read: .Rating, in: { Cold: Al } },"
          + " business-central: blocked }\n";

  @Test
  void a_flow_that_no_record_could_pass_waits_until_its_contract_is_mended(@TempDir Path home) {
    Mappings mappings = Mappings.copiedTo(home).replace(FLOW, ROW, WRONG + ROW);
    try (Bridge bridge = Bridge.live(home, Map.of())) {
      List<Problem> problems = bridge.engine().live().problems().get(FLOW);
      assertThat(problems)
          .anyMatch(problem -> problem.toString().contains("customers has no field faxNumber"))
          .anyMatch(problem -> problem.toString().contains("Account.CreatedById cannot be written"))
          .anyMatch(problem -> problem.toString().contains("customers.blocked does not take 'Al'"))
          .allMatch(problem -> problem.file().equals(FLOW + ".yaml") && problem.line() > 1);
      assertThat(bridge.daemonSays("/observe/health"))
          .contains("contract-" + FLOW, "no field faxNumber", "DOWN");

      Accounts accounts = bridge.accounts();
      String account = accounts.create("Waits For The Contract");
      soon(() -> assertThat(bridge.open(account)).hasSize(1));
      assertThat(bridge.open(account)).allMatch(message -> message.state() == State.PENDING);

      mappings.replace(FLOW, WRONG, "");
      accounts.customerOf(account);
      assertThat(bridge.engine().live().problems().get(FLOW)).isEmpty();
      assertThat(bridge.held()).isEmpty();

      mappings.replace(FLOW, "version: 1", "version: 2");
      mappings.replace(FLOW, ROW, WRONG + ROW);
      mappings.replace("work-order-invoice", "version: 1", "version: 2");
      soon(() -> assertThat(version(bridge, "work-order-invoice")).isEqualTo(2));
      assertThat(version(bridge, FLOW)).isEqualTo(1);
      accounts.customerOf(accounts.create("Goes By The Contract Before"));
    }
  }

  @Test
  void the_shipped_contracts_fit_both_systems_and_what_concerns_few_values_only_warns(
      @TempDir Path home) {
    Mappings.copiedTo(home)
        .replace(
            FLOW,
            ROW,
            "  hold: { type: code, owner: crm, salesforce: { read: .Rating, in: { Cold: Al } },"
                + " business-central: blocked }\n"
                + ROW);
    try (Bridge bridge = Bridge.live(home, Map.of())) {
      Map<String, List<Problem>> problems = bridge.engine().live().problems();
      assertThat(problems.get("work-order-invoice")).isEmpty();
      assertThat(problems.get(FLOW)).hasSize(1).noneMatch(Problem::hard);

      bridge.accounts().customerOf(bridge.accounts().create("Passes All The Same"));
    }
  }

  private static int version(Bridge bridge, String flow) {
    return bridge.engine().contracts().find(flow).orElseThrow().version();
  }
}
