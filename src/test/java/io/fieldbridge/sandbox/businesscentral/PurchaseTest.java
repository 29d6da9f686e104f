package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Purchase documents. */
class PurchaseTest extends BusinessCentralTestCase {

  @Test
  void an_order_takes_vendor_prices_and_its_receipt_fails_for_want_of_the_vendors_number() {
    JsonNode order = purchaseOrder();

    assertThat(order.path("vendorName").asText()).isEqualTo("Nordhavn Kompressoren");
    assertThat(order.path("payToVendorNumber").asText()).isEqualTo("L00010");
    assertThat(order.path("totalAmountExcludingTax").decimalValue()).isEqualByComparingTo("50");
    Wire.Answer answer = receive(order);
    assertThat(answer.code()).isEqualTo("Application_DialogException");
    assertThat(answer.message()).contains("document number of the document from the vendor");
  }

  @Test
  void received_goods_come_into_stock_and_the_order_is_gone() {
    wire.setting("vendorInvoiceNumberMandatory", false);
    JsonNode order = purchaseOrder();

    assertThat(receive(order).status()).isEqualTo(204);

    assertThat(wire.get("purchaseOrders(" + id(order) + ")").status()).isEqualTo(404);
    JsonNode receipt =
        wire.only("purchaseReceipts", "orderNumber eq '" + order.path("number").asText() + "'");
    JsonNode lines =
        wire.get("purchaseReceipts(" + id(receipt) + ")/purchaseReceiptLines").body().path("value");
    assertThat(lines.get(0).path("unitCost").decimalValue()).isEqualByComparingTo("5");
    assertThat(item("P-1001").path("inventory").decimalValue()).isEqualByComparingTo("110");
    assertThat(vendor().path("balance").decimalValue()).isEqualByComparingTo("59.50");
    JsonNode invoice =
        wire.only("purchaseInvoices", "orderNumber eq '" + order.path("number").asText() + "'");
    assertThat(invoice.path("status").asText()).isEqualTo("Open");
  }

  @Test
  void an_invoice_with_the_vendors_number_is_posted_under_the_same_id() {
    JsonNode draft = purchaseInvoice("R-77");

    assertThat(post(draft).status()).isEqualTo(204);

    assertThat(wire.get("purchaseInvoices(" + id(draft) + ")").text("number")).startsWith("PP-INV");
    assertThat(item("P-1001").path("inventory").decimalValue()).isEqualByComparingTo("103");
  }

  @Test
  void a_vendors_number_is_posted_once() {
    JsonNode first = purchaseInvoice("R-78");
    JsonNode second = purchaseInvoice("R-78");

    assertThat(post(first).status()).isEqualTo(204);
    assertThat(post(second).message()).contains("R-78 already exists for this vendor");
  }

  @Test
  void a_credit_memo_takes_goods_out_of_stock_and_closes_the_invoice_that_it_names() {
    wire.setting("vendorInvoiceNumberMandatory", false);
    receive(purchaseOrder());
    JsonNode invoice = wire.only("purchaseInvoices", "status eq 'Open'");
    JsonNode memo =
        wire.created(
            "purchaseCreditMemos",
            """
            {"vendorNumber":"L00010","invoiceNumber":"%s","purchaseCreditMemoLines":[
              {"lineType":"Item","lineObjectNumber":"P-1001","quantity":10,"unitCost":5}]}
            """
                .formatted(invoice.path("number").asText()));

    assertThat(wire.act("purchaseCreditMemos(" + id(memo) + ")/Microsoft.NAV.post").status())
        .isEqualTo(204);

    JsonNode posted = wire.get("purchaseCreditMemos(" + id(memo) + ")").body();
    assertThat(posted.path("number").asText()).startsWith("PP-CR");
    assertThat(posted.path("status").asText()).isEqualTo("Paid");
    assertThat(wire.get("purchaseInvoices(" + id(invoice) + ")").text("status")).isEqualTo("Paid");
    assertThat(vendor().path("balance").decimalValue()).isZero();
    assertThat(item("P-1001").path("inventory").decimalValue()).isEqualByComparingTo("100");
  }

  @Test
  void a_blocked_vendor_gets_no_order_and_a_part_can_be_received() {
    wire.setting("vendorInvoiceNumberMandatory", false);
    JsonNode order = purchaseOrder();
    JsonNode line =
        wire.get("purchaseOrders(" + id(order) + ")/purchaseOrderLines")
            .body()
            .path("value")
            .get(0);
    wire.patch(
        "purchaseOrderLines(" + id(line) + ")",
        "*",
        "{\"receiveQuantity\":4,\"invoiceQuantity\":0}");
    receive(order);

    JsonNode left = wire.get("purchaseOrderLines(" + id(line) + ")").body();
    assertThat(left.path("receivedQuantity").asInt()).isEqualTo(4);
    assertThat(left.path("receiveQuantity").asInt()).isEqualTo(6);
    wire.patch("vendors(" + id(vendor()) + ")", "*", "{\"blocked\":\"All\"}");
    assertThat(wire.post("purchaseOrders", "{\"vendorNumber\":\"L00010\"}").message())
        .contains("is blocked with type All");
  }

  private static JsonNode purchaseOrder() {
    return wire.get(
            "purchaseOrders("
                + id(
                    wire.created(
                        "purchaseOrders",
                        """
                        {"vendorNumber":"L00010","purchaseOrderLines":[
                          {"lineType":"Item","lineObjectNumber":"P-1001","quantity":10,"directUnitCost":5}]}
                        """))
                + ")")
        .body();
  }

  private static JsonNode purchaseInvoice(String vendorsNumber) {
    return wire.created(
        "purchaseInvoices",
        """
        {"vendorNumber":"L00010","vendorInvoiceNumber":"%s","purchaseInvoiceLines":[
          {"lineType":"Item","lineObjectNumber":"P-1001","quantity":3,"unitCost":4}]}
        """
            .formatted(vendorsNumber));
  }

  private static Wire.Answer post(JsonNode invoice) {
    return wire.act("purchaseInvoices(" + id(invoice) + ")/Microsoft.NAV.post");
  }

  private static Wire.Answer receive(JsonNode order) {
    return wire.act("purchaseOrders(" + id(order) + ")/Microsoft.NAV.receiveAndInvoice");
  }

  private static JsonNode vendor() {
    return wire.only("vendors", "number eq 'L00010'");
  }
}
