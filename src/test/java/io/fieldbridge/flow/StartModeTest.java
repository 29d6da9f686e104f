package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.Accounts;
import io.fieldbridge.Bridge;
import io.fieldbridge.Mappings;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.link.FlowMode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contract says how its flow begins; afterwards the database does (Z24). */
class StartModeTest {

  private static final String FLOW = "account-customer";
  private static final String DOCUMENTS = "work-order-invoice";

  @Test
  void a_flow_begins_as_its_contract_says_and_goes_on_as_people_say(@TempDir Path home) {
    Mappings mappings =
        Mappings.copiedTo(home)
            .replace(FLOW, "version: 1", "version: 1\nmode: live")
            .replace(DOCUMENTS, "version: 1", "version: 1\nmode: off");
    try (Bridge bridge = Bridge.asContractsSay(home)) {
      Accounts accounts = bridge.accounts();
      String account = accounts.linked("Live At Once");
      assertThat(mode(bridge, FLOW)).isEqualTo(FlowMode.LIVE);

      String workOrder = bridge.fieldWork().completed(account, "EUR");
      bridge.crm().update("Account", account, "{'Phone': '+49 5'}");
      soon(
          () ->
              assertThat(accounts.customerOf(account).path("phoneNumber").asText())
                  .isEqualTo("+49 5"));
      assertThat(mode(bridge, DOCUMENTS)).isEqualTo(FlowMode.OFF);
      assertThat(bridge.open(workOrder)).isEmpty();
      assertThat(bridge.engine().state().inbox().list(inDocuments(), 0, 10)).isEmpty();

      bridge.engine().state().modes().set(FLOW, FlowMode.PAUSED, "operator");
      mappings.replace(DOCUMENTS, "mode: off", "mode: live");
      bridge.stopDaemon();
      bridge.crm().update("Account", account, "{'Phone': '+49 6'}");
      bridge.startDaemon();
      assertThat(mode(bridge, FLOW)).isEqualTo(FlowMode.PAUSED);
      assertThat(mode(bridge, DOCUMENTS)).isEqualTo(FlowMode.OFF);
    }
  }

  @Test
  void a_contract_that_says_nothing_begins_by_observing(@TempDir Path home) {
    try (Bridge bridge = Bridge.asContractsSay(home)) {
      assertThat(mode(bridge, FLOW)).isEqualTo(FlowMode.OBSERVE);
      assertThat(bridge.engine().state().modes().setting(FLOW).changedBy()).isEqualTo("contract");
    }
  }

  private static MessageFilter inDocuments() {
    return MessageFilter.any().inFlow(DOCUMENTS);
  }

  private static FlowMode mode(Bridge bridge, String flow) {
    return bridge.engine().state().modes().mode(flow);
  }
}
