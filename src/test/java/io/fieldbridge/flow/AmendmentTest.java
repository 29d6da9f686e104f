package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A work order that changes after it became an order: the order follows to the cent (N7, G22). */
class AmendmentTest extends AmendmentTestCase {

  @Test
  void a_changed_and_a_deleted_part_reach_the_order_though_parts_are_captured() {
    String workOrder = ordered();

    quantities(workOrder, Map.of(2, 4));
    awaitOrder(workOrder, "71");
    crm.delete("ProductConsumed", part(workOrder, 3));

    awaitOrder(workOrder, "50");
    assertThat(workOrders.onlyOrder(workOrder).path("salesOrderLines")).hasSize(1);
  }

  @Test
  void a_change_that_was_taken_back_while_half_of_it_was_sent_is_taken_back_in_the_order() {
    String workOrder = ordered();
    businessCentral.fault(
        "{'fault': 'row-lock', 'object': 'salesOrderLines', 'operation': 'update', 'skip': 1, 'times': -1}");

    quantities(workOrder, Map.of(2, 4, 3, 5));
    soon(() -> assertTotal(workOrders.onlyOrder(workOrder), "71"));
    quantities(workOrder, Map.of(4, 2, 5, 3));
    businessCentral.clearFaults();

    awaitOrder(workOrder, "46");
  }

  @Test
  void totals_that_are_still_to_be_told_do_not_outlive_those_of_a_later_change() {
    String workOrder = ordered();
    salesforce.fault(
        "{'fault': 'row-lock', 'object': 'WorkOrder', 'operation': 'update', 'times': -1}");

    quantities(workOrder, Map.of(2, 4));
    soon(() -> assertTotal(workOrders.onlyOrder(workOrder), "71"));
    quantities(workOrder, Map.of(4, 2));
    soon(() -> assertTotal(workOrders.onlyOrder(workOrder), "46"));
    salesforce.clearFaults();

    soon(() -> assertThat(bridge.openReports(workOrder)).isEmpty());
    awaitOrder(workOrder, "46");
  }
}
