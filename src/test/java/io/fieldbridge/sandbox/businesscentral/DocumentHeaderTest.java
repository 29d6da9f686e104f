package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentHeaderTest extends BusinessCentralTestCase {

  @Test
  void a_document_takes_over_what_its_customer_says() {
    JsonNode customer = customer("K00070");

    JsonNode order = wire.created("salesOrders", "{\"customerNumber\":\"K00070\"}");

    assertThat(order.path("customerId").asText()).isEqualTo(id(customer));
    assertThat(order.path("customerName")).isEqualTo(customer.path("displayName"));
    assertThat(order.path("billToPostCode")).isEqualTo(customer.path("postalCode"));
    assertThat(order.path("shipToCity")).isEqualTo(customer.path("city"));
    assertThat(order.path("currencyCode").asText()).isEqualTo("GBP");
    assertThat(order.path("paymentTermsId")).isEqualTo(customer.path("paymentTermsId"));
    assertThat(order.path("requestedDeliveryDate").asText()).isEqualTo("0001-01-01");
  }

  @Test
  void what_comes_before_the_customer_is_overwritten_by_it() {
    JsonNode early =
        wire.created("salesOrders", "{\"currencyCode\":\"USD\",\"customerNumber\":\"K00070\"}");
    JsonNode late =
        wire.created("salesOrders", "{\"customerNumber\":\"K00070\",\"currencyCode\":\"USD\"}");

    assertThat(early.path("currencyCode").asText()).isEqualTo("GBP");
    assertThat(late.path("currencyCode").asText()).isEqualTo("USD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | Application_DialogException",
        "{\"customerId\":\"11111111-1111-1111-1111-111111111111\"} | Application_DialogException",
        "{\"customerNumber\":\"K99999\"} | Application_DialogException",
        "{\"customerNumber\":\"K00010\",\"number\":\"X\"} | BadRequest_InvalidOperation",
        "{\"customerNumber\":\"K00010\",\"billToCity\":\"X\"} | BadRequest_InvalidOperation",
        "{\"customerNumber\":\"K00010\",\"orderDate\":\"03.11.2026\"} | BadRequest",
        "{\"customerNumber\":\"K00010\",\"currencyCode\":\"XXX\"} | Internal_InvalidTableRelation",
        "{\"customerNumber\":\"K00010\",\"shortcutDimension1Code\":\"X\"} | Internal_InvalidTableRelation",
        "{\"customerNumber\":\"K00010\",\"salesOrderLines\":{}} | BadRequest",
        "{\"customerNumber\":\"K00010\",\"discountAmount\":1e99999} | BadRequest",
        "{\"customerNumber\":\"K00010\",\"externalDocumentNumber\":\"123456789012345678901234567890123456\"} | Application_StringExceededLength",
      })
  void a_header_that_breaks_a_rule_is_refused(String body, String code) {
    Wire.Answer answer = wire.post("salesOrders", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).as(answer.message()).isEqualTo(code);
  }

  @Test
  void another_currency_prices_the_lines_again() {
    JsonNode order = order("WO-1");

    Wire.Answer changed =
        wire.patch(
            "salesOrders(" + id(order) + ")",
            etag(order),
            "{\"postingDate\":\"2026-11-03\",\"currencyCode\":\"USD\"}");

    JsonNode line = lines(order).get(0);
    assertThat(line.path("unitPrice").decimalValue()).isEqualByComparingTo("15.19565");
    assertThat(changed.body().path("totalAmountExcludingTax").decimalValue())
        .isEqualByComparingTo("168.98");
    assertThat(changed.body().path("totalTaxAmount").decimalValue()).isEqualByComparingTo("32.11");
  }

  @Test
  void another_customer_has_the_lines_entered_anew_at_list_prices() {
    JsonNode order =
        wire.created(
            "salesOrders",
            """
            {"customerNumber":"K00010","salesOrderLines":[
             {"lineType":"Item","lineObjectNumber":"P-1001","quantity":2,"unitPrice":12.5,
              "discountPercent":5,"description2":"PART-1"},
             {"lineType":"Comment","description":"As agreed","description2":"by phone"}]}
            """);
    JsonNode before = lines(order);

    wire.patch("salesOrders(" + id(order) + ")", "*", "{\"customerNumber\":\"K00020\"}");

    JsonNode goods = lines(order).get(0);
    assertThat(lines(order)).hasSize(2);
    assertThat(before.findValuesAsText("id")).doesNotContain(id(goods), id(lines(order).get(1)));
    assertThat(goods.path("lineObjectNumber").asText()).isEqualTo("P-1001");
    assertThat(goods.path("quantity").asText()).isEqualTo("2");
    assertThat(goods.path("unitPrice").asText()).isNotEqualTo("12.5");
    assertThat(goods.path("discountPercent").asText()).isEqualTo("0");
    assertThat(goods.path("description2").asText()).isEmpty();
    assertThat(lines(order).get(1).path("description").asText()).isEqualTo("As agreed");
    assertThat(lines(order).get(1).path("description2").asText()).isEqualTo("by phone");
  }

  @Test
  void a_currency_without_a_rate_is_found_out_only_at_posting() {
    wire.created("currencies", "{\"code\":\"chf\",\"displayName\":\"Swiss franc\"}");
    JsonNode order =
        wire.created(
            "salesOrders",
            """
            {"customerNumber":"K00010","currencyCode":"CHF","salesOrderLines":[
             {"lineType":"Item","lineObjectNumber":"P-1001","quantity":1}]}
            """);

    Wire.Answer posted = wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice");

    assertThat(posted.code()).isEqualTo("Application_FieldValidationException");
    assertThat(posted.message()).contains("Currency Factor");
  }

  @Test
  void lines_cannot_be_changed_through_their_header() {
    JsonNode order = order("WO-1");

    Wire.Answer answer =
        wire.patch("salesOrders(" + id(order) + ")", "*", "{\"salesOrderLines\":[]}");

    assertThat(answer.code()).isEqualTo("BadRequest");
  }

  @Test
  void writing_needs_json_and_no_read_only_intent() {
    String url = sandbox().apiRoot() + "/companies(" + wire.companyId() + ")/salesOrders";

    assertThat(wire.send("PUT", url, "{}").status()).isEqualTo(405);
    assertThat(wire.post("salesOrders", "{}", "Data-Access-Intent", "ReadOnly").status())
        .isEqualTo(400);
    assertThat(wire.post("currencyExchangeRates", "{}").code())
        .isEqualTo("BadRequest_MethodNotAllowed");
  }

  @Test
  void a_body_of_another_type_or_of_none_is_refused() {
    assertThat(wire.post("salesOrders", "<order/>", "Content-Type", "application/xml").status())
        .isEqualTo(415);
    assertThat(wire.post("salesOrders", "{}", "Content-Type", "").status()).isEqualTo(415);

    wire.setting("missingContentTypeStatus", 412);

    assertThat(wire.post("salesOrders", "{}", "Content-Type", "").status()).isEqualTo(412);
  }

  @Test
  void a_refused_change_leaves_no_trace() {
    JsonNode order = order("WO-1");

    wire.patch(
        "salesOrders(" + id(order) + ")",
        etag(order),
        "{\"shipToName\":\"Gate 2\",\"salesperson\":\"NOBODY\"}");

    assertThat(etag(wire.get("salesOrders(" + id(order) + ")").body())).isEqualTo(etag(order));
  }
}
