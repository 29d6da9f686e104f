package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.sandbox.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins, sessions and what belongs to them, as contract section 2 says. */
class OAuthTest {

  private static final String TOKEN = "/services/oauth2/token";
  private static final String GRANT =
      "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";

  @TempDir static Path folder;

  private static RunningOrg org;

  @BeforeAll
  static void start() {
    org =
        new RunningOrg(
            SalesforceSandboxSettings.onPorts(0, 0)
                .with(
                    new SalesforceSandboxSettings.Files(
                        Optional.empty(), Optional.of(folder), Optional.empty())));
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  @Test
  void client_credentials_log_the_apps_user_in() {
    var answer =
        org.form(
            TOKEN,
            "grant_type=client_credentials&client_id=sales-demo&client_secret=sales-demo-secret");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("access_token").asText()).startsWith("00D").contains("!");
    assertThat(answer.json().path("instance_url").asText()).isEqualTo(org.sandbox.url());
    assertThat(answer.json().path("issued_at").isTextual()).isTrue();
    assertThat(answer.json().has("expires_in")).isFalse();
    assertThat(answer.json().path("id").asText()).matches(".*/id/00D\\w{15}/005\\w{15}");
  }

  @Test
  void wrong_credentials_are_refused_with_two_members() {
    var unknown = org.form(TOKEN, "grant_type=client_credentials&client_id=x&client_secret=y");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.json().propertyStream().map(Map.Entry::getKey))
        .containsExactly("error", "error_description");
    assertThat(unknown.json().path("error").asText()).isEqualTo("invalid_client_id");
    assertThat(error("grant_type=client_credentials&client_id=sales-demo&client_secret=y"))
        .isEqualTo("invalid_client");
    assertThat(error("grant_type=magic")).isEqualTo("unsupported_grant_type");
  }

  private static String error(String form) {
    return org.form(TOKEN, form).json().path("error").asText();
  }

  @Test
  void a_signed_assertion_logs_its_user_in() throws Exception {
    String pem = Files.readString(folder.resolve("private-key.pem"));
    byte[] bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
    long exp = Instant.now().getEpochSecond() + 270;
    String audience = "https://login.salesforce.com";

    assertThat(org.form(TOKEN, GRANT + jwt(key, audience, "\"" + exp + "\"")).status())
        .isEqualTo(200);
    assertThat(org.form(TOKEN, GRANT + jwt(key, org.sandbox.url(), "" + exp)).status())
        .isEqualTo(200);
    assertThat(description(GRANT + jwt(key, "https://else.example", "" + exp)))
        .isEqualTo("audience is invalid");
    assertThat(error(GRANT + "a.b")).isEqualTo("invalid_grant");
    KeyPair foreign = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    assertThat(error(GRANT + jwt(foreign.getPrivate(), audience, "" + exp)))
        .isEqualTo("invalid_grant");

    register(foreign);
    assertThat(org.form(TOKEN, GRANT + jwt(foreign.getPrivate(), audience, "" + exp)).status())
        .isEqualTo(200);
  }

  @Test
  void an_assertion_may_expire_at_any_time_to_come_but_not_have_expired() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    register(pair);
    String audience = "https://login.salesforce.com";
    long now = Instant.now().toEpochMilli();

    assertThat(org.form(TOKEN, GRANT + jwt(pair.getPrivate(), audience, "" + now)).status())
        .isEqualTo(200);
    String expired = GRANT + jwt(pair.getPrivate(), audience, "" + (now / 1000 - 600));
    assertThat(error(expired)).isEqualTo("invalid_grant");
    assertThat(description(expired)).isEqualTo("expired authorization code");
  }

  private static void register(KeyPair pair) {
    String pem = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    org.post(
        "/sandbox/keys",
        "{'consumerKey':'fieldbridge-demo','pem':'-----BEGIN PUBLIC KEY-----"
            + pem
            + "-----END PUBLIC KEY-----'}");
  }

  private static String description(String form) {
    return org.form(TOKEN, form).json().path("error_description").asText();
  }

  private static String jwt(PrivateKey key, String audience, String exp) throws Exception {
    String claims =
        Json.object()
            .put("iss", "fieldbridge-demo")
            .put("sub", "integration@fieldbridge.example")
            .put("aud", audience)
            .put("exp", "EXP")
            .toString()
            .replace("\"EXP\"", exp);
    String signed = base64("{\"alg\":\"RS256\"}") + "." + base64(claims);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed
        + "."
        + Base64.getUrlEncoder().encodeToString(signature.sign()).replace("=", "%3D");
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_session_ends_by_revocation_of_both_kinds() {
    org.login("technician-demo");
    assertThat(org.get("/limits").status()).isEqualTo(200);
    assertThat(org.get("/services/oauth2/revoke?token=" + org.token()).status()).isEqualTo(200);
    var expired = org.get("/limits");
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.error()).isEqualTo("INVALID_SESSION_ID");

    org.login("technician-demo");
    assertThat(org.form("/services/oauth2/revoke", "token=" + org.token()).status()).isEqualTo(200);
    assertThat(org.form("/services/oauth2/revoke", "token=" + org.token()).status()).isEqualTo(400);
  }

  @Test
  void the_user_can_be_asked_for() {
    org.login("sales-demo");
    var info = org.get("/services/oauth2/userinfo").json();
    assertThat(info.path("preferred_username").asText()).isEqualTo("sales@fieldbridge.example");
    assertThat(info.path("organization_id").asText()).hasSize(18);
    assertThat(org.form("/services/oauth2/userinfo", "").status()).isEqualTo(403);
  }

  @Test
  void versions_need_no_login_the_rest_does() {
    var versions = org.send(org.request("/services/data/", "GET", ""));
    assertThat(versions.json().findValuesAsText("version")).contains("37.0", "62.0", "67.0");
    assertThat(versions.json().toString()).contains("Winter '25");
    assertThat(versions.http().headers().firstValue("Sforce-Limit-Info")).isEmpty();
    var refused = org.send(org.request(RunningOrg.BASE + "/limits", "GET", ""));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.error()).isEqualTo("INVALID_AUTH_HEADER");
    org.login("sales-demo");
    assertThat(org.get("/").json().path("query").asText()).isEqualTo("/services/data/v62.0/query");
    assertThat(org.get("/limits").http().headers().firstValue("Sforce-Limit-Info").get())
        .matches("api-usage=\\d+/100000");
  }
}
