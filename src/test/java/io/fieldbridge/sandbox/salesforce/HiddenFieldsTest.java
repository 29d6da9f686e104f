package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Field-level security holds in change events, too: contract section 7.1. */
class HiddenFieldsTest {

  private RunningOrg org;

  @BeforeEach
  void start() {
    org = new RunningOrg();
    org.post(
        "/sandbox/settings",
        "{'changedFieldsOnCometD':true,'access':{'permissions':{'integration@fieldbridge.example':"
            + "{'Account.Phone':'none','Account.BillingCity':'none'}}}}");
  }

  @AfterEach
  void stop() {
    org.close();
  }

  private JsonNode changed(String app) {
    String id = org.login("sales-demo").create("Account", "{'Name':'A','Phone':'1'}");
    org.login(app);
    PolledEvents client = new PolledEvents(org, "/data/AccountChangeEvent", -1);
    org.login("sales-demo");
    org.patch(
        "/sobjects/Account/" + id,
        "{'Phone':null,'Site':'North','BillingCity':'Linz','BillingStreet':'Donaulände 1'}");
    org.login(app);
    return client.await(1).get(0).at("/data/payload");
  }

  @Test
  void who_may_not_see_a_field_does_not_learn_of_it() {
    JsonNode payload = changed("fieldbridge-demo");
    assertThat(payload.path("Site").asText()).isEqualTo("North");
    assertThat(payload.has("Phone")).isFalse();
    assertThat(payload.at("/BillingAddress/Street").asText()).isEqualTo("Donaulände 1");
    assertThat(payload.at("/BillingAddress").has("City")).isFalse();
    assertThat(payload.at("/ChangeEventHeader/changedFields"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("Site", "BillingAddress.Street", "LastModifiedDate");
  }

  @Test
  void others_see_all_of_it() {
    JsonNode payload = changed("technician-demo");
    assertThat(payload.path("Phone").isNull()).isTrue();
    assertThat(payload.at("/BillingAddress/City").asText()).isEqualTo("Linz");
  }
}
