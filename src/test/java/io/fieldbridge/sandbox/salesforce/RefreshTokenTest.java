package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Authorization code and refresh token: contract sections 2.1 to 2.5. */
class RefreshTokenTest extends OrgTestCase {

  private static final String REDIRECT = "http://localhost:1717/callback";
  private static final String APP =
      "&client_id=fieldbridge-demo&client_secret=fieldbridge-demo-secret";

  private static String code(String more) {
    String url =
        "/services/oauth2/authorize?response_type=code&client_id=fieldbridge-demo&state=s%201"
            + "&redirect_uri="
            + REDIRECT
            + more;
    var answer = org.send(org.request(url, "GET", ""));
    assertThat(answer.status()).isEqualTo(302);
    String location = answer.http().headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(REDIRECT + "?code=").endsWith("&state=s+1");
    return location.replaceAll(".*code=([^&]+).*", "$1");
  }

  private static RunningOrg.Answer redeem(String code, String more) {
    return org.form(
        "/services/oauth2/token",
        "grant_type=authorization_code&code=" + code + "&redirect_uri=" + REDIRECT + APP + more);
  }

  private static RunningOrg.Answer refresh(String token) {
    return org.form(
        "/services/oauth2/token", "grant_type=refresh_token&refresh_token=" + token + APP);
  }

  private static boolean works(String accessToken) {
    return org.send(
                org.request(RunningOrg.BASE + "/limits", "GET", "")
                    .header("Authorization", "Bearer " + accessToken))
            .status()
        == 200;
  }

  @Test
  void a_code_gives_a_refresh_token_once() {
    String code = code("");
    var first = redeem(code, "").json();
    assertThat(first.path("scope").asText()).contains("refresh_token");
    assertThat(works(first.path("access_token").asText())).isTrue();
    assertThat(redeem(code, "").json().path("error").asText()).isEqualTo("invalid_grant");
  }

  @Test
  void a_refresh_gives_a_new_session_and_keeps_the_token() {
    String token = redeem(code(""), "").json().path("refresh_token").asText();
    var refreshed = refresh(token).json();
    assertThat(works(refreshed.path("access_token").asText())).isTrue();
    assertThat(refreshed.has("refresh_token")).isFalse();
    assertThat(refreshed.path("issued_at").isTextual()).isTrue();
    assertThat(refresh(token).status()).isEqualTo(200);
  }

  @Test
  void a_rotated_refresh_token_dies_with_its_use() {
    org.post("/sandbox/settings", "{'access':{'rotateRefreshTokens':true}}");
    String token = redeem(code(""), "").json().path("refresh_token").asText();
    String next = refresh(token).json().path("refresh_token").asText();
    assertThat(next).isNotEmpty().isNotEqualTo(token);
    var dead = refresh(token);
    assertThat(dead.status()).isEqualTo(400);
    assertThat(dead.json().path("error_description").asText())
        .isEqualTo("expired access/refresh token");
    assertThat(refresh(next).status()).isEqualTo(200);
  }

  @Test
  void revoking_a_refresh_token_ends_its_sessions() {
    var granted = redeem(code(""), "").json();
    String token = granted.path("refresh_token").asText();
    assertThat(org.form("/services/oauth2/revoke", "token=" + token).status()).isEqualTo(200);
    assertThat(works(granted.path("access_token").asText())).isFalse();
    assertThat(refresh(token).status()).isEqualTo(400);
    assertThat(org.form("/services/oauth2/revoke", "token=" + token).status()).isEqualTo(400);
  }

  @Test
  void a_code_with_a_challenge_needs_its_verifier() {
    String challenge = "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    assertThat(redeem(code(challenge), "&code_verifier=wrong").status()).isEqualTo(400);
    String verifier = "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    assertThat(redeem(code(challenge), verifier).status()).isEqualTo(200);
  }

  @Test
  void a_request_without_grant_or_password_is_refused() {
    assertThat(org.form("/services/oauth2/token", "a=b").json().path("error").asText())
        .isEqualTo("invalid_request");
    var noPassword =
        org.form(
            "/services/oauth2/token",
            "grant_type=password&username=sales@fieldbridge.example" + APP);
    assertThat(noPassword.json().path("error").asText()).isEqualTo("invalid_grant");
  }
}
