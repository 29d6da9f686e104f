package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What posting refuses, and partial posting: P18, G17. */
class PostingTest extends BusinessCentralTestCase {

  @ParameterizedTest
  @ValueSource(strings = {"All", "Invoice", "Ship"})
  void a_blocked_customer_gets_no_order_and_no_posting(String type) {
    JsonNode order = order("WO-1");
    block(type);

    Wire.Answer creation = wire.post("salesOrders", "{\"customerNumber\":\"K00010\"}");
    Wire.Answer posting = post(order);

    assertThat(creation.code()).isEqualTo("Application_DialogException");
    assertThat(creation.message()).contains("is blocked with type " + type);
    assertThat(posting.message()).contains("is blocked with type " + type);
    block(" ");
    assertThat(post(order).status()).isEqualTo(204);
  }

  @Test
  void a_customer_blocked_for_shipping_may_still_be_invoiced_on_paper() {
    block("Ship");

    JsonNode invoice = wire.created("salesInvoices", "{\"customerNumber\":\"K00010\"}");

    assertThat(invoice.path("status").asText()).isEqualTo("Draft");
  }

  @Test
  void a_posting_date_outside_the_window_is_refused() {
    JsonNode order = order("WO-1");
    wire.patch("salesOrders(" + id(order) + ")", "*", "{\"postingDate\":\"2026-10-31\"}");
    wire.setting("allowPostingFrom", "2026-11-01");

    assertThat(post(order).message()).contains("range of allowed posting dates");
    wire.patch("salesOrders(" + id(order) + ")", "*", "{\"postingDate\":\"2026-11-01\"}");
    assertThat(post(order).status()).isEqualTo(204);
  }

  @Test
  void an_order_without_lines_or_quantities_has_nothing_to_post() {
    JsonNode empty = wire.created("salesOrders", "{\"customerNumber\":\"K00010\"}");
    assertThat(post(empty).message()).contains("at least one line");
    wire.setting("blankQuantityToShip", true);

    assertThat(post(order("WO-1")).message()).contains("nothing to post");
  }

  @Test
  void an_item_blocked_after_the_order_stops_its_posting() {
    JsonNode order = order("WO-1");
    wire.patch("items(" + id(item("P-1001")) + ")", "*", "{\"blocked\":true}");

    assertThat(post(order).code()).isEqualTo("Application_FieldValidationException");
    assertThat(post(order).message()).contains("Blocked must be equal to");
  }

  @Test
  void stock_is_checked_only_where_the_switch_says_so() {
    wire.patch("items(" + id(item("P-1001")) + ")", "*", "{\"inventory\":1}");
    wire.setting("preventNegativeInventory", true);
    JsonNode order = order("WO-1");

    assertThat(post(order).message()).contains("insufficient quantity");
    assertThat(wire.get("salesShipments").body().path("value")).isEmpty();
    wire.setting("preventNegativeInventory", false);
    assertThat(post(order).status()).isEqualTo(204);
    assertThat(item("P-1001").path("inventory").decimalValue()).isEqualByComparingTo("-1");
  }

  @Test
  void an_external_document_number_is_asked_for_at_posting_where_mandatory() {
    wire.setting("externalDocumentNumberMandatory", true);

    assertThat(post(order("")).code()).isEqualTo("Application_FieldValidationException");
  }

