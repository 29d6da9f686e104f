package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ExternalReferenceTest extends BusinessCentralTestCase {

  private static final String REFERENCE =
      "{\"externalSystem\":\"salesforce\",\"externalId\":\"001A\",\"entityType\":\"customer\",\"entityId\":\"%s\"}";

  @Test
  void a_reference_can_be_created_found_changed_and_deleted() {
    JsonNode created = post().body();

    JsonNode found =
        call("GET", "?$filter=externalId%20eq%20'001A'", null).body().path("value").get(0);
    assertThat(id(found)).isEqualTo(id(created));
    assertThat(
            call("PATCH", "(" + id(created) + ")", "{\"entityType\":\"item\"}").text("entityType"))
        .isEqualTo("item");
    assertThat(call("DELETE", "(" + id(created) + ")", null).status()).isEqualTo(204);
  }

  @Test
  void the_pair_of_system_and_id_is_unique() {
    assertThat(post().status()).isEqualTo(201);

    assertThat(post().code()).isEqualTo("Internal_EntityWithSameKeyExists");
  }

  private static Wire.Answer post() {
    return call("POST", "", REFERENCE.formatted(id(customer("K00010"))));
  }

  private static Wire.Answer call(String method, String rest, String json) {
    String url =
        sandbox().apiRoot().replace("api/v2.0", "api/fieldbridge/integration/v1.0")
            + "/companies("
            + wire.companyId()
            + ")/externalReferences"
            + rest;
    return wire.send(method, url, json, "If-Match", "*");
  }
}
