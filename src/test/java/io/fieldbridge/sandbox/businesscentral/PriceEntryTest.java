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
  void what_is_no_price_is_refused_with_a_sentence() {
    assertThat(wire.admin("POST", "prices", "{\"item\":\"NONE\"}").raw().body())
        .contains("'item' must be an item's number");
    assertThat(wire.admin("POST", "prices", "{\"item\":\"P-1190\"}").raw().body())
        .contains("'unitPrice' must be a number");
  }
}
