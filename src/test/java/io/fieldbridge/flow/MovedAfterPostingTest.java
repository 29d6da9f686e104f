package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.FieldWork;
import io.fieldbridge.WorkOrders;
import io.fieldbridge.model.RecordRef;
import org.junit.jupiter.api.Test;

/** Working time that leaves a work order which is invoiced is a person's business (N7, G22). */
class MovedAfterPostingTest extends BridgeTestCase {

  @Test
  void an_hour_that_moves_away_after_posting_is_shown_to_a_person() {
    FieldWork work = bridge.fieldWork();
    WorkOrders workOrders = bridge.workOrders();
    String account = accounts.linked("Moved After Posting");
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1001", 1, "10");
    String hour = work.workAlone(workOrder, 60, "80");
    work.complete(workOrder);
    workOrders.invoiced(workOrder);
    bridge.awaitTold(new RecordRef("salesforce", "TimeSheetEntry", hour), workOrder);

    work.move(hour, work.begin(account, "EUR"));

    workOrders.heldMessage(workOrder);
    assertThat(bridge.held())
        .extracting(message -> message.reason().orElseThrow().code())
        .containsExactly("changed-after-posting");
  }
}
