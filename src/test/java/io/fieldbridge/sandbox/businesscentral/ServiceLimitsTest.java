package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What a service refuses for reasons of its own: permissions, time, old links. */
class ServiceLimitsTest extends BusinessCentralTestCase {

  @Test
  void an_app_that_is_denied_a_set_is_told_so_and_a_disabled_one_is_unknown() {
    permit("{\"client\":\"fieldbridge-demo\",\"object\":\"items\",\"allowed\":false}");

    assertThat(wire.get("items").status()).isEqualTo(403);
    assertThat(wire.get("items").code()).startsWith("Authorization_");
    assertThat(wire.get("customers").status()).isEqualTo(200);
    permit("{\"client\":\"fieldbridge-demo\",\"enabled\":false}");
    assertThat(wire.get("customers").code()).isEqualTo("Authentication_InvalidCredentials");
  }

  @Test
  void an_operation_that_takes_too_long_is_cancelled_and_wrote_nothing() {
    wire.setting("operationMilliseconds", 100);
    wire.fault("{\"fault\":\"latency\",\"operation\":\"create\",\"milliseconds\":100}");

    Wire.Answer answer = wire.post("customers", "{\"displayName\":\"Late\"}");

    assertThat(answer.status()).isEqualTo(408);
    assertThat(wire.query("customers", "$filter", "displayName eq 'Late'").body().path("value"))
        .isEmpty();
  }

  @Test
  void a_link_to_the_next_page_grows_old() {
    wire.setting("pageSize", 5);
    String next = wire.get("items").text("@odata.nextLink");
    assertThat(wire.send("GET", next, null).status()).isEqualTo(200);

    wire.setting("skipTokenSeconds", 0);
    Wire.Answer altered = wire.send("GET", next.replaceFirst("skiptoken=.*", "skiptoken=x"), null);

    assertThat(altered.code()).isEqualTo("SkipTokenIsNoLongerValid");
  }

  @Test
  void membership_needs_the_newer_schema_unless_the_tenant_is_newer() {
    String filter = "number in ('K00010','K00020')";
    assertThat(wire.query("customers", "$filter", filter).status()).isEqualTo(400);

    wire.setting("inNeedsSchemaVersion", false);

    assertThat(wire.query("customers", "$filter", filter).body().path("value")).hasSize(2);
  }

  @Test
  void companies_are_counted_and_cut() {
    JsonNode companies = wire.root("GET", "companies?$count=true&$top=1", null).body();

    assertThat(companies.path("@odata.count").asInt()).isEqualTo(2);
    assertThat(companies.path("value")).hasSize(1);
    assertThat(
            wire.root("GET", "companies?$orderby=name%20desc", null)
                .body()
                .at("/value/0/name")
                .asText())
        .isEqualTo("Nordwerk Service");
    assertThat(
            wire.root("GET", "companies?$orderby=name", null).body().at("/value/0/name").asText())
        .isEqualTo("Nordwerk Handel");
    assertThat(wire.root("POST", "companies", "{\"name\":\"New\"}").code())
        .isEqualTo("BadRequest_MethodNotAllowed");
  }

  @Test
  void a_part_of_a_batch_that_depends_on_a_failed_one_fails_with_it() {
    String part =
        "{\"id\":\"%s\",\"method\":\"POST\",\"url\":\"companies(%s)/customers\"%s,\"body\":{\"displayName\":\"%s\"}}";
    JsonNode answers =
        wire.root(
                "POST",
                "$batch",
                "{\"requests\":[%s,%s,%s]}"
                    .formatted(
                        part.formatted("1", wire.companyId(), "", ""),
                        part.formatted("2", wire.companyId(), ",\"dependsOn\":[\"1\"]", "B"),
                        part.formatted("3", wire.companyId(), "", "C")))
            .body()
            .path("responses");

    assertThat(answers)
        .extracting(answer -> answer.path("status").asInt())
        .containsExactly(400, 424, 201);
  }

  @Test
  void a_group_of_a_batch_stands_or_falls_as_a_whole() {
    String part =
        "{\"id\":\"%s\",\"atomicityGroup\":\"g\",\"method\":\"POST\",\"url\":\"companies(%s)/customers\",\"body\":{\"displayName\":\"%s\"}}";
    wire.root(
        "POST",
        "$batch",
        "{\"requests\":[%s,%s]}"
            .formatted(
                part.formatted("1", wire.companyId(), "Atom"),
                part.formatted("2", wire.companyId(), "")));

    assertThat(wire.query("customers", "$filter", "displayName eq 'Atom'").body().path("value"))
        .isEmpty();
  }

  private static void permit(String json) {
    assertThat(wire.admin("POST", "permissions", json).status()).isEqualTo(204);
  }
}
