package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The custom route of the profile with the extension, and the vendor's own beside the standard. */
class ExtensionTest extends BusinessCentralTestCase {

  private JsonNode order;

  @BeforeEach
  void take() {
    order = order("WO-1");
  }

  @Test
  void a_reservation_takes_what_is_available_and_can_be_cancelled() {
    JsonNode line = lines(order).get(0);
    String body = "{\"documentLineId\":\"%s\",\"quantity\":%d}";

    JsonNode reserved = extension("POST", "reservations", body.formatted(id(line), 60)).body();
    Wire.Answer tooMuch = extension("POST", "reservations", body.formatted(id(line), 60));

    assertThat(reserved.path("status").asText()).isEqualTo("Reservation");
    assertThat(tooMuch.code()).isEqualTo("Application_DialogException");
    assertThat(available().path("availableQuantity").decimalValue()).isEqualByComparingTo("40");
    String path = "reservations(" + id(reserved) + ")";
    assertThat(extension("PATCH", path, "{\"quantity\":1}", "If-Match", "*").status())
        .isEqualTo(405);
    assertThat(extension("DELETE", path, null, "If-Match", "*").status()).isEqualTo(204);
    assertThat(available().path("availableQuantity").decimalValue()).isEqualByComparingTo("100");
  }

  @Test
  void a_customer_has_several_addresses_to_ship_to() {
    String body = "{\"customerNumber\":\"K00010\",\"code\":\"gate2\",\"displayName\":\"Gate 2\"}";

    assertThat(extension("POST", "shipToAddresses", body).text("code")).isEqualTo("GATE2");
    assertThat(extension("POST", "shipToAddresses", body).code())
        .isEqualTo("Internal_EntityWithSameKeyExists");
  }

  @Test
  void price_lists_units_and_ledger_can_be_read() {
    post();

    assertThat(extension("GET", "priceListLines", null).body().path("value")).hasSize(3);
    assertThat(
            extension("GET", "itemUnitsOfMeasure?$filter=itemNumber%20eq%20'P-1001'", null)
                .body()
                .path("value"))
        .hasSize(2);
    JsonNode entry = extension("GET", "customerLedgerEntries", null).body().path("value").get(0);
    assertThat(entry.path("open").asBoolean()).isTrue();
    assertThat(entry.path("remainingAmount").decimalValue()).isEqualByComparingTo("203.50");
    assertThat(entry.path("externalDocumentNumber").asText()).isEqualTo("WO-1");
  }

  @Test
  void the_vendors_own_routes_show_ledgers_posted_invoices_and_stock() {
    post();
    String invoice =
        wire.only("salesInvoices", "externalDocumentNumber eq 'WO-1'").path("number").asText();
    wire.admin("POST", "payments", "{\"invoice\":\"%s\",\"amount\":3.5}".formatted(invoice));

    JsonNode details =
        route("microsoft/reportsFinance/beta", "detailedCustomerLedgerEntries").path("value");
    assertThat(details)
        .extracting(entry -> entry.path("entryType").asText())
        .containsExactly(
            "Initial_x0020_Entry", "Initial_x0020_Entry", "Application", "Application");
    JsonNode entries =
        route("microsoft/reportsFinance/beta", "customerLedgerEntries").path("value");
    assertThat(entries).hasSize(2);
    assertThat(entries.get(0).has("@odata.etag")).isFalse();
    assertThat(route("microsoft/automate/v1.0", "postedSalesInvoices").path("value")).hasSize(1);
    assertThat(
            route("microsoft/dataverse/v1.0", "itemsAvailabilitiesByLocation")
                .path("value")
                .get(0)
                .path("remainingQuantity")
                .decimalValue())
        .isEqualByComparingTo("98");
    assertThat(
            route(
                    "microsoft/runtime/beta",
                    "webhookSupportedResources?$filter=startswith(resource,'v2.0')")
                .path("value"))
        .hasSizeGreaterThan(15);
  }

  private Wire.Answer post() {
    return wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice");
  }

  private static JsonNode available() {
    return extension("GET", "itemAvailability?$filter=itemNumber%20eq%20'P-1001'", null)
        .body()
        .path("value")
        .get(0);
  }

  private static Wire.Answer extension(String method, String path, String json, String... headers) {
    return wire.route(method, "fieldbridge/integration/v1.0", path, json, headers);
  }

  private static JsonNode route(String route, String path) {
    return wire.route("GET", route, path, null).body();
  }
}