  @Test
  void an_external_document_number_is_upper_cased_and_need_not_be_unique() {
    order("wo-1");
    order("WO-1");

    assertThat(
            wire.query("salesOrders", "$filter", "externalDocumentNumber eq 'WO-1'")
                .body()
                .path("value"))
        .hasSize(2);
    wire.setting("rejectDuplicateExternalDocumentNumber", true);
    assertThat(
            wire.post(
                    "salesOrders",
                    "{\"customerNumber\":\"K00010\",\"externalDocumentNumber\":\"WO-1\"}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void a_part_is_shipped_and_invoiced_and_the_rest_later() {
    JsonNode order = order("WO-1");
    JsonNode part = lines(order).get(0);
    JsonNode labour = lines(order).get(1);
    wire.patch(
        "salesOrderLines(" + id(part) + ")", "*", "{\"shipQuantity\":1,\"invoiceQuantity\":1}");
    wire.patch("salesOrderLines(" + id(labour) + ")", "*", "{\"shipQuantity\":0}");

    assertThat(post(order).status()).isEqualTo(204);

    JsonNode open = wire.get("salesOrders(" + id(order) + ")").body();
    assertThat(open.path("status").asText()).isEqualTo("Open");
    assertThat(open.path("fullyShipped").asBoolean()).isFalse();
    assertThat(lines(order).get(0).path("shippedQuantity").asInt()).isEqualTo(1);
    assertThat(lines(order).get(0).path("shipQuantity").asInt()).isEqualTo(1);
    assertThat(invoices(order).get(0).path("totalAmountExcludingTax").decimalValue())
        .isEqualByComparingTo("19.99");
    Wire.Answer locked = wire.patch("salesOrderLines(" + id(part) + ")", "*", "{\"quantity\":5}");
    assertThat(locked.message()).contains("Status must be equal to");

    assertThat(post(order).status()).isEqualTo(204);
    assertThat(wire.get("salesOrders(" + id(order) + ")").status()).isEqualTo(404);
    assertThat(invoices(order)).hasSize(2);
  }

  @Test
  void goods_can_be_shipped_first_and_invoiced_after() {
    JsonNode order = order("WO-1");
    for (JsonNode line : lines(order)) {
      if (!line.path("lineType").asText().equals("Comment")) {
        wire.patch("salesOrderLines(" + id(line) + ")", "*", "{\"invoiceQuantity\":0}");
      }
    }

    post(order);

    assertThat(wire.get("salesShipments").body().path("value")).hasSize(1);
    assertThat(invoices(order)).isEmpty();
    assertThat(wire.get("salesOrders(" + id(order) + ")").body().path("fullyShipped").asBoolean())
        .isTrue();
    assertThat(post(order).status()).isEqualTo(204);
    assertThat(invoices(order)).hasSize(1);
    assertThat(wire.get("salesShipments").body().path("value")).hasSize(1);
  }

  @Test
  void an_order_that_must_ship_complete_refuses_a_part() {
    JsonNode order = order("WO-1");
    wire.patch("salesOrders(" + id(order) + ")", "*", "{\"partialShipping\":false}");
    wire.patch("salesOrderLines(" + id(lines(order).get(0)) + ")", "*", "{\"shipQuantity\":1}");

    assertThat(post(order).message()).contains("cannot be shipped completely");
  }

  @Test
  void a_shipment_bears_number_reference_and_lines() {
    JsonNode order = order("WO-1");
    post(order);

    JsonNode shipment = wire.only("salesShipments", "externalDocumentNumber eq 'WO-1'");
    JsonNode lines =
        wire.get("salesShipments(" + id(shipment) + ")/salesShipmentLines").body().path("value");

    assertThat(shipment.path("orderNumber")).isEqualTo(order.path("number"));
    assertThat(lines)
        .extracting(line -> line.path("lineType").asText())
        .containsExactly("Item", "Resource", "_x0020_");
  }

  @Test
  void the_name_of_an_action_is_not_case_sensitive_and_an_unknown_one_is_not_implemented() {
    String path = "salesOrders(" + id(order("WO-1")) + ")/Microsoft.NAV.";

    assertThat(wire.act(path + "release").code()).isEqualTo("BadRequest_MethodNotImplemented");
    assertThat(wire.act(path + "ShipAndInvoice").status()).isEqualTo(204);
  }

  private static Wire.Answer post(JsonNode order) {
    return wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice");
  }

  private static JsonNode invoices(JsonNode order) {
    String filter = "orderNumber eq '" + order.path("number").asText() + "'";
    return wire.query("salesInvoices", "$filter", filter).body().path("value");
  }

  private static void block(String type) {
    wire.patch("customers(" + id(customer("K00010")) + ")", "*", "{\"blocked\":\"" + type + "\"}");
  }

  @Test
  void an_item_blocked_for_sales_goes_back_but_not_out() {
    wire.setup("items", "P-1001", "{\"salesBlocked\":true}");
    String lines = "[{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"quantity\":1}]";

    Wire.Answer refused =
        wire.post(
            "salesOrders", "{\"customerNumber\":\"K00010\",\"salesOrderLines\":" + lines + "}");

    assertThat(refused.code()).isEqualTo("Application_DialogException");
    assertThat(refused.message()).contains("cannot sell");
    wire.created(
        "salesCreditMemos",
        "{\"customerNumber\":\"K00010\",\"salesCreditMemoLines\":" + lines + "}");
  }

  @Test
  void a_sales_unit_is_taken_by_itself_and_its_rounding_refuses_fractions() {
    wire.setup("items", "P-1001", "{\"salesUnitOfMeasure\":\"SET\",\"roundingPrecision\":1}");
    String path = "salesOrders(" + id(order("WO-1")) + ")/salesOrderLines";
    String line = "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"quantity\":%s}";

    assertThat(wire.created(path, line.formatted("0.5")).path("unitOfMeasureCode").asText())
        .isEqualTo("SET");
    assertThat(wire.post(path, line.formatted("0.25")).message())
        .contains("Qty. Rounding Precision");
  }

  @Test
  void a_location_may_be_mandatory_or_ask_for_warehouse_documents() {
    JsonNode order = order("WO-1");
    wire.setting("locationMandatory", true);
    assertThat(post(order).message()).contains("Location Code must have a value");
    String line = "salesOrderLines(" + id(lines(order).get(0)) + ")";
    wire.patch(line, "*", "{\"locationId\":\"" + location("WHSE") + "\"}");
    assertThat(post(order).message()).contains("Warehouse Shipment is required");
    wire.patch(line, "*", "{\"locationId\":\"" + location("MAIN") + "\"}");
    assertThat(post(order).status()).isEqualTo(204);
  }

  @Test
  void the_window_of_the_user_goes_before_that_of_the_company() {
    JsonNode order = order("WO-1");
    wire.patch("salesOrders(" + id(order) + ")", "*", "{\"postingDate\":\"2026-10-31\"}");
    wire.setting("allowPostingFrom", "2026-11-01");
    wire.setting("userPostingFrom", "2026-10-01");

    assertThat(post(order).status()).isEqualTo(204);
  }

  private static String location(String code) {
    return id(wire.only("locations", "code eq '" + code + "'"));
  }
}
