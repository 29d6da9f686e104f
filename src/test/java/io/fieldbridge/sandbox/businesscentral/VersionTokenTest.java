package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Optimistic concurrency by {@code @odata.etag} and If-Match. */
class VersionTokenTest extends BusinessCentralTestCase {

  private static final String CHANGE = "{\"city\":\"Bremen\"}";

  @Test
  void every_write_gives_a_new_token() {
    JsonNode customer = customer("K00010");

    Wire.Answer changed = wire.patch("customers(" + id(customer) + ")", etag(customer), CHANGE);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(etag(changed.body())).isNotEqualTo(etag(customer));
  }

  @Test
  void a_stale_token_is_refused_with_409_or_as_the_switch_says() {
    JsonNode customer = customer("K00010");
    String path = "customers(" + id(customer) + ")";
    wire.patch(path, etag(customer), CHANGE);

    Wire.Answer stale = wire.patch(path, etag(customer), "{\"city\":\"Kiel\"}");

    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.code()).isEqualTo("Request_EntityChanged");
    wire.setting("staleStatus", 412);
    assertThat(wire.patch(path, etag(customer), CHANGE).status()).isEqualTo(412);
  }

  @Test
  void a_missing_or_malformed_token_is_invalid_and_a_star_matches_all() {
    String path = "customers(" + id(customer("K00010")) + ")";

    assertThat(wire.patch(path, null, CHANGE).code()).isEqualTo("BadRequest_InvalidToken");
    assertThat(wire.patch(path, "abc", CHANGE).code()).isEqualTo("BadRequest_InvalidToken");
    assertThat(wire.send("DELETE", url(path), null).code()).isEqualTo("BadRequest_InvalidToken");
    assertThat(wire.patch(path, "*", CHANGE).status()).isEqualTo(200);
  }

  @Test
  void a_deletion_without_a_token_is_taken_where_the_switch_says_so() {
    String path = "customers(" + id(wire.created("customers", "{\"displayName\":\"Gone\"}")) + ")";
    wire.setting("deleteNeedsIfMatch", false);

    assertThat(wire.send("DELETE", url(path), null, "If-Match", "W/\"JzE=\"").status())
        .isEqualTo(409);
    assertThat(wire.send("DELETE", url(path), null).status()).isEqualTo(204);
  }

  @Test
  void a_changed_line_changes_the_token_and_the_stamp_of_its_header() {
    JsonNode order = order("WO-1");
    JsonNode line = lines(order).get(0);

    wire.patch("salesOrderLines(" + id(line) + ")", etag(line), "{\"quantity\":3}");

    JsonNode after = wire.get("salesOrders(" + id(order) + ")").body();
    assertThat(etag(after)).isNotEqualTo(etag(order));
    assertThat(after.path("lastModifiedDateTime").asText())
        .isGreaterThanOrEqualTo(order.path("lastModifiedDateTime").asText());
  }

  @Test
  void an_action_checks_the_token_only_where_one_is_sent() {
    JsonNode order = order("WO-1");
    String path = "salesOrders(" + id(order) + ")";
    wire.patch(path, etag(order), "{\"externalDocumentNumber\":\"WO-2\"}");

    String action = path + "/Microsoft.NAV.shipAndInvoice";
    assertThat(wire.act(action, "If-Match", etag(order)).code()).isEqualTo("Request_EntityChanged");
    assertThat(wire.act(action).status()).isEqualTo(204);
  }

  private static String url(String path) {
    return sandbox().apiRoot() + "/companies(" + wire.companyId() + ")/" + path;
  }
}
