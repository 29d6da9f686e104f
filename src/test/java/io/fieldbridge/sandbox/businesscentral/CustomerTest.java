package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerTest extends BusinessCentralTestCase {

  @Test
  void a_new_customer_gets_a_number_and_the_vendors_empty_values() {
    JsonNode customer = wire.created("customers", "{\"displayName\":\"Tannen Technik GmbH\"}");

    assertThat(customer.path("number").asText()).isEqualTo("K10010");
    assertThat(customer.path("blocked").asText()).isEqualTo("_x0020_");
    assertThat(customer.path("currencyCode").asText()).isEqualTo("EUR");
    assertThat(customer.path("currencyId").asText())
        .isEqualTo("00000000-0000-0000-0000-000000000000");
    assertThat(customer.path("addressLine2").asText()).isEmpty();
    assertThat(etag(customer)).startsWith("W/\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"city\":\"Kiel\"} | BadRequest_RequiredParamNotProvided",
        "{\"displayName\":\"\"} | BadRequest_RequiredParamNotProvided",
        "{\"displayName\":\"A\",\"balanceDue\":1} | BadRequest_InvalidOperation",
        "{\"displayName\":\"A\",\"id\":\"00000000-0000-0000-0000-000000000001\"} | BadRequest_InvalidOperation",
        "{\"displayName\":\"A\",\"nickname\":\"B\"} | BadRequest",
        "{\"displayName\":\"A\",\"blocked\":\"Sometimes\"} | Unknown",
        "{\"displayName\":\"A\",\"creditLimit\":\"12\"} | BadRequest",
        "{\"displayName\":\"A\",\"currencyId\":\"not-a-guid\"} | BadRequest",
        "{\"displayName\":\"A\",\"addressLine2\":\"123456789012345678901234567890123456789012345678901\"} | Application_StringExceededLength",
        "{\"displayName\":\"A\",\"country\":\"XX\"} | Internal_InvalidTableRelation",
        "{\"displayName\":\"A\",\"currencyCode\":\"ZZZ\"} | Internal_InvalidTableRelation",
        "{\"displayName\":\"A\",\"paymentTermsId\":\"11111111-1111-1111-1111-111111111111\"} | Application_DialogException",
        "{\"displayName\":\"A\",\"phoneNumber\":\"call me\"} | Application_FieldValidationException",
        "{\"displayName\":\"A\",\"number\":\"MINE\"} | Application_DialogException",
        "{\"displayName\": | BadRequest",
      })
  void a_body_that_breaks_a_rule_is_refused_with_the_vendors_code(String body, String code) {
    Wire.Answer answer = wire.post("customers", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.message()).contains("CorrelationId:  ");
  }

  @Test
  void a_number_of_ones_own_needs_a_manual_series_and_is_unique() {
    wire.setting("manualNumbers", true);
    assertThat(
            wire.created("customers", "{\"number\":\" mine \",\"displayName\":\"A\"}")
                .path("number")
                .asText())
        .isEqualTo("MINE");

    Wire.Answer again = wire.post("customers", "{\"number\":\"MINE\",\"displayName\":\"B\"}");

    assertThat(again.status()).isEqualTo(400);
    assertThat(again.code()).isEqualTo("Internal_EntityWithSameKeyExists");
    wire.setting("sameKeyStatus", 409);
    assertThat(wire.post("customers", "{\"number\":\"MINE\",\"displayName\":\"B\"}").status())
        .isEqualTo(409);
  }

  @Test
  void an_id_brings_its_code_and_the_empty_id_clears_both() {
    JsonNode dollar = wire.only("currencies", "code eq 'USD'");
    JsonNode customer =
        wire.created(
            "customers", "{\"displayName\":\"A\",\"currencyId\":\"%s\"}".formatted(id(dollar)));
    assertThat(customer.path("currencyCode").asText()).isEqualTo("USD");

    Wire.Answer cleared =
        wire.patch(
            "customers(" + id(customer) + ")",
            etag(customer),
            "{\"currencyId\":\"00000000-0000-0000-0000-000000000000\"}");

    assertThat(cleared.text("currencyCode")).isEqualTo("EUR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"return-no-content", "return=minimal"})
  void a_client_may_do_without_the_row_that_it_created(String preference) {
    Wire.Answer answer = wire.post("customers", "{\"displayName\":\"Klar\"}", "Prefer", preference);

    assertThat(answer.status()).isEqualTo(204);
    String created = answer.raw().headers().firstValue("Location").orElseThrow();
    assertThat(wire.send("GET", created, null).text("displayName")).isEqualTo("Klar");
  }

  @Test
  void a_person_of_a_customer_is_changed_through_either_set() {
    JsonNode customer = customer("K00010");
    JsonNode company =
        wire.get("customers(" + id(customer) + ")/contactsInformation").body().path("value").get(0);
    JsonNode person =
        wire.created(
            "contacts",
            "{\"type\":\"Person\",\"displayName\":\"Ada Beispiel\",\"companyNumber\":\"%s\"}"
                .formatted(company.path("contactNumber").asText()));

    Wire.Answer changed =
        wire.patch(
            "customerContacts(" + id(person) + ")",
            etag(person),
            "{\"lastName\":\"Muster\",\"email\":\"ada@muster.example\"}");

    assertThat(changed.text("customerName")).isEqualTo(customer.path("displayName").asText());
    JsonNode contact = wire.get("contacts(" + id(person) + ")").body();
    assertThat(contact.path("displayName").asText()).isEqualTo("Ada Muster");
    assertThat(contact.path("email").asText()).isEqualTo("ada@muster.example");
    wire.patch("customers(" + id(customer) + ")", "*", "{\"displayName\":\"Alster Neu\"}");
    assertThat(wire.get("contacts(" + id(person) + ")").text("companyName"))
        .isEqualTo("Alster Neu");
    assertThat(wire.post("customerContacts", "{\"lastName\":\"Neu\"}").code())
        .isEqualTo("BadRequest_MethodNotAllowed");
  }

  @Test
  void tax_registration_numbers_have_a_format_by_country_where_that_is_set_up() {
    String wrong =
        "{\"displayName\":\"Klar\",\"country\":\"AT\",\"taxRegistrationNumber\":\"123\"}";
    assertThat(wire.post("customers", wrong).status()).isEqualTo(201);

    wire.setting("taxRegistrationFormats", true);

    assertThat(wire.post("customers", wrong).message()).contains("format", "AT");
    assertThat(wire.post("customers", wrong.replace("123", "ATU12345678")).status()).isEqualTo(201);
  }

  @Test
  void a_renamed_customer_is_renamed_on_its_documents() {
    wire.act("salesOrders(" + id(order("WO-0")) + ")/Microsoft.NAV.shipAndInvoice");
    JsonNode order = order("WO-1");
    wire.setting("manualNumbers", true);

    wire.patch("customers(" + id(customer("K00010")) + ")", "*", "{\"number\":\"ALSTER\"}");

    JsonNode renamed = wire.get("salesOrders(" + id(order) + ")").body();
    assertThat(renamed.path("customerNumber").asText()).isEqualTo("ALSTER");
    assertThat(renamed.path("billToCustomerNumber").asText()).isEqualTo("ALSTER");
    assertThat(wire.only("salesShipments", "customerNumber eq 'ALSTER'")).isNotNull();
    assertThat(
            wire.route("GET", "fieldbridge/integration/v1.0", "customerLedgerEntries", null)
                .body()
                .path("value")
                .get(0)
                .path("customerNumber")
                .asText())
        .isEqualTo("ALSTER");
  }

  @Test
  void a_change_without_a_difference_writes_nothing() {
    JsonNode customer = customer("K00010");

    Wire.Answer answer =
        wire.patch("customers(" + id(customer) + ")", etag(customer), "{\"city\":\"Hamburg\"}");

    assertThat(etag(answer.body())).isEqualTo(etag(customer));
  }

  @Test
  void a_pair_that_contradicts_itself_is_refused() {
    JsonNode dollar = wire.only("currencies", "code eq 'USD'");

    Wire.Answer answer =
        wire.post(
            "customers",
            "{\"displayName\":\"A\",\"currencyId\":\"%s\",\"currencyCode\":\"GBP\"}"
                .formatted(id(dollar)));

    assertThat(answer.code()).isEqualTo("Application_DialogException");
    assertThat(answer.message()).contains("values do not match");
  }

  @Test
  void members_are_taken_encoded_or_raw_and_answered_encoded() {
    JsonNode customer = wire.created("customers", "{\"displayName\":\"A\",\"blocked\":\"All\"}");

    assertThat(
            wire.patch("customers(" + id(customer) + ")", "*", "{\"blocked\":\" \"}")
                .text("blocked"))
        .isEqualTo("_x0020_");
  }

  @Test
  void a_changed_customer_changes_its_company_contact_and_the_other_way_round() {
    JsonNode customer = customer("K00010");
    String path = "customers(" + id(customer) + ")";
    wire.patch(path, "*", "{\"city\":\"Bremen\"}");
    JsonNode relation = wire.get(path + "/contactsInformation").body().path("value").get(0);
    String contact = "contacts(" + relation.path("contactId").asText() + ")";
    assertThat(wire.get(contact).text("city")).isEqualTo("Bremen");

    wire.patch(contact, "*", "{\"city\":\"Kiel\"}");

    assertThat(wire.get(path).text("city")).isEqualTo("Kiel");
    assertThat(wire.get(path).text("lastModifiedDateTime"))
        .isGreaterThan(customer.path("lastModifiedDateTime").asText());
  }

  @Test
  void a_customer_with_documents_cannot_be_deleted_but_a_fresh_one_can() {
    order("WO-1");
    assertThat(wire.delete("customers(" + id(customer("K00010")) + ")", "*").code())
        .isEqualTo("Application_DialogException");
    JsonNode fresh = wire.created("customers", "{\"displayName\":\"A\"}");

    assertThat(wire.delete("customers(" + id(fresh) + ")", etag(fresh)).status()).isEqualTo(204);

    assertThat(wire.get("customers(" + id(fresh) + ")").code())
        .isEqualTo("Internal_RecordNotFound");
  }

  @Test
  void without_a_template_a_customer_cannot_be_put_on_a_document() {
    wire.setting("customerTemplate", false);
    JsonNode customer = wire.created("customers", "{\"displayName\":\"A\"}");

    Wire.Answer answer =
        wire.post("salesOrders", "{\"customerId\":\"%s\"}".formatted(id(customer)));

    assertThat(answer.code()).isEqualTo("Application_FieldValidationException");
    assertThat(answer.message()).contains("must have a value in Customer");
  }
}
