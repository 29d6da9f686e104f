package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Tax as in a country of value added tax, and as in one of sales tax. */
class TaxTest extends BusinessCentralTestCase {

  @Test
  void the_tax_area_of_the_customer_decides_on_the_rate() {
    assertThat(percent("STANDARD")).isEqualTo("19");

    patchCustomer("{\"taxAreaId\":\"" + id(wire.only("taxAreas", "code eq 'EXPORT'")) + "\"}");

    assertThat(percent("STANDARD")).isEqualTo("0");
  }

  @Test
  void each_tax_group_has_its_own_rate() {
    assertThat(percent("REDUCED")).isEqualTo("7");
    assertThat(percent("ZERO")).isEqualTo("0");
  }

  @Test
  void a_tax_group_that_is_not_set_up_for_the_area_cannot_be_used() {
    wire.created("taxGroups", "{\"code\":\"LUXURY\",\"displayName\":\"Luxury\"}");

    Wire.Answer refused = line("LUXURY");

    assertThat(refused.code()).isEqualTo("Internal_RecordNotFound");
    assertThat(refused.message()).contains("VAT Posting Setup", "LUXURY");
  }

  @Test
  void sales_tax_falls_on_those_who_are_liable_to_it_alone() {
    wire.setting("salesTax", true);
    assertThat(percent("STANDARD")).isEqualTo("0");

    patchCustomer("{\"taxLiable\":true}");

    assertThat(percent("STANDARD")).isEqualTo("19");
    wire.created("taxGroups", "{\"code\":\"LUXURY\",\"displayName\":\"Luxury\"}");
    assertThat(percent("LUXURY")).isEqualTo("0");
  }

  @Test
  void areas_and_groups_tell_the_kind_of_tax() {
    assertThat(kind("taxGroups")).isEqualTo("VAT");

    wire.setting("salesTax", true);

    assertThat(kind("taxGroups")).isEqualTo("Sales_x0020_Tax");
    assertThat(kind("taxAreas")).isEqualTo("Sales_x0020_Tax");
    assertThat(wire.created("taxGroups", "{\"code\":\"NEW\"}").path("taxType").asText())
        .isEqualTo("Sales_x0020_Tax");
  }

  @Test
  void prices_cannot_include_a_sales_tax() {
    wire.setting("salesTax", true);
    JsonNode order = wire.created("salesOrders", "{\"customerNumber\":\"K00010\"}");

    assertThat(
            wire.patch("salesOrders(" + id(order) + ")", "*", "{\"pricesIncludeTax\":true}").code())
        .isEqualTo("Application_DialogException");
  }

  @Test
  void a_document_takes_over_whether_its_customer_has_prices_with_tax() {
    wire.admin(
        "POST",
        "setup",
        "{\"object\":\"customers\",\"number\":\"K00010\",\"fields\":{\"pricesIncludeTax\":true}}");
    JsonNode order =
        wire.created(
            "salesOrders",
            """
            {"customerNumber":"K00010","salesOrderLines":[
             {"lineType":"Item","lineObjectNumber":"P-1001","quantity":1},
             {"lineType":"Item","lineObjectNumber":"P-1002","quantity":1,"unitPrice":119}]}
            """);

    assertThat(order.path("pricesIncludeTax").booleanValue()).isTrue();
    assertThat(lines(order)).extracting(TaxTest::price).containsExactly("16.6362", "119");
    assertThat(order.path("totalAmountExcludingTax").decimalValue()).isEqualByComparingTo("113.98");

    JsonNode without =
        wire.patch("salesOrders(" + id(order) + ")", "*", "{\"pricesIncludeTax\":false}").body();

    assertThat(lines(order)).extracting(TaxTest::price).containsExactly("13.98", "100");
    assertThat(without.path("totalAmountExcludingTax").decimalValue())
        .isEqualByComparingTo("113.98");
  }

  private static String price(JsonNode line) {
    return line.path("unitPrice").decimalValue().stripTrailingZeros().toPlainString();
  }

  private static void patchCustomer(String body) {
    JsonNode customer = customer("K00010");
    assertThat(wire.patch("customers(" + id(customer) + ")", "*", body).status()).isEqualTo(200);
  }

  private static String percent(String group) {
    Wire.Answer line = line(group);
    assertThat(line.status()).as(line.message()).isEqualTo(201);
    return line.body().path("taxPercent").decimalValue().toPlainString();
  }

  private static Wire.Answer line(String group) {
    JsonNode order = wire.created("salesOrders", "{\"customerNumber\":\"K00010\"}");
    return wire.post(
        "salesOrders(" + id(order) + ")/salesOrderLines",
        "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"quantity\":1,\"taxCode\":\"%s\"}"
            .formatted(group));
  }

  private static String kind(String set) {
    return wire.get(set).body().path("value").get(0).path("taxType").asText();
  }
}
