package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * An order that could not be read back after it was created is linked with its lines (G20, G22).
 */
class UnreadLinesTest extends AmendmentTestCase {

  @Test
  void a_part_taken_away_goes_from_an_order_that_could_not_be_read_back() {
    businessCentral.fault(
        "{'fault': 'unavailable', 'object': 'salesOrders', 'operation': 'query', 'skip': 1, 'times': -1}");
    String workOrder = completed();
    soon(() -> assertThat(timeline(workOrder)).contains("created"));
    businessCentral.clearFaults();
    awaitOrder(workOrder, "46");
    assertThat(timeline(workOrder)).contains("amended");

    crm.delete("ProductConsumed", part(workOrder, 3));
    quantities(workOrder, Map.of(2, 4));

    awaitOrder(workOrder, "50");
    assertThat(workOrders.onlyOrder(workOrder).path("salesOrderLines")).hasSize(1);
  }

  private String timeline(String workOrder) {
    return bridge.commands().done("timeline", workOrder);
  }
}
