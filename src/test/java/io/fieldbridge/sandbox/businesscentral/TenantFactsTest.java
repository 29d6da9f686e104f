package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings.Profile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Facts of the vendor's API that hold anywhere: they run against the simulator, or against the real
 * tenant that {@link Tenant} names. They leave nothing behind but one customer each, which they
 * delete.
 */
class TenantFactsTest {

  private static BusinessCentralSandbox sandbox;
  private static Wire wire;
  private JsonNode customer;

  @BeforeAll
  static void connect() {
    if (Tenant.isReal()) {
      wire = new Wire(Tenant.real(), null);
    } else {
      sandbox =
          BusinessCentralSandbox.start(new BusinessCentralSandboxSettings(0, Profile.STANDARD));
      wire = new Wire(sandbox);
    }
  }

  @AfterAll
  static void disconnect() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @BeforeEach
  void create() {
    customer = wire.created("customers", "{\"displayName\":\"Contract fact\",\"city\":\"Kiel\"}");
  }

  @AfterEach
  void remove() {
    wire.delete(path(), "*");
  }

  @Test
  void a_new_customer_has_a_number_and_the_empty_values_of_the_vendor() {
    assertThat(customer.path("number").asText()).isNotEmpty();
    assertThat(customer.path("addressLine1").asText()).isEmpty();
    assertThat(customer.path("currencyId").asText())
        .isEqualTo("00000000-0000-0000-0000-000000000000");
    assertThat(customer.path("currencyCode").asText()).isNotEmpty();
    assertThat(customer.path("blocked").asText()).isEqualTo("_x0020_");
    assertThat(customer.path("@odata.etag").asText()).startsWith("W/\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"balanceDue\":1} | BadRequest_InvalidOperation",
        "{\"blocked\":\"Never\"} | Unknown",
        "{\"nickname\":\"x\"} | BadRequest",
        "{\"creditLimit\":\"much\"} | BadRequest",
        "{\"addressLine2\":\"0123456789012345678901234567890123456789012345678901\"} | Application_StringExceededLength",
        "{\"paymentTermsId\":\"11111111-1111-1111-1111-111111111111\"} | Application_DialogException"
      })
  void a_violation_has_its_code(String body, String code) {
    Wire.Answer answer = wire.patch(path(), "*", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.message()).contains("CorrelationId:");
  }

  @Test
  void a_change_needs_the_version_that_was_read() {
    String first = customer.path("@odata.etag").asText();

    assertThat(wire.patch(path(), null, "{\"city\":\"Bremen\"}").code())
        .isEqualTo("BadRequest_InvalidToken");
    assertThat(wire.patch(path(), first, "{\"city\":\"Bremen\"}").status()).isEqualTo(200);
    Wire.Answer stale = wire.patch(path(), first, "{\"city\":\"Hamburg\"}");
    assertThat(stale.code()).isEqualTo("Request_EntityChanged");
    assertThat(stale.status()).isEqualTo(409);
  }

  @Test
  void alternatives_are_between_values_of_one_field_only() {
    assertThat(wire.query("customers", "$filter", "city eq 'Kiel' or displayName eq 'x'").status())
        .isEqualTo(400);
    assertThat(
            wire.query("customers", "$filter", "city eq 'Kiel' or city eq 'x'")
                .body()
                .path("value"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"salesOrderLines", "salesInvoiceLines", "salesQuoteLines", "customerPayments"})
  void lines_are_not_listed_without_their_document(String set) {
    assertThat(wire.get(set).code()).isEqualTo("Application_DialogException");
  }

  @Test
  void pages_are_as_large_as_the_client_prefers() {
    JsonNode page = wire.get("items?$select=number", "Prefer", "odata.maxpagesize=2").body();

    assertThat(page.path("value")).hasSize(2);
    assertThat(wire.send("GET", page.path("@odata.nextLink").asText(), null).status())
        .isEqualTo(200);
  }

  @Test
  void what_is_not_there_is_not_found() {
    assertThat(wire.get("customers(11111111-1111-1111-1111-111111111111)").code())
        .isEqualTo("Internal_RecordNotFound");
    assertThat(wire.get("noSuchSet").code()).isEqualTo("BadRequest_ResourceNotFound");
  }

  private String path() {
    return "customers(" + customer.path("id").asText() + ")";
  }
}
