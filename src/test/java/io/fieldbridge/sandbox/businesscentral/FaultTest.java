package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest extends BusinessCentralTestCase {

  private static final String NEW =
      "{\"customerNumber\":\"K00010\",\"externalDocumentNumber\":\"WO-1\"}";

  @Test
  void a_lost_reply_has_committed() {
    wire.fault("{\"fault\":\"lost-reply\",\"object\":\"salesOrders\",\"operation\":\"create\"}");

    assertThatThrownBy(() -> wire.post("salesOrders", NEW))
        .isInstanceOf(UncheckedIOException.class);

    wire.only("salesOrders", "externalDocumentNumber eq 'WO-1'");
  }

  @Test
  void a_late_commit_shows_a_row_with_an_old_stamp() {
    wire.fault(
        "{\"fault\":\"commit-later\",\"object\":\"salesOrders\",\"operation\":\"create\",\"milliseconds\":400}");
    assertThatThrownBy(() -> wire.post("salesOrders", NEW))
        .isInstanceOf(UncheckedIOException.class);
    Instant broken = Instant.now();
    assertThat(wire.get("salesOrders").body().path("value")).isEmpty();

    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> wire.get("salesOrders").body().path("value").size() == 1);

    JsonNode order = wire.get("salesOrders").body().path("value").get(0);
    assertThat(Instant.parse(order.path("lastModifiedDateTime").asText()))
        .isBeforeOrEqualTo(broken);
  }

  @ParameterizedTest
  @CsvSource({
    "unauthorized,401,Authentication_InvalidCredentials",
    "throttled,429,Application_TooManyRequests",
    "unavailable,503,Unknown",
    "bad-gateway,502,Unknown",
    "operation-timeout,408,Unknown",
    "data-upgrade,400,Application_DialogException",
    "server-error,500,Internal_ServerError",
    "deadlock,409,Internal_ServerError",
    "deadlock-dialog,400,Application_DialogException",
    "tenant-unavailable,400,Internal_TenantUnavailable",
    "entity-changed,409,Request_EntityChanged"
  })
  void a_refusal_does_nothing_and_passes(String fault, int status, String code) {
    wire.fault("{\"fault\":\"%s\",\"object\":\"salesOrders\"}".formatted(fault));

    Wire.Answer refused = wire.post("salesOrders", NEW);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(wire.get("salesOrders").body().path("value")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"throttled", "unavailable", "bad-gateway"})
  void a_call_that_is_put_off_is_told_when_to_come_back(String fault) {
    wire.fault(
        "{\"fault\":\"%s\",\"retryAfterSeconds\":7,\"operation\":\"query\"}".formatted(fault));

    assertThat(wire.get("customers").raw().headers().firstValue("Retry-After")).contains("7");
  }

  @Test
  void an_unavailable_gateway_may_answer_html() {
    wire.fault("{\"fault\":\"unavailable-html\"}");

    Wire.Answer answer = wire.get("customers");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.raw().body()).startsWith("<html>");
  }

  @Test
  void a_gateway_that_times_out_has_let_the_work_through() {
    wire.fault("{\"fault\":\"gateway-timeout\",\"operation\":\"create\"}");

    assertThat(wire.post("salesOrders", NEW).status()).isEqualTo(504);
    assertThat(wire.get("salesOrders").body().path("value")).hasSize(1);
  }

  @Test
  void a_lost_reply_to_posting_has_posted() {
    JsonNode order = order("WO-1");
    wire.fault("{\"fault\":\"lost-reply\",\"operation\":\"action\"}");

    assertThatThrownBy(
            () -> wire.act("salesOrders(" + id(order) + ")/Microsoft.NAV.shipAndInvoice"))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(wire.get("salesOrders(" + id(order) + ")").status()).isEqualTo(404);
  }

  @Test
  void a_login_can_fail_too() {
    wire.fault("{\"fault\":\"unavailable\",\"operation\":\"login\"}");

    assertThat(wire.login("finance-demo", "finance-demo-secret").status()).isEqualTo(503);
  }

  @Test
  void a_deadlock_may_have_committed() {
    wire.fault("{\"fault\":\"deadlock-committed\",\"object\":\"salesOrders\"}");

    Wire.Answer answer = wire.post("salesOrders", NEW);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().path("error").path("message").asText()).contains("deadlocked");
    wire.only("salesOrders", "externalDocumentNumber eq 'WO-1'");
  }

  @Test
  void of_a_batch_every_second_part_can_stay_undone() {
    wire.fault("{\"fault\":\"partial-result\"}");
    String part =
        "{\"id\":\"%d\",\"method\":\"POST\",\"url\":\"companies(%s)/salesOrders\",\"body\":"
            + NEW
            + "}";
    String company = wire.companyId();
    String parts =
        String.join(
            ",",
            part.formatted(1, company),
            part.formatted(2, company),
            part.formatted(3, company));

    JsonNode answers =
        wire.send("POST", sandbox().apiRoot() + "/$batch", "{\"requests\":[" + parts + "]}")
            .body()
            .path("responses");

    assertThat(answers)
        .extracting(one -> one.path("id").asText() + " " + one.path("status").asInt())
        .containsExactly("1 201", "2 503", "3 201");
    assertThat(wire.get("salesOrders").body().path("value")).hasSize(2);
  }
}
