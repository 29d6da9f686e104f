package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stock of field service: contract section 13, F2 to F5. */
class StockTest extends OrgTestCase {

  private String product;
  private String van;
  private String item;

  @BeforeEach
  void stock() {
    product = org.first("SELECT Id FROM Product2 WHERE ProductCode = 'P-1001'", "Id");
    van = org.create("Location", "{'Name':'Van 1','LocationType':'Van','IsMobile':true}");
    item =
        org.create(
            "ProductItem",
            "{'Product2Id':'" + product + "','LocationId':'" + van + "','QuantityOnHand':5}");
  }

  private String onHand(String id) {
    return org.value("ProductItem", id, "QuantityOnHand");
  }

  private String consume(int quantity) {
    String workOrder = org.first("SELECT Id FROM WorkOrder LIMIT 1", "Id");
    return "{'WorkOrderId':'"
        + workOrder
        + "','ProductItemId':'"
        + item
        + "','QuantityConsumed':"
        + quantity
        + "}";
  }

  @Test
  void consumption_takes_from_the_stock_and_its_deletion_gives_back() {
    String consumed = org.create("ProductConsumed", consume(2));
    assertThat(onHand(item)).isEqualTo("3.0");
    assertThat(org.value("ProductConsumed", consumed, "Product2Id")).isEqualTo(product);
    assertThat(
            org.first(
                "SELECT Quantity FROM ProductItemTransaction WHERE TransactionType = 'Consumed'",
                "Quantity"))
        .isEqualTo("-2.0");
    org.delete("/sobjects/ProductConsumed/" + consumed);
    assertThat(onHand(item)).isEqualTo("5.0");
  }

  @Test
  void whether_stock_may_go_negative_is_a_setting() {
    assertThat(org.post("/sobjects/ProductConsumed", consume(9)).status()).isEqualTo(201);
    assertThat(onHand(item)).isEqualTo("-4.0");
    org.post("/sandbox/settings", "{'facts':{'negativeStock':false}}");
    assertThat(org.post("/sobjects/ProductConsumed", consume(1)).error())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
  }

  @Test
  void a_received_transfer_moves_stock_once_and_is_locked() {
    String store = org.create("Location", "{'Name':'Store','LocationType':'Warehouse'}");
    String transfer =
        org.create(
            "ProductTransfer",
            "{'SourceProductItemId':'"
                + item
                + "','DestinationLocationId':'"
                + store
                + "','QuantitySent':2}");
    assertThat(onHand(item)).isEqualTo("5.0");
    assertThat(org.patch("/sobjects/ProductTransfer/" + transfer, "{'IsReceived':true}").status())
        .isEqualTo(204);
    assertThat(onHand(item)).isEqualTo("3.0");
    assertThat(
            org.first(
                "SELECT QuantityOnHand FROM ProductItem WHERE LocationId = '" + store + "'",
                "QuantityOnHand"))
        .isEqualTo("2.0");
    assertThat(org.patch("/sobjects/ProductTransfer/" + transfer, "{'QuantitySent':3}").error())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
  }

  @Test
  void a_transfer_shows_where_its_shipment_is() {
    String shipment =
        org.create("Shipment", "{'ShipToName':'Van 7','Status':'Shipped','TrackingNumber':'T-1'}");
    String transfer =
        org.create(
            "ProductTransfer",
            "{'SourceProductItemId':'%s','ShipmentId':'%s','QuantitySent':1}"
                .formatted(item, shipment));
    assertThat(org.value("ProductTransfer", transfer, "ShipmentTrackingNumber")).isEqualTo("T-1");
    assertThat(org.value("ProductTransfer", transfer, "ShipmentStatus")).isEqualTo("Shipped");
  }

  @Test
  void a_serial_number_stands_for_one_piece() {
    assertThat(
            org.post(
                    "/sobjects/ProductItem",
                    "{'Product2Id':'"
                        + product
                        + "','LocationId':'"
                        + van
                        + "','QuantityOnHand':2,'SerialNumber':'S-1'}")
                .error())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
  }

  @Test
  void appointments_know_their_parent_and_are_counted() {
    String workOrder = org.create("WorkOrder", "{'Subject':'W','Status':'In Progress'}");
    String appointment =
        org.create(
            "ServiceAppointment",
            "{'ParentRecordId':'"
                + workOrder
                + "','EarliestStartTime':'2026-01-01T08:00:00Z','DueDate':'2026-01-02T08:00:00Z'}");
    assertThat(org.value("ServiceAppointment", appointment, "ParentRecordType"))
        .isEqualTo("WorkOrder");
    assertThat(org.value("ServiceAppointment", appointment, "ParentRecordStatusCategory"))
        .isEqualTo("In Progress");
    assertThat(org.value("WorkOrder", workOrder, "ServiceAppointmentCount")).isEqualTo("1");
    assertThat(org.value("WorkOrder", workOrder, "RootWorkOrderId")).isEqualTo(workOrder);
  }
}
