package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.Accounts;
import io.fieldbridge.Bridge;
import io.fieldbridge.Commands;
import io.fieldbridge.SandboxSwitches;
import io.fieldbridge.store.Store;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request may commit as long after its connection died as the ERP lets it run (G20, G23). */
class LateCommitTest {

  /** Business Central lets a request wait for 8 minutes and run for 8 more. */
  private static final Map<String, String> AS_THE_VENDOR_SAYS =
      Map.of("FIELDBRIDGE_BUSINESS_CENTRAL_LONGEST_REQUEST", "16m");

  @Test
  void a_request_that_commits_minutes_after_its_connection_died_is_found_and_not_repeated(
      @TempDir Path home) {
    try (Bridge bridge = Bridge.live(home, AS_THE_VENDOR_SAYS)) {
      SandboxSwitches erp = bridge.businessCentralSandbox();
      erp.fault(
          "{'fault': 'commit-later', 'object': 'customers', 'operation': 'create',"
              + " 'milliseconds': 4000}");
      Accounts accounts = bridge.accounts();
      String account = accounts.create("Minutes Later");
      soon(() -> assertThat(erp.faultsShown()).isTrue());
      soon(() -> assertThat(bridge.open(account)).anyMatch(LateCommitTest::isInDoubt));

      erp.forgetRequests();
      minutesPass(bridge.engine().state().store());
      soon(() -> assertThat(erp.requests("GET", "/customers?")).isPositive());
      assertThat(accounts.customersNamed("Minutes Later")).isZero();

      accounts.customerOf(account);
      assertThat(accounts.customersNamed("Minutes Later")).isEqualTo(1);
      assertThat(erp.requests("POST", "/customers")).isZero();
    }
  }

  @Test
  void not_done_is_refused_while_the_request_may_still_commit(@TempDir Path home) {
    try (Bridge bridge = Bridge.live(home, AS_THE_VENDOR_SAYS)) {
      bridge
          .businessCentralSandbox()
          .fault(
              "{'fault': 'commit-later', 'object': 'customers', 'operation': 'create',"
                  + " 'milliseconds': 300000}");
      String account = bridge.accounts().create("Not Yet");
      soon(() -> assertThat(bridge.open(account)).anyMatch(LateCommitTest::isInDoubt));
      String message = Long.toString(bridge.open(account).get(0).id());
      Commands commands = bridge.commands();

      soon(
          () ->
              assertThat(commands.refused("resolve", message, "--not-done"))
                  .contains("may still take effect until"));
      soon(
          () ->
              assertThat(commands.refused("discard", message, "--reason", "is not there"))
                  .contains("cannot be discarded yet. Look again after that"));
      soon(
          () ->
              assertThat(commands.done("parked"))
                  .contains("1 message(s) have sent what may still take effect", "--done NUMBER")
                  .doesNotContain("discard ID", "--not-done"));
    }
  }

  private static boolean isInDoubt(io.fieldbridge.inbox.Message message) {
    return message.state() == io.fieldbridge.inbox.State.IN_DOUBT;
  }

  /** As many as the vendor grants, less one. */
  private static void minutesPass(Store store) {
    store.update("update effect set sent_at = dateadd(minute, -15, sent_at)");
    store.update(
        "update message set ready_at = dateadd(minute, -15, ready_at) where state = 'in_doubt'");
  }
}
