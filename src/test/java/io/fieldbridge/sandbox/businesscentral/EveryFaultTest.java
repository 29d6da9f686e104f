package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault that the tenant says it can show is armed and seen; one without a case here fails. */
class EveryFaultTest extends BusinessCentralTestCase {

  private static final String NEW = "{\"displayName\":\"Seen\"}";
  private static final String MORE = ",\"object\":\"customers\",\"operation\":\"create\"";

  static List<String> possible() {
    return wire.admin("GET", "faults/possible", null).body().path("kinds").findValuesAsText("name");
  }

  private static void arm(String name, String more) {
    wire.fault("{\"fault\":\"" + name + "\"" + more + "}");
  }

  @ParameterizedTest
  @MethodSource("possible")
  void it_shows(String fault) throws Exception {
    switch (fault) {
      case "latency" -> created(fault, 201, "", 1);
      case "lost-reply", "commit-later", "truncated-body" -> created(fault, 0, "", 1);
      case "hang", "connection-reset" -> created(fault, 0, "", 0);
      case "server-error" -> created(fault, 500, "Internal_ServerError", 0);
      case "server-error-committed" -> created(fault, 500, "Internal_ServerError", 1);
      case "unavailable-html" -> created(fault, 503, "", 0);
      case "gateway-timeout" -> created(fault, 504, "", 1);
      case "unauthorized" -> created(fault, 401, "Authentication_InvalidCredentials", 0);
      case "throttled" -> created(fault, 429, "Application_TooManyRequests", 0);
      case "unavailable" -> created(fault, 503, "Unknown", 0);
      case "bad-gateway" -> created(fault, 502, "Unknown", 0);
      case "operation-timeout" -> created(fault, 408, "Unknown", 0);
      case "tenant-unavailable" -> created(fault, 400, "Internal_TenantUnavailable", 0);
      case "deadlock", "row-lock" -> created(fault, 409, "Internal_ServerError", 0);
      case "deadlock-committed" -> created(fault, 409, "Internal_ServerError", 1);
      case "deadlock-dialog", "data-upgrade" ->
          created(fault, 400, "Application_DialogException", 0);
      case "nothing-in-filter" -> created(fault, 400, "Internal_DataNotFoundFilter", 0);
      case "guid-invalid" -> created(fault, 400, "Application_InvalidGUID", 0);
      case "filter-invalid" -> created(fault, 400, "Application_FilterErrorException", 0);
      case "entity-changed" -> created(fault, 409, "Request_EntityChanged", 0);
      case "wrong-clock" -> timeStampsAreWrong();
      case "partial-result" -> halfOfABatchFails();
      default -> notificationsAreSpoilt(fault);
    }
  }

  /** Creates a customer under the fault: status (0 for none), code, how many there are then. */
  private static void created(String fault, int status, String code, int records) {
    arm(fault, MORE + ",\"milliseconds\":20");
    int answered;
    try {
      Wire.Answer answer = wire.post("customers", NEW);
      answered = answer.status();
      assertThat(answer.code()).isEqualTo(code);
    } catch (UncheckedIOException lost) {
      answered = 0;
    }
    assertThat(answered).isEqualTo(status);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        wire.query("customers", "$filter", "displayName eq 'Seen'")
                            .body()
                            .path("value"))
                    .hasSize(records));
  }

  private static void timeStampsAreWrong() {
    arm("wrong-clock", ",\"milliseconds\":-864000000");
    String stamp =
        wire.created("currencies", "{\"code\":\"SEK\"}").path("lastModifiedDateTime").asText();
    assertThat(Instant.parse(stamp)).isBefore(Instant.now().minus(Duration.ofDays(9)));
  }

  private static void halfOfABatchFails() {
    arm("partial-result", "");
    String part =
        "{\"id\":\"%d\",\"method\":\"POST\",\"url\":\"companies(%s)/customers\",\"body\":%s}";
    String parts =
        part.formatted(1, wire.companyId(), NEW) + "," + part.formatted(2, wire.companyId(), NEW);
    JsonNode answer = wire.root("POST", "$batch", "{\"requests\":[" + parts + "]}").body();
    assertThat(answer.path("responses").findValuesAsText("status")).containsExactly("201", "503");
  }

  private static void notificationsAreSpoilt(String fault) throws Exception {
    try (Subscriber subscriber = new Subscriber()) {
      // Only what falls into one delay comes in one call, and has an order.
      wire.setting("webhookDelayMilliseconds", fault.equals("notification-reorder") ? 5000 : 100);
      String resource = "/api/v2.0/companies(" + wire.companyId() + ")/";
      for (String set : List.of("customers", "items")) {
        wire.root(
            "POST",
            "subscriptions",
            "{\"notificationUrl\":\"%s\",\"resource\":\"%s\",\"clientState\":\"s\"}"
                .formatted(subscriber.url(), resource + set));
      }
      arm(fault, "");
      change("customers", customer("K00010"), "Seen");
      change("items", item("P-1001"), "Seen");
      if (fault.equals("notification-lost")) {
        await().during(Duration.ofMillis(300)).until(() -> subscriber.calls().isEmpty());
        change("items", item("P-1001"), "Seen again");
      }
      int calls = fault.equals("notification-duplicate") ? 2 : 1;
      await().atMost(Duration.ofSeconds(30)).until(() -> subscriber.calls().size() >= calls);
      List<String> told =
          subscriber.notifications().stream().map(one -> one.path("resource").asText()).toList();
      switch (fault) {
        case "notification-lost" -> assertThat(told).hasSize(1);
        case "notification-duplicate" ->
            assertThat(told.subList(0, told.size() / 2))
                .isEqualTo(told.subList(told.size() / 2, told.size()));
        case "notification-reorder" -> assertThat(told.get(0)).contains("/items(");
        default -> throw new AssertionError(fault + " has no case here");
      }
    }
  }

  private static void change(String set, JsonNode row, String name) {
    wire.patch(set + "(" + id(row) + ")", "*", "{\"displayName\":\"" + name + "\"}");
  }
}
