package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ItemTest extends BusinessCentralTestCase {

  @Test
  void parts_and_services_stand_ready_with_units_prices_and_stock() {
    JsonNode part = item("P-1001");
    JsonNode labour = item("LABOUR");

    assertThat(part.path("type").asText()).isEqualTo("Inventory");
    assertThat(part.path("baseUnitOfMeasureCode").asText()).isEqualTo("PCS");
    assertThat(part.path("inventory").decimalValue()).isEqualByComparingTo("100");
    assertThat(labour.path("type").asText()).isEqualTo("Service");
    assertThat(labour.path("baseUnitOfMeasureCode").asText()).isEqualTo("HOUR");
    assertThat(wire.get("items?$top=1&$count=true").body().path("@odata.count").asInt())
        .isEqualTo(200);
  }

  @Test
  void an_item_moves_neither_stamp_nor_token_when_its_stock_moves() {
    JsonNode before = item("P-1001");

    wire.act("salesOrders(" + id(order("WO-1")) + ")/Microsoft.NAV.shipAndInvoice");

    JsonNode after = item("P-1001");
    assertThat(after.path("inventory").decimalValue()).isEqualByComparingTo("98");
    assertThat(etag(after)).isEqualTo(etag(before));
    assertThat(after.path("lastModifiedDateTime")).isEqualTo(before.path("lastModifiedDateTime"));
  }

  @Test
  void inventory_cannot_be_given_to_a_new_item() {
    Wire.Answer answer = wire.post("items", "{\"number\":\"P-9\",\"inventory\":5}");

    assertThat(answer.code()).isEqualTo("Application_DialogException");
  }

  @Test
  void a_new_item_needs_a_unit_before_it_can_be_sold() {
    wire.created("items", "{\"number\":\"p-9\",\"displayName\":\"New part\",\"unitPrice\":7}");
    String order =
        "{\"customerNumber\":\"K00010\",\"salesOrderLines\":[{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-9\",\"quantity\":1}]}";
    assertThat(wire.post("salesOrders", order).message()).contains("Base Unit of Measure");

    wire.patch("items(" + id(item("P-9")) + ")", "*", "{\"baseUnitOfMeasureCode\":\"PCS\"}");

    assertThat(wire.post("salesOrders", order).status()).isEqualTo(201);
    assertThat(wire.delete("items(" + id(item("P-9")) + ")", "*").status()).isEqualTo(400);
  }

  @Test
  void members_with_signs_are_encoded() {
    JsonNode item = wire.created("items", "{\"type\":\"Non-Inventory\",\"displayName\":\"Fee\"}");

    assertThat(item.path("type").asText()).isEqualTo("Non_x002D_Inventory");
    assertThat(wire.only("items", "type eq 'Non_x002D_Inventory'")).isEqualTo(item("I-00001"));
  }

  @Test
  void rates_say_how_many_units_make_how_many_local_ones_from_a_day_on() {
    JsonNode rate =
        wire.only("currencyExchangeRates", "currencyCode eq 'USD' and startingDate eq 2026-07-01");

    assertThat(rate.path("exchangeRateAmount").decimalValue()).isEqualByComparingTo("100");
    assertThat(rate.path("relationalExchangeRateAmount").decimalValue()).isEqualByComparingTo("92");
    assertThat(rate.path("relationalCurrencyCode").asText()).isEmpty();
  }
}
