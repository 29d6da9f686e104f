package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest extends BusinessCentralTestCase {

  @AfterEach
  void log_in_again() {
    wire.setting("tokenSeconds", 3599);
    wire.useToken(wire.login("fieldbridge-demo", "fieldbridge-demo-secret").text("access_token"));
  }

  @Test
  void client_credentials_give_a_bearer_token_with_its_lifetime() {
    Wire.Answer answer = wire.login("finance-demo", "finance-demo-secret");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("token_type")).isEqualTo("Bearer");
    assertThat(answer.body().path("expires_in").asInt()).isEqualTo(3599);
  }

  @Test
  void a_wrong_secret_and_an_unknown_client_are_refused() {
    assertThat(wire.login("finance-demo", "wrong").text("error")).isEqualTo("invalid_client");
    assertThat(wire.login("nobody", "x").text("error")).isEqualTo("unauthorized_client");
  }

  @Test
  void a_client_assertion_is_told_that_it_is_not_simulated() {
    var answer = wire.login("finance-demo", "&client_assertion=abc");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("error_description")).contains("not simulated");
  }

  @Test
  void a_call_with_a_bad_token_answers_401_with_the_vendors_code() {
    wire.useToken("made-up");

    Wire.Answer answer = wire.get("customers");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("Authentication_InvalidCredentials");
  }

  @Test
  void a_token_is_no_longer_good_when_its_time_is_over() {
    wire.setting("tokenSeconds", 0);
    wire.useToken(wire.login("fieldbridge-demo", "fieldbridge-demo-secret").text("access_token"));

    assertThat(wire.get("customers").status()).isEqualTo(401);
  }
}
