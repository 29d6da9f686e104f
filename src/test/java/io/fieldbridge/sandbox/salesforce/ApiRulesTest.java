package io.fieldbridge.sandbox.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Versions, headers, conditions and logins as the org allows them: sections 1, 2 and 3.1. */
class ApiRulesTest extends OrgTestCase {

  private static final String FUTURE = "Fri, 01 Jan 2100 00:00:00 GMT";
  private static final String PAST = "Sat, 01 Jan 2000 00:00:00 GMT";

  private static void rules(String rules) {
    assertThat(org.post("/sandbox/settings", "{'api':{" + rules + "}}").status()).isEqualTo(200);
  }

  private static int status(String path, String... headers) {
    return org.call("GET", path, "", headers).status();
  }

  @Test
  void the_versions_of_the_org_can_be_narrowed() {
    rules("'versionMin':50,'versionMax':60");
    JsonNode versions = org.get("/services/data").json();
    assertThat(versions).hasSize(11);
    assertThat(versions.path(10).path("version").asText()).isEqualTo("60.0");
    assertThat(status("/services/data/v61.0/limits")).isEqualTo(404);
    assertThat(status("/services/data/v50.0/limits")).isEqualTo(200);
    assertThat(org.post("/sandbox/settings", "{'api':{'versionMin':90}}").status()).isEqualTo(400);
  }

  @Test
  void an_old_version_is_answered_with_a_warning() {
    rules("'deprecatedBelow':50");
    var old = org.get("/services/data/v49.0/limits").http().headers().firstValue("Warning");
    assertThat(old.orElse("")).startsWith("299 - ");
    assertThat(org.get("/limits").http().headers().firstValue("Warning")).isEmpty();
  }

  @Test
  void headers_may_not_be_longer_than_an_address() {
    assertThat(status("/limits", "X-Long", "a".repeat(16_400))).isEqualTo(431);
  }

  @Test
  void a_record_that_changed_is_not_read_under_a_condition() {
    String id = org.create("Account", "{'Name':'A'}");
    String url = "/sobjects/Account/" + id;
    String tag = org.get(url).http().headers().firstValue("ETag").orElseThrow();
    assertThat(status(url, "If-Unmodified-Since", PAST)).isEqualTo(412);
    assertThat(status(url, "If-Unmodified-Since", FUTURE)).isEqualTo(200);
    assertThat(status(url, "If-Match", tag)).isEqualTo(200);
    org.patch(url, "{'Name':'B'}");
    assertThat(status(url, "If-Match", tag)).isEqualTo(412);
    assertThat(status(url, "If-None-Match", tag)).isEqualTo(200);
    assertThat(org.call("DELETE", url, "", "If-Unmodified-Since", PAST).status()).isEqualTo(204);
  }

  @Test
  void a_description_that_changed_is_not_read_under_a_condition() {
    assertThat(status("/sobjects/Account/describe", "If-Unmodified-Since", PAST)).isEqualTo(412);
    assertThat(status("/sobjects", "If-Unmodified-Since", FUTURE)).isEqualTo(200);
  }

  @Test
  void too_many_changed_ids_are_refused() {
    rules("'replicationIdsMax':1");
    org.create("Account", "{'Name':'A'}");
    org.create("Account", "{'Name':'B'}");
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String day = now.minusSeconds(300) + "&end=" + now.plusSeconds(120);
    assertThat(org.get("/sobjects/Account/updated?start=" + day).error())
        .isEqualTo("EXCEEDED_ID_LIMIT");
    assertThat(status("/sobjects/Contact/deleted?start=" + day)).isEqualTo(200);
  }

  @Test
  void the_clients_name_need_not_reach_what_is_inside_a_composite() {
    String body = "{'records':[{'attributes':{'type':'Account'},'Name':'A'}]}";
    PolledEvents events = new PolledEvents(org, "/data/AccountChangeEvent", -1);
    org.call("POST", "/composite/sobjects", body, "Sforce-Call-Options", "client=inside");
    rules("'callOptionsInComposites':false");
    org.call("POST", "/composite/sobjects", body, "Sforce-Call-Options", "client=inside");
    org.call("POST", "/sobjects/Account", "{'Name':'B'}", "Sforce-Call-Options", "client=alone");
    assertThat(events.await(3))
        .extracting(event -> event.at("/data/payload/ChangeEventHeader/changeOrigin").asText())
        .containsExactly(
            "com/salesforce/api/rest/62.0;client=inside",
            "com/salesforce/api/rest/62.0",
            "com/salesforce/api/rest/62.0;client=alone");
  }

