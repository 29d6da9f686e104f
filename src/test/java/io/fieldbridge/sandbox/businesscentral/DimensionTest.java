package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dimensions: defaults, values of documents, and what posting asks for. */
class DimensionTest extends BusinessCentralTestCase {

  private JsonNode area;
  private JsonNode service;

  @BeforeEach
  void find() {
    area = wire.only("dimensions", "code eq 'AREA'");
    service = wire.only("dimensionValues", "code eq 'SERVICE'");
  }

  @Test
  void a_document_takes_the_defaults_of_its_customer_and_shows_the_shortcut() {
    makeDefault("Code_x0020_Mandatory");

    JsonNode order = order("WO-1");

    JsonNode lines = dimensions(order);
    assertThat(lines).hasSize(1);
    assertThat(id(lines.get(0))).isEqualTo(id(area));
    assertThat(lines.get(0).path("valueCode").asText()).isEqualTo("SERVICE");
    assertThat(wire.get("salesOrders(" + id(order) + ")").text("shortcutDimension1Code"))
        .isEqualTo("SERVICE");
  }

  @Test
  void a_mandatory_dimension_is_asked_for_at_posting() {
    makeDefault("Code_x0020_Mandatory");
    JsonNode order = order("WO-1");
    wire.delete("salesOrders(" + id(order) + ")/dimensionSetLines(" + id(area) + ")", "*");

    Wire.Answer refused = wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice");

    assertThat(refused.code()).isEqualTo("Application_DialogException");
    assertThat(refused.message()).contains("dimension AREA");
    wire.created(
        "salesOrders(" + id(order) + ")/dimensionSetLines",
        "{\"id\":\"%s\",\"valueId\":\"%s\"}".formatted(id(area), id(service)));
    assertThat(wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice").status())
        .isEqualTo(204);
    JsonNode invoice = wire.only("salesInvoices", "externalDocumentNumber eq 'WO-1'");
    JsonNode posted =
        wire.get("salesInvoices(" + id(invoice) + ")/dimensionSetLines").body().path("value");
    assertThat(posted.get(0).path("valueCode").asText()).isEqualTo("SERVICE");
  }

  @Test
  void the_key_counts_below_the_parent_and_the_flat_set_cannot_be_listed() {
    makeDefault("_x0020_");
    JsonNode first = order("WO-1");
    JsonNode second = order("WO-2");
    JsonNode trade = wire.only("dimensionValues", "code eq 'TRADE'");
    String path = "salesOrders(" + id(first) + ")/dimensionSetLines(" + id(area) + ")";

    wire.patch(path, "*", "{\"valueCode\":\"" + trade.path("code").asText() + "\"}");

    assertThat(wire.get(path).text("valueCode")).isEqualTo("TRADE");
    assertThat(dimensions(second).get(0).path("valueCode").asText()).isEqualTo("SERVICE");
    assertThat(wire.get("dimensionSetLines").code()).isEqualTo("Application_DialogException");
  }

  @Test
  void a_line_takes_the_values_of_its_document_and_of_its_item_before_them() {
    makeDefault("_x0020_");
    JsonNode trade = wire.only("dimensionValues", "code eq 'TRADE'");
    wire.created(
        "items(" + id(item("P-1001")) + ")/defaultDimensions",
        """
        {"dimensionId":"%s","dimensionValueId":"%s","postingValidation":"Same_x0020_Code"}
        """
            .formatted(id(area), id(trade)));

    JsonNode order = order("WO-1");

    assertThat(valueOf(lines(order).get(0))).isEqualTo("TRADE");
    assertThat(valueOf(lines(order).get(1))).isEqualTo("SERVICE");
    assertThat(wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice").status())
        .isEqualTo(204);
  }

  private static String valueOf(JsonNode line) {
    return wire.get("salesOrderLines(" + id(line) + ")/dimensionSetLines")
        .body()
        .path("value")
        .get(0)
        .path("valueCode")
        .asText();
  }

  @Test
  void a_changed_value_shows_in_the_shortcut_of_its_document_and_moves_its_version() {
    JsonNode order = order("WO-1");

    wire.created(
        "salesOrders(" + id(order) + ")/dimensionSetLines",
        "{\"id\":\"%s\",\"valueId\":\"%s\"}".formatted(id(area), id(service)));

    JsonNode changed = wire.get("salesOrders(" + id(order) + ")").body();
    assertThat(changed.path("shortcutDimension1Code").asText()).isEqualTo("SERVICE");
    assertThat(etag(changed)).isNotEqualTo(etag(order));
    wire.delete("salesOrders(" + id(order) + ")/dimensionSetLines(" + id(area) + ")", "*");
    assertThat(wire.get("salesOrders(" + id(order) + ")").text("shortcutDimension1Code")).isEmpty();
  }

  @Test
  void a_value_of_another_dimension_is_refused() {
    JsonNode order = order("WO-1");
    JsonNode inhouse = wire.only("dimensionValues", "code eq 'INHOUSE'");

    Wire.Answer answer =
        wire.post(
            "salesOrders(" + id(order) + ")/dimensionSetLines",
            "{\"code\":\"AREA\",\"valueId\":\"%s\"}".formatted(id(inhouse)));

    assertThat(answer.code()).isEqualTo("Application_DialogException");
  }

  private void makeDefault(String validation) {
    wire.created(
        "customers(" + id(customer("K00010")) + ")/defaultDimensions",
        """
        {"dimensionId":"%s","dimensionValueId":"%s","postingValidation":"%s"}
        """
            .formatted(id(area), id(service), validation));
  }

  private static JsonNode dimensions(JsonNode order) {
    return wire.get("salesOrders(" + id(order) + ")/dimensionSetLines").body().path("value");
  }
}
