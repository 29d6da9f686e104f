package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Serial and lot numbers: what must be assigned before goods leave, and what the entries show. */
class TrackingTest extends BusinessCentralTestCase {

  private JsonNode order;

  @BeforeEach
  void take() {
    order = order("WO-1");
  }

  @Test
  void a_serial_number_must_be_assigned_before_a_tracked_item_ships() {
    wire.setup("items", "P-1001", "{\"serialTracking\":true}");

    assertThat(post().message()).contains("assign a serial number");
    assertThat(assign("SN-1").status()).isEqualTo(201);
    assertThat(post().message()).contains("assign a serial number");
    assign("SN-2");
    assertThat(post().status()).isEqualTo(204);

    JsonNode entries = entries();
    assertThat(entries)
        .extracting(entry -> entry.path("serialNumber").asText())
        .containsExactly("SN-1", "SN-2");
    assertThat(entries.get(0).path("customerNumber").asText()).isEqualTo("K00010");
    assertThat(entries.get(0).path("quantity").decimalValue()).isEqualByComparingTo("-1");
  }

  @Test
  void a_serial_number_is_one_piece_and_sold_once() {
    wire.setup("items", "P-1001", "{\"serialTracking\":true}");
    assign("SN-1");
    assign("SN-2");
    post();
    order = order("WO-2");

    assertThat(assign("SN-1").message()).contains("Item Tracking does not match");
    Wire.Answer two =
        extension(
            "itemTrackingLines",
            "{\"documentLineId\":\"%s\",\"serialNumber\":\"SN-9\",\"quantity\":2}"
                .formatted(id(lines(order).get(0))));
    assertThat(two.message()).contains("Item Tracking does not match");
  }

  @Test
  void people_can_assign_serial_numbers_where_there_is_no_extension() {
    wire.setup("items", "P-1001", "{\"serialTracking\":true}");

    wire.admin(
        "POST",
        "serials",
        "{\"order\":\"%s\",\"sequence\":10000,\"serials\":[\"A\",\"B\"]}"
            .formatted(order.path("number").asText()));

    assertThat(post().status()).isEqualTo(204);
  }

  @Test
  void a_serial_number_that_comes_back_can_be_sold_again() {
    wire.setup("items", "P-1001", "{\"serialTracking\":true}");
    assign("SN-1");
    assign("SN-2");
    post();
    JsonNode invoice = wire.only("salesInvoices", "externalDocumentNumber eq 'WO-1'");

    wire.act("salesInvoices(" + id(invoice) + ")/Microsoft.NAV.cancel");

    assertThat(entries())
        .extracting(entry -> entry.path("quantity").asInt())
        .containsExactly(-1, -1, 1, 1);
    assertThat(entries().get(2).path("documentType").asText())
        .isEqualTo("Sales_x0020_Credit_x0020_Memo");
    order = order("WO-2");
    assertThat(assign("SN-1").status()).isEqualTo(201);
  }

  @Test
  void lots_are_assigned_by_quantity() {
    wire.setup("items", "P-1001", "{\"lotTracking\":true}");
    assertThat(post().message()).contains("assign a lot number");
    assertThat(assign("SN-1").code()).isEqualTo("Application_FieldValidationException");

    assertThat(assignLot("LOT-A", "0.5").status()).isEqualTo(201);
    assertThat(post().message()).contains("assign a lot number");
    assignLot("LOT-B", "5");

    assertThat(post().status()).isEqualTo(204);
    assertThat(entries())
        .extracting(
            entry -> entry.path("lotNumber").asText() + " " + entry.path("quantity").asText())
        .containsExactly("LOT-A -0.5", "LOT-B -1.5");
  }

  private Wire.Answer assign(String serial) {
    return extension(
        "itemTrackingLines",
        "{\"documentLineId\":\"%s\",\"serialNumber\":\"%s\"}"
            .formatted(id(lines(order).get(0)), serial));
  }

  private Wire.Answer assignLot(String lot, String quantity) {
    return extension(
        "itemTrackingLines",
        "{\"documentLineId\":\"%s\",\"lotNumber\":\"%s\",\"quantity\":%s}"
            .formatted(id(lines(order).get(0)), lot, quantity));
  }

  private Wire.Answer post() {
    return wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice");
  }

  private static JsonNode entries() {
    return wire.route("GET", "fieldbridge/integration/v1.0", "serialNumberEntries", null)
        .body()
        .path("value");
  }

  private static Wire.Answer extension(String path, String json) {
    return wire.route("POST", "fieldbridge/integration/v1.0", path, json);
  }
}
