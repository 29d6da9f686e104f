package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fieldbridge.connector.salesforce.ScriptedOrg.Answer;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who we are to the org, and how we stay logged in. */
class SalesforceLoginTest {

  private static final String EXPIRED =
      "[{'message':'Session expired or invalid','errorCode':'INVALID_SESSION_ID'}]";

  private final ScriptedOrg org = new ScriptedOrg();

  @AfterEach
  void stop() {
    org.close();
  }

  @Test
  void client_credentials_open_a_session() {
    SalesforceConnector connector = org.connector();
    assertThat(connector.identity().parts())
        .isEqualTo(Map.of("organization", ScriptedOrg.ORGANIZATION));
    assertThat(connector.integrationUser()).isEqualTo(ScriptedOrg.USER);
    assertThat(org.seen("POST", "/services/oauth2/token"))
        .singleElement()
        .satisfies(
            login ->
                assertThat(login.body())
                    .isEqualTo("grant_type=client_credentials&client_id=key&client_secret=secret"));
    assertThat(connector.status().calls()).isEqualTo(Map.of("login", 1L));
  }

  @Test
  void a_signed_assertion_opens_a_session() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    SalesforceCredentials bearer =
        new SalesforceCredentials.JwtBearer(
            "integration@fieldbridge.example", keys.getPrivate(), "https://login.salesforce.com");
    SalesforceSettings settings = org.settings(bearer, SalesforceSettings.PubSub.standard());
    new SalesforceConnector(settings, Clock.systemUTC()).identity();