  @Test
  void collated_parts_of_a_composite_may_run_in_any_order() {
    rules("'collatedInReverse':true");
    String part =
        "{'method':'POST','url':'/services/data/v62.0/sobjects/Account','referenceId':'%s',"
            + "'body':{'Name':'%s'}}";
    String parts = part.formatted("a", "First") + "," + part.formatted("b", "Second");
    JsonNode answer = org.post("/composite", "{'compositeRequest':[" + parts + "]}").json();
    String first = answer.at("/compositeResponse/0/body/id").asText();
    String second = answer.at("/compositeResponse/1/body/id").asText();
    assertThat(org.value("Account", first, "Name")).isEqualTo("First");
    assertThat(first).isGreaterThan(second);
    String kept = "{'collateSubrequests':false,'compositeRequest':[" + parts + "]}";
    JsonNode inOrder = org.post("/composite", kept).json();
    assertThat(inOrder.at("/compositeResponse/0/body/id").asText())
        .isLessThan(inOrder.at("/compositeResponse/1/body/id").asText());
  }

  @Test
  void parts_that_refer_to_each_other_keep_their_order() {
    rules("'collatedInReverse':true");
    String part =
        "{'method':'POST','url':'/services/data/v62.0/sobjects/Account','referenceId':'%s',"
            + "'body':{'Name':'A'%s}}";
    String parts = part.formatted("a", "") + "," + part.formatted("b", ",'ParentId':'@{a.id}'");
    JsonNode answer = org.post("/composite", "{'compositeRequest':[" + parts + "]}").json();
    assertThat(answer.at("/compositeResponse/1/httpStatusCode").asInt()).isEqualTo(201);
  }

  @Test
  void a_record_may_become_visible_later_than_it_is_stamped() {
    org.post("/sandbox/settings", "{'facts':{'stampedSecondsEarlier':120}}");
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String id = org.create("Account", "{'Name':'Late'}");
    String late = "SELECT COUNT() FROM Account WHERE SystemModstamp >= " + before;
    assertThat(org.query(late + " AND Id = '" + id + "'").json().path("totalSize").asInt())
        .isZero();
  }

  @Test
  void logins_are_limited_by_the_hour_and_refused_at_will() {
    rules("'loginsPerHour':2");
    assertThat(login().path("access_token").asText()).isNotEmpty();
    assertThat(login().path("error").asText()).isEqualTo("rate_limit_exceeded");
    rules("'refuseLoginsWith':'invalid_grant: ip restricted'");
    assertThat(login().path("error_description").asText()).isEqualTo("ip restricted");
  }

  @Test
  void a_login_is_signed_with_the_apps_secret() throws GeneralSecurityException {
    JsonNode login = login();
    assertThat(login.path("issued_at").isTextual()).isTrue();
    assertThat(login.has("expires_in")).isFalse();
    assertThat(login.path("id").asText()).matches(".*/id/00D\\w{15}/005\\w{15}");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("fieldbridge-demo-secret".getBytes(UTF_8), "HmacSHA256"));
    String signed = login.path("id").asText() + login.path("issued_at").asText();
    assertThat(login.path("signature").asText())
        .isEqualTo(Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8))));
  }

  private static JsonNode login() {
    return org.form("/services/oauth2/token", credentials("fieldbridge-demo-secret")).json();
  }

  private static String credentials(String secret) {
    return "grant_type=client_credentials&client_id=fieldbridge-demo&client_secret=" + secret;
  }

  @Test
  void the_status_of_a_refused_login_is_a_setting() {
    org.post("/sandbox/settings", "{'access':{'errorStatus':{'invalid_client':401}}}");
    assertThat(org.form("/services/oauth2/token", credentials("wrong")).status()).isEqualTo(401);
  }

  @Test
  void an_open_token_tells_when_it_ends() {
    JsonNode token =
        org.form("/services/oauth2/introspect", "token=" + org.token().replace("!", "%21")).json();
    assertThat(token.path("active").asBoolean()).isTrue();
    assertThat(token.path("exp").asLong()).isGreaterThan(1_000_000_000L);
  }

  @Test
  void an_object_shows_the_callers_recent_items() {
    String id = org.create("Account", "{'Name':'Recent'}");
    JsonNode recent = org.get("/sobjects/Account").json().path("recentItems");
    assertThat(recent.path(0).path("Id").asText()).isEqualTo(id);
  }
}
