package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vendors, variants, locations, employees and working times. */
class MasterDataTest extends BusinessCentralTestCase {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "itemVariants",
        "locations",
        "vendors",
        "dimensions",
        "dimensionValues",
        "projects",
        "employees",
        "salesCreditMemos",
        "purchaseOrders",
        "purchaseInvoices",
        "purchaseCreditMemos",
        "purchaseReceipts",
        "journals",
        "customerPaymentJournals",
        "vendorPaymentJournals",
        "generalLedgerEntries",
        "itemLedgerEntries",
        "customerReturnReasons",
        "disputeStatus",
        "defaultDimensions",
        "agedAccountsReceivables",
        "agedAccountsPayables",
        "customerContacts"
      })
  void every_set_answers_a_list(String set) {
    assertThat(wire.get(set).body().path("value").isArray()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "salesCreditMemoLines",
        "purchaseOrderLines",
        "purchaseInvoiceLines",
        "purchaseCreditMemoLines",
        "customerPayments",
        "vendorPayments",
        "journalLines",
        "timeRegistrationEntries",
        "dimensionSetLines"
      })
  void lines_cannot_be_listed_without_their_parent(String set) {
    Wire.Answer answer = wire.get(set);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("Application_DialogException");
    assertThat(answer.message()).contains("must specify");
  }

  @Test
  void payment_terms_take_a_date_formula_and_nothing_else() {
    assertThat(
            wire.created("paymentTerms", "{\"code\":\"EOM10\",\"dueDateCalculation\":\"CM+10D\"}")
                .path("dueDateCalculation")
                .asText())
        .isEqualTo("CM+10D");
    assertThat(
            wire.post("paymentTerms", "{\"code\":\"SOON\",\"dueDateCalculation\":\"soon\"}").code())
        .isEqualTo("Application_EvaluateException");
  }

  @Test
  void a_variant_belongs_to_its_item() {
    JsonNode variant =
        wire.created(
            "items(" + id(item("P-1001")) + ")/itemVariants",
            "{\"code\":\"red\",\"description\":\"Red\"}");

    assertThat(variant.path("itemNumber").asText()).isEqualTo("P-1001");
    assertThat(variant.path("code").asText()).isEqualTo("RED");
    Wire.Answer twice = wire.post("itemVariants", "{\"itemNumber\":\"P-1001\",\"code\":\"RED\"}");
    assertThat(twice.code()).isEqualTo("Internal_EntityWithSameKeyExists");
    String lines = "salesOrders(" + id(order("WO-1")) + ")/salesOrderLines";
    Wire.Answer foreign =
        wire.post(
            lines,
            "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1002\",\"quantity\":1,\"itemVariantId\":\"%s\"}"
                .formatted(id(variant)));
    assertThat(foreign.code()).isEqualTo("Application_DialogException");
  }

  @Test
  void an_item_group_without_posting_setup_cannot_be_sold() {
    wire.patch(
        "items(" + id(item("P-1001")) + ")",
        "*",
        "{\"generalProductPostingGroupCode\":\"UNUSED\"}");

    Wire.Answer answer =
        wire.post(
            "salesOrders",
            "{\"customerNumber\":\"K00010\",\"salesOrderLines\":[{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"quantity\":1}]}");

    assertThat(answer.code()).isEqualTo("Internal_RecordNotFound");
    assertThat(answer.message()).contains("General Posting Setup");
  }

  @Test
  void a_contact_blocked_for_privacy_stops_every_document_of_its_customer() {
    JsonNode contact =
        wire.get("customers(" + id(customer("K00010")) + ")/contactsInformation")
            .body()
            .path("value")
            .get(0);
    wire.patch(
        "contacts(" + contact.path("contactId").asText() + ")", "*", "{\"privacyBlocked\":true}");

    assertThat(wire.post("salesCreditMemos", "{\"customerNumber\":\"K00010\"}").message())
        .contains("blocked for privacy");
  }

  @Test
  void a_price_list_gives_the_price_for_customer_and_quantity() {
    assertThat(price("K00040", "P-1187", 1)).isEqualByComparingTo("229");
    assertThat(price("K00010", "P-1187", 1)).isEqualByComparingTo("246.60");
    assertThat(price("K00010", "P-1188", 1)).isEqualByComparingTo("379");
    assertThat(price("K00010", "P-1188", 10)).isEqualByComparingTo("359");
  }

  @Test
  void working_times_are_kept_below_their_employee() {
    JsonNode employee = wire.only("employees", "number eq 'E0100'");

    JsonNode entry =
        wire.created(
            "employees(" + id(employee) + ")/timeRegistrationEntries",
            "{\"date\":\"2026-11-03\",\"quantity\":1.5,\"jobNumber\":\"J00010\"}");

    assertThat(entry.path("status").asText()).isEqualTo("Open");
    assertThat(entry.path("unitOfMeasureCode").asText()).isEqualTo("HOUR");
    assertThat(entry.has("lastModfiedDateTime")).isTrue();
  }

  private static java.math.BigDecimal price(String customer, String item, int quantity) {
    JsonNode order =
        wire.created(
            "salesOrders",
            "{\"customerNumber\":\"%s\",\"salesOrderLines\":[{\"lineType\":\"Item\",\"lineObjectNumber\":\"%s\",\"quantity\":%d}]}"
                .formatted(customer, item, quantity));
    return lines(order).get(0).path("unitPrice").decimalValue();
  }
}