    String form = org.seen("POST", "/services/oauth2/token").get(0).body();
    String jwt =
        URLDecoder.decode(form.substring(form.indexOf("assertion=") + 10), StandardCharsets.UTF_8);
    String[] parts = jwt.split("\\.");
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(keys.getPublic());
    check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
    assertThat(claims.path("iss").asText()).isEqualTo("key");
    assertThat(claims.path("sub").asText()).isEqualTo("integration@fieldbridge.example");
    assertThat(claims.path("aud").asText()).isEqualTo("https://login.salesforce.com");
    assertThat(Instant.ofEpochSecond(claims.path("exp").asLong()))
        .isBetween(Instant.now().plusSeconds(120), Instant.now().plusSeconds(200));
  }

  @Test
  void who_logged_in_is_asked_for_where_the_login_does_not_tell() {
    org.on(
        "POST",
        "/services/oauth2/token",
        Answer.json(200, "{'access_token':'t','instance_url':'" + org.url() + "'}"));
    org.on(
        "GET",
        "/services/oauth2/userinfo",
        Answer.json(200, "{'organization_id':'00D000000000001','user_id':'005000000000001AAA'}"));
    SalesforceConnector connector = org.connector();
    assertThat(connector.identity().parts()).containsValue("00D000000000001EAA");
    assertThat(connector.integrationUser()).isEqualTo("005000000000001AAA");
  }

  @Test
  void a_path_in_the_instance_address_stands_before_every_call() {
    org.on(
        "POST",
        "/services/oauth2/token",
        Answer.json(200, "{'access_token':'t','instance_url':'" + org.url() + "/emea/'}"));
    org.on(
        "GET",
        "/emea/services/oauth2/userinfo",
        Answer.json(200, "{'organization_id':'00D000000000001','user_id':'005000000000001AAA'}"));
    org.on(
        "GET",
        "/emea/services/data/v62.0/sobjects/Account/describe",
        Answer.json(200, "{'name':'Account','fields':[{'name':'Name','type':'string'}]}"));
    assertThat(org.connector().schema("Account")).isPresent();
  }

  @Test
  void a_refused_login_says_what_to_do_and_is_not_repeated_at_once() {
    org.on(
        "POST",
        "/services/oauth2/token",
        Answer.json(
            400, "{'error':'invalid_client_id','error_description':'client identifier invalid'}"));
    SalesforceConnector connector = org.connector();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(connector::identity)
          .isInstanceOf(SystemUnavailableException.class)
          .hasMessageContaining("client identifier invalid")
          .hasMessageContaining("Check the consumer key")
          .hasMessageNotContaining("secret=");
    }
    assertThat(org.seen).hasSize(1);
    assertThat(connector.status().lastFailure().orElseThrow())
        .contains("client identifier invalid")
        .contains("Check the consumer key");
  }

  @ParameterizedTest
  @CsvSource({"404,<html>No such page</html>", "302,''", "500,[]", "200,<html>Please pay</html>"})
  void whatever_stands_in_front_of_the_login_no_record_is_to_blame_for_it(int status, String body) {
    org.on("POST", "/services/oauth2/token", new Answer(status, body, Map.of()));
    assertThatThrownBy(org.connector()::identity)
        .isInstanceOfSatisfying(
            SystemUnavailableException.class,
            failure -> assertThat(failure.mayFollowRecord()).isFalse());
  }

  @Test
  void an_org_that_lets_nobody_in_is_away_until_a_call_succeeds() {
    SalesforceConnector connector = org.connector();
    org.on(
        "GET",
        "/describe",
        Answer.json(403, "[{'message':'The REST API is off','errorCode':'API_DISABLED_FOR_ORG'}]"));
    assertThatThrownBy(() -> connector.schema("Account"))
        .isInstanceOf(SystemUnavailableException.class)
        .hasMessageContaining("Enable API access");
    assertThat(connector.status().lastFailure().orElseThrow()).contains("The REST API is off");

    org.on("GET", "/describe", Answer.json(404, "[{'message':'no','errorCode':'NOT_FOUND'}]"));
    connector.schema("Account");
    assertThat(connector.status().lastFailure()).isPresent();
    org.on("GET", "/describe", Answer.json(200, "{'fields':[]}"));
    connector.forgetSchemas();
    connector.schema("Account");
    assertThat(connector.status().lastFailure()).isEmpty();
  }

  @Test
  void a_login_that_may_pass_later_parks_nothing() {
    org.on("POST", "/services/oauth2/token", new Answer(503, "<html>busy</html>", Map.of()));
    assertThatThrownBy(org.connector()::identity).isInstanceOf(SystemUnavailableException.class);
    org.on(
        "POST",
        "/services/oauth2/token",
        Answer.json(400, "{'error':'rate_limit_exceeded','error_description':'slow down'}"));
    assertThatThrownBy(org.connector()::identity).isInstanceOf(ThrottledException.class);
    SalesforceConnector unreachable = org.connector();
    org.close();
    assertThatThrownBy(unreachable::identity)
        .isInstanceOf(SystemUnavailableException.class)
        .hasMessageContaining("did not answer");
    assertThat(unreachable.status().lastFailure()).isPresent();
  }

  @Test
  void an_expired_session_is_renewed_once_for_all_threads() {
    org.on(
        "GET",
        "/describe",
        Integer.MAX_VALUE,
        request ->
            request.headers().get("Authorization").endsWith("!1")
                ? Answer.json(401, EXPIRED)
                : Answer.json(200, "{'fields':[]}"));
    SalesforceConnector connector = org.connector();
    connector.identity();
    CompletableFuture<?>[] readers =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.runAsync(() -> connector.schema("Object" + i)))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(readers).join();
    assertThat(org.seen("POST", "/services/oauth2/token")).hasSize(2);
  }

  @Test
  void a_session_that_is_refused_again_is_given_up() {
    org.on("GET", "/describe", Answer.json(401, EXPIRED));
    SalesforceConnector connector = org.connector();
    assertThatThrownBy(() -> connector.schema("Account"))
        .isInstanceOf(SystemUnavailableException.class);
    assertThat(org.seen("GET", "/describe")).hasSize(2);
    assertThat(org.seen("POST", "/services/oauth2/token")).hasSize(2);
  }

  @Test
  void secrets_are_not_printed() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    assertThat(org.settings().toString()).doesNotContain("secret");
    assertThat(new SalesforceCredentials.JwtBearer("u", keys.getPrivate(), "a").toString())
        .isEqualTo("JwtBearer[u, a]");
    assertThat(new Session("token", org.url(), "o", "u").toString()).doesNotContain("token");
  }
}
