package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesLineTest extends BusinessCentralTestCase {

  private String path;

  @BeforeEach
  void open_an_order() {
    JsonNode order = wire.created("salesOrders", "{\"customerNumber\":\"K00010\"}");
    path = "salesOrders(" + id(order) + ")/salesOrderLines";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"itemId\":\"11111111-1111-1111-1111-111111111111\"} | Application_DialogException",
        "{\"lineType\":\"Item\",\"lineObjectNumber\":\"NOPE\"} | Internal_InvalidTableRelation",
        "{\"lineType\":\"Resource\",\"lineObjectNumber\":\"NOPE\"} | Internal_InvalidTableRelation",
        "{\"lineType\":\"Gift\"} | Unknown",
        "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"unitOfMeasureCode\":\"HOUR\"} | Internal_InvalidTableRelation",
        "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"unitOfMeasureCode\":\"CRATE\"} | Internal_InvalidTableRelation",
        "{\"lineType\":\"Resource\",\"lineObjectNumber\":\"TECH-01\",\"unitOfMeasureCode\":\"PCS\"} | Application_DialogException",
        "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"discountPercent\":101} | Application_FieldValidationException",
        "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"quantity\":1,\"shipQuantity\":2} | Application_DialogException",
        "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"taxCode\":\"LUXURY\"} | Internal_InvalidTableRelation",
        "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1195\"} | Application_FieldValidationException",
        "{\"description\":\"only words\",\"quantity\":1} | Application_FieldValidationException",
        "{\"itemId\":\"11111111-1111-1111-1111-111111111111\",\"accountId\":\"11111111-1111-1111-1111-111111111111\"} | Application_DialogException",
        "{\"netAmount\":1} | BadRequest_InvalidOperation",
      })
  void a_line_that_breaks_a_rule_is_refused(String body, String code) {
    Wire.Answer answer = wire.post(path, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).as(answer.message()).isEqualTo(code);
  }

  @Test
  void an_item_takes_the_place_of_an_account_and_the_other_way_round() {
    JsonNode line = wire.created(path, "{\"lineType\":\"Account\",\"lineObjectNumber\":\"8400\"}");
    String account = line.path("accountId").asText();

    JsonNode item =
        wire.patch(
                "salesOrderLines(" + id(line) + ")",
                "*",
                "{\"itemId\":\"" + id(item("P-1001")) + "\",\"quantity\":2}")
            .body();

    assertThat(item.path("lineType").asText()).isEqualTo("Item");
    assertThat(item.path("lineObjectNumber").asText()).isEqualTo("P-1001");
    assertThat(item.path("accountId").asText()).startsWith("00000000");
    JsonNode back =
        wire.patch("salesOrderLines(" + id(line) + ")", "*", "{\"accountId\":\"" + account + "\"}")
            .body();
    assertThat(back.path("lineType").asText()).isEqualTo("Account");
    assertThat(back.path("itemId").asText()).startsWith("00000000");
  }

  @Test
  void a_price_must_come_after_the_quantity_or_it_is_calculated_again() {
    String line = "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",%s}";

    JsonNode late = wire.created(path, line.formatted("\"quantity\":2,\"unitPrice\":9.99"));
    JsonNode early = wire.created(path, line.formatted("\"unitPrice\":9.99,\"quantity\":2"));

    assertThat(late.path("unitPrice").decimalValue()).isEqualByComparingTo("9.99");
    assertThat(early.path("unitPrice").decimalValue()).isEqualByComparingTo("13.98");
  }

  @Test
  void a_larger_unit_multiplies_the_price_and_the_stock_that_leaves() {
    JsonNode line =
        wire.created(
            path,
            "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"unitOfMeasureCode\":\"SET\",\"quantity\":2}");

    assertThat(line.path("unitPrice").decimalValue()).isEqualByComparingTo("139.80");
    wire.act(path.replace("/salesOrderLines", "/Microsoft.NAV.shipAndInvoice"));
    assertThat(item("P-1001").path("inventory").decimalValue()).isEqualByComparingTo("80");
  }

  @Test
  void words_alone_make_a_comment_and_an_account_brings_its_name() {
    JsonNode account = wire.only("accounts", "number eq '8400'");

    assertThat(wire.created(path, "{\"description\":\"thanks\"}").path("lineType").asText())
        .isEqualTo("Comment");
    JsonNode line =
        wire.created(
            path, "{\"accountId\":\"%s\",\"quantity\":1,\"unitPrice\":5}".formatted(id(account)));
    assertThat(line.path("lineType").asText()).isEqualTo("Account");
    assertThat(line.path("description").asText()).isEqualTo("Service revenue");
    assertThat(line.path("amountIncludingTax").decimalValue()).isEqualByComparingTo("5.95");
  }

  @Test
  void the_number_of_a_line_stays_and_the_type_clears_it() {
    JsonNode line =
        wire.created(
            path, "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"quantity\":1}");
    String single = "salesOrderLines(" + id(line) + ")";

    assertThat(wire.patch(single, "*", "{\"lineObjectNumber\":\"P-1002\"}").status())
        .isEqualTo(400);
    Wire.Answer cleared = wire.patch(single, "*", "{\"lineType\":\"Comment\"}");
    assertThat(cleared.text("lineObjectNumber")).isEmpty();
    assertThat(cleared.text("itemId")).isEqualTo("00000000-0000-0000-0000-000000000000");
  }

  @Test
  void a_taken_sequence_is_refused_and_in_a_deep_insert_any_is() {
    wire.created(path, "{\"description\":\"a\",\"sequence\":15000}");

    assertThat(wire.post(path, "{\"description\":\"b\",\"sequence\":15000}").message())
        .contains("line already exists");
    Wire.Answer deep =
        wire.post(
            "salesOrders",
            "{\"customerNumber\":\"K00010\",\"salesOrderLines\":[{\"sequence\":1,\"description\":\"a\"}]}");
    assertThat(deep.status()).isEqualTo(500);
    assertThat(deep.code()).isEqualTo("Internal_ServerError");
  }

  @Test
  void a_line_posted_from_the_top_names_its_document() {
    String document = path.substring("salesOrders(".length(), path.indexOf(')'));

    assertThat(wire.post("salesOrderLines", "{\"description\":\"a\"}").code())
        .isEqualTo("Application_DialogException");
    assertThat(
            wire.created(
                    "salesOrderLines",
                    "{\"documentId\":\"%s\",\"description\":\"a\"}".formatted(document))
                .path("documentId")
                .asText())
        .isEqualTo(document);
  }

  @Test
  void a_deleted_line_leaves_the_totals() {
    JsonNode line =
        wire.created(
            path, "{\"lineType\":\"Item\",\"lineObjectNumber\":\"P-1001\",\"quantity\":1}");

    assertThat(wire.delete("salesOrderLines(" + id(line) + ")", etag(line)).status())
        .isEqualTo(204);

    assertThat(
            wire.get(path.replace("/salesOrderLines", ""))
                .body()
                .path("totalAmountIncludingTax")
                .decimalValue())
        .isEqualByComparingTo("0");
  }
}
