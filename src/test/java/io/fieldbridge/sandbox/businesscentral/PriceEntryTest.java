package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Prices that people enter into the price list. */
class PriceEntryTest extends BusinessCentralTestCase {

  @Test
  void a_line_that_people_enter_is_shown_by_the_extension() {
    assertThat(
            wire.admin(
                    "POST",
                    "prices",
                    "{\"item\":\"P-1190\",\"unitPrice\":12.5,\"endingDate\":\"2026-12-31\"}")
                .status())
        .isEqualTo(204);

    String lines =
        sandbox().apiRoot().replace("api/v2.0", "api/fieldbridge/integration/v1.0")
            + "/companies("
            + wire.companyId()
            + ")/priceListLines";
    JsonNode line = wire.send("GET", lines, null).body().path("value").path(3);
    assertThat(line.path("assetNumber").asText()).isEqualTo("P-1190");
    assertThat(line.path("unitPrice").decimalValue()).isEqualByComparingTo("12.5");
    assertThat(line.path("startingDate").asText()).isEqualTo("0001-01-01");
    assertThat(line.path("endingDate").asText()).isEqualTo("2026-12-31");
    assertThat(line.path("status").asText()).isEqualTo("Active");
  }

  @Test
  void a_price_of_a_variant_holds_for_lines_of_that_variant_alone() {
    String red =
        id(
            wire.created(
                "itemVariants",
                "{\"itemId\":\"%s\",\"code\":\"RED\"}".formatted(id(item("P-1188")))));
    price("{\"item\":\"P-1188\",\"variantCode\":\"RED\",\"unitPrice\":450}");

    assertThat(line("P-1188", "").path("unitPrice").decimalValue()).isEqualByComparingTo("379");
    assertThat(
            line("P-1188", ",\"itemVariantId\":\"%s\"".formatted(red))
                .path("unitPrice")
                .decimalValue())
        .isEqualByComparingTo("450");
  }

  @Test
  void a_row_that_holds_a_discount_alone_leaves_the_price_and_outlives_a_price_that_is_sent() {
    price("{\"item\":\"P-1188\",\"lineDiscountPercent\":10}");

    JsonNode listed = line("P-1188", "");
    JsonNode sent = line("P-1188", ",\"unitPrice\":350");

    assertThat(listed.path("unitPrice").decimalValue()).isEqualByComparingTo("379");
    assertThat(listed.path("discountPercent").decimalValue()).isEqualByComparingTo("10");
    assertThat(sent.path("amountExcludingTax").decimalValue()).isEqualByComparingTo("315");
  }

  @Test
  void what_is_no_price_is_refused_with_a_sentence() {
    assertThat(wire.admin("POST", "prices", "{\"item\":\"NONE\"}").raw().body())
        .contains("'item' must be an item's number");
    assertThat(wire.admin("POST", "prices", "{\"item\":\"P-1190\"}").raw().body())
        .contains("'unitPrice' must be a number");
    assertThat(
            wire.admin(
                    "POST", "prices", "{\"item\":\"P-1190\",\"variantCode\":\"X\",\"unitPrice\":1}")
                .raw()
                .body())
        .contains("'variantCode' must be a variant of the item");
  }

  private static void price(String body) {
    assertThat(wire.admin("POST", "prices", body).status()).isEqualTo(204);
  }

  /** A line for one piece on a new order. */
  private static JsonNode line(String item, String more) {
    JsonNode order = wire.created("salesOrders", "{\"customerNumber\":\"K00010\"}");
    return wire.created(
        "salesOrders(" + id(order) + ")/salesOrderLines",
        "{\"lineType\":\"Item\",\"lineObjectNumber\":\"%s\",\"quantity\":1%s}"
            .formatted(item, more));
  }
}
