package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings.Profile;
import org.junit.jupiter.api.Test;

/** What a client can find out about the API before it uses it. */
class DiscoveryTest extends BusinessCentralTestCase {

  @Test
  void the_service_document_names_the_sets() {
    JsonNode sets = wire.send("GET", sandbox().apiRoot(), null).body().path("value");

    assertThat(sets)
        .extracting(set -> set.path("name").asText())
        .contains("customers", "salesOrders", "currencyExchangeRates");
  }

  @Test
  void the_metadata_names_properties_members_navigations_and_actions() {
    String xml = wire.send("GET", sandbox().apiRoot() + "/$metadata", null).raw().body();

    assertThat(xml)
        .contains("<EntityType Name=\"customer\">")
        .contains("<Property Name=\"displayName\" Type=\"Edm.String\" MaxLength=\"100\" />")
        .contains("<Member Name=\"_x0020_\" Value=\"0\" />")
        .contains("Type=\"Collection(Microsoft.NAV.salesOrderLine)\"")
        .contains("<Action Name=\"shipAndInvoice\"");
  }

  @Test
  void there_are_two_companies_and_either_address_of_one_works() {
    JsonNode companies =
        wire.send("GET", sandbox().apiRoot() + "/companies", null).body().path("value");
    assertThat(companies)
        .extracting(company -> company.path("name").asText())
        .containsExactly("Nordwerk Service", "Nordwerk Handel");

    for (String company : new String[] {wire.companyId(), "Nordwerk%20Service"}) {
      Wire.Answer answer =
          wire.send("GET", sandbox().apiRoot() + "/customers?company=" + company, null);
      assertThat(answer.body().path("value")).hasSizeGreaterThan(30);
    }
  }

  @Test
  void a_call_without_a_company_is_refused() {
    Wire.Answer answer = wire.send("GET", sandbox().apiRoot() + "/customers", null);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("Internal_CompanyNotFound");
  }

  @Test
  void a_call_without_a_company_gets_a_default_one_where_the_tenant_has_it() {
    wire.setting("defaultCompany", true);

    assertThat(wire.root("GET", "customers?$top=1", null).status()).isEqualTo(200);
  }

  @Test
  void a_tenant_can_be_named_by_its_id() {
    String root = sandbox().apiRoot().replace(Addresses.TENANT, Addresses.TENANT_ID);

    assertThat(wire.send("GET", root + "/companies", null).status()).isEqualTo(200);
  }

  @Test
  void an_unknown_set_is_unknown_before_a_company_is_asked_for() {
    assertThat(wire.root("GET", "entityDefinitions", null).code())
        .isEqualTo("BadRequest_ResourceNotFound");
  }

  @Test
  void the_path_names_a_company_by_its_id_alone_and_the_header_serves_batches_alone() {
    String root = sandbox().apiRoot();

    assertThat(wire.send("GET", root + "/companies(Nordwerk%20Service)/items", null).status())
        .isEqualTo(400);
    assertThat(wire.send("GET", root + "/items", null, "Company", "Nordwerk Service").status())
        .isEqualTo(404);
  }

  @Test
  void the_tenant_may_be_left_out_of_the_address() {
    String root = sandbox().apiRoot().replace("/demo.example", "");

    assertThat(wire.send("GET", root + "/companies", null).status()).isEqualTo(200);
  }

  @Test
  void an_unknown_set_and_an_unknown_route_answer_404() {
    assertThat(wire.get("priceLists").code()).isEqualTo("BadRequest_ResourceNotFound");
    String other = sandbox().apiRoot().replace("api/v2.0", "api/contoso/app/v1.0");
    assertThat(wire.send("GET", other + "/companies", null).status()).isEqualTo(404);
  }

  @Test
  void the_standard_profile_has_no_extension() {
    try (BusinessCentralSandbox standard =
        BusinessCentralSandbox.start(new BusinessCentralSandboxSettings(0, Profile.STANDARD))) {
      Wire plain = new Wire(standard);
      String url =
          standard.apiRoot().replace("api/v2.0", "api/fieldbridge/integration/v1.0")
              + "/companies("
              + plain.companyId()
              + ")/externalReferences";

      Wire.Answer answer = plain.send("GET", url, null);

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("BadRequest_ResourceNotFound");
    }
  }

  @Test
  void a_reset_brings_the_same_data_with_the_same_ids_back() {
    String before = id(customer("K00010"));
    wire.patch("customers(" + before + ")", "*", "{\"city\":\"Bremen\"}");
    String first = id(order("WO-1"));

    wire.admin("POST", "reset", "{}");

    assertThat(id(customer("K00010"))).isEqualTo(before);
    assertThat(customer("K00010").path("city").asText()).isEqualTo("Hamburg");
    wire.patch("customers(" + before + ")", "*", "{\"city\":\"Bremen\"}");
    assertThat(id(order("WO-1"))).isEqualTo(first);
  }

  @Test
  void company_information_and_ledger_setup_tell_currency_and_posting_window() {
    wire.setting("allowPostingTo", "2026-12-31");

    JsonNode information = wire.get("companyInformation").body().path("value").get(0);
    JsonNode setup = wire.get("generalLedgerSetup").body().path("value").get(0);

    assertThat(information.path("currencyCode").asText()).isEqualTo("EUR");
    assertThat(setup.path("localCurrencyCode").asText()).isEqualTo("EUR");
    assertThat(setup.path("allowPostingFrom").asText()).isEqualTo("0001-01-01");
    assertThat(setup.path("allowPostingTo").asText()).isEqualTo("2026-12-31");
  }
}
