package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.FieldWork;
import io.fieldbridge.WorkOrders;
import io.fieldbridge.model.RecordRef;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Working time that was booked on the wrong work order is billed where it belongs (N7, G22). */
class MovedPartTest extends BridgeTestCase {

  private FieldWork work;
  private WorkOrders workOrders;
  private String account;

  @Override
  Map<String, String> settings() {
    return Map.of("FIELDBRIDGE_FLOW_WORK_ORDER_INVOICE_TARGET", "sales-order");
  }

  @BeforeAll
  void prepare() {
    work = bridge.fieldWork();
    workOrders = bridge.workOrders();
    account = accounts.linked("Moved");
  }

  /** A work order with a part at 10 and an hour at 80. */
  private record Booked(String workOrder, String hour) {}

  @Test
  void an_hour_that_moves_to_another_work_order_leaves_the_order_of_the_first() {
    Booked booked = ordered();
    String other = work.completed(account, "EUR");
    awaitOrder(other, "P-1001");

    work.move(booked.hour(), other);

    awaitOrder(booked.workOrder(), "P-1001");
    awaitOrder(other, "P-1001", "LABOUR");
  }

  @Test
  void an_hour_that_moves_there_and_back_is_on_its_own_order_alone() {
    Booked booked = ordered();
    String other = work.completed(account, "EUR");
    awaitOrder(other, "P-1001");
    work.move(booked.hour(), other);
    awaitOrder(other, "P-1001", "LABOUR");
    awaitTold(booked.hour(), other);

    work.move(booked.hour(), booked.workOrder());

    awaitOrder(booked.workOrder(), "P-1001", "LABOUR");
    awaitOrder(other, "P-1001");
  }

  @Test
  void an_hour_that_moves_to_no_work_order_leaves_its_order() {
    Booked booked = ordered();

    work.takeOff(booked.hour());

    awaitOrder(booked.workOrder(), "P-1001");
  }

  private Booked ordered() {
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1001", 1, "10");
    String hour = work.workAlone(workOrder, 60, "80");
    work.complete(workOrder);
    awaitTold(hour, workOrder);
    awaitOrder(workOrder, "P-1001", "LABOUR");
    return new Booked(workOrder, hour);
  }

  /** Waits until a poll has seen it there; a place between two polls nobody hears of. */
  private void awaitTold(String hour, String workOrder) {
    bridge.awaitTold(new RecordRef("salesforce", "TimeSheetEntry", hour), workOrder);
  }

  /** Waits until the order bills these items, and nobody has to look at its work order. */
  private void awaitOrder(String workOrder, String... items) {
    soon(
        () -> {
          JsonNode order = workOrders.onlyOrder(workOrder);
          assertThat(order.path("salesOrderLines"))
              .as("open: %s", bridge.open(workOrder))
              .extracting(line -> line.path("lineObjectNumber").asText())
              .containsExactlyInAnyOrder(items);
          assertThat(bridge.open(workOrder)).isEmpty();
        });
  }
}
