package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

/** The fault switches of the org, each as the client sees it. */
class FaultsTest extends OrgTestCase {

  private static void arm(String fault) {
    assertThat(org.post("/sandbox/faults", "{'fault':" + fault + "}").status()).isEqualTo(201);
  }

  private static int named(String name) {
    return org.query("SELECT COUNT() FROM Account WHERE Name = '" + name + "'")
        .json()
        .path("totalSize")
        .asInt();
  }

  @Test
  void a_lost_reply_has_taken_effect() {
    arm("'lost-reply','object':'Account','operation':'create'");
    assertThat(org.post("/sobjects/Account", "{'Name':'Lost'}").status()).isZero();
    assertThat(named("Lost")).isEqualTo(1);
  }

  @Test
  void a_late_commit_takes_effect_when_the_connection_is_gone() {
    arm("'commit-later','object':'Account','operation':'create','milliseconds':50");
    assertThat(org.post("/sobjects/Account", "{'Name':'Late'}").status()).isZero();
    await().untilAsserted(() -> assertThat(named("Late")).isEqualTo(1));
  }

  @Test
  void an_unauthorized_answer_ends_the_session() {
    arm("'unauthorized','operation':'query'");
    assertThat(org.get("/limits").status()).isEqualTo(200);
    assertThat(org.query("SELECT Id FROM User").error()).isEqualTo("INVALID_SESSION_ID");
    assertThat(org.get("/limits").status()).isEqualTo(401);
    assertThat(org.login("fieldbridge-demo").get("/limits").status()).isEqualTo(200);
    arm("'expire-sessions'");
    assertThat(org.get("/limits").status()).isEqualTo(401);
  }

  @Test
  void limits_and_outages_answer_as_the_vendor_does() {
    arm("'throttled'");
    assertThat(org.get("/limits").error()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
    arm("'throttled-429','retryAfterSeconds':7");
    var limited = org.get("/limits");
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.http().headers().firstValue("Retry-After")).contains("7");
    arm("'unavailable'");
    assertThat(org.get("/limits").status()).isEqualTo(503);
    arm("'unavailable','operation':'login'");
    assertThat(org.form("/services/oauth2/token", "grant_type=x").status()).isEqualTo(503);
    arm("'server-error'");
    assertThat(org.get("/limits").error()).isEqualTo("UNKNOWN_EXCEPTION");
    org.post("/sandbox/settings", "{'dailyApiRequests':0}");
    assertThat(org.get("/limits").status()).isEqualTo(403);
  }

  @Test
  void a_locked_row_fails_alone_in_a_collection() {
    arm("'row-lock','object':'Account'");
    var refused = org.post("/sobjects/Account", "{'Name':'A'}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).isEqualTo("UNABLE_TO_LOCK_ROW");
    arm("'row-lock','object':'Account'");
    String item = "{'attributes':{'type':'Account'},'Name':'A'}";
    var items = org.post("/composite/sobjects", "{'records':[" + item + "," + item + "]}").json();
    assertThat(items.path(0).path("errors").path(0).path("statusCode").asText())
        .isEqualTo("UNABLE_TO_LOCK_ROW");
    assertThat(items.path(1).path("success").asBoolean()).isTrue();
    arm("'validation-rule','object':'Contact'");
    assertThat(org.post("/sobjects/Contact", "{'LastName':'A'}").error())
        .isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION");
  }

  @Test
  void parts_of_a_composite_call_meet_faults_too() {
    arm("'unavailable','object':'WorkOrder','operation':'update'");
    String part =
        "{'compositeRequest':[{'method':'PATCH','referenceId':'a','body':{},"
            + "'url':'/services/data/v62.0/sobjects/WorkOrder/0WOFB0000000001'}]}";
    assertThat(org.post("/composite", part).status()).isEqualTo(503);
    assertThat(org.post("/composite", part).status()).isEqualTo(200);
  }

  @Test
  void raw_records_settings_and_wrong_admin_calls_answer() {
    assertThat(org.get("/sandbox/records/account").json()).hasSize(49);
    assertThat(org.get("/sandbox/settings").json().path("pageSize").asInt()).isEqualTo(2000);
    assertThat(org.post("/sandbox/settings", "{'pages':1}").status()).isEqualTo(400);
    assertThat(
            org.post(
                    "/sandbox/settings",
                    "{'changeEntities':['Case','Quote','Asset','User','Contact','Account']}")
                .json()
                .path("problem")
                .asText())
        .contains("changeEntitiesMax");
    assertThat(org.get("/sandbox/nonsense").status()).isEqualTo(404);
  }

  @Test
  void of_a_collection_every_second_record_can_fail_alone() {
    arm("'partial-result','object':'Account'");
    String item = "{'attributes':{'type':'Account'},'Name':'Part'}";
    String items = String.join(",", item, item, item, item);
    JsonNode answers = org.post("/composite/sobjects", "{'records':[" + items + "]}").json();
    assertThat(answers)
        .extracting(one -> one.path("success").asBoolean())
        .containsExactly(true, false, true, false);
    assertThat(named("Part")).isEqualTo(2);
  }

  @Test
  void a_server_error_may_have_committed() {
    arm("'server-error-committed','object':'Account','operation':'create'");
    assertThat(org.post("/sobjects/Account", "{'Name':'Done'}").error())
        .isEqualTo("UNKNOWN_EXCEPTION");
    assertThat(named("Done")).isEqualTo(1);
  }

  @Test
  void a_lock_waits_for_a_write_and_lets_reads_pass() {
    arm("'row-lock','object':'Account'");
    assertThat(org.query("SELECT Id FROM Account").status()).isEqualTo(200);
    assertThat(org.post("/sobjects/Account", "{'Name':'A'}").error())
        .isEqualTo("UNABLE_TO_LOCK_ROW");
  }

  @Test
  void a_request_that_takes_too_long_is_stopped_and_has_done_nothing() {
    org.post(
        "/sandbox/settings", "{'longestRequestMilliseconds':20,'longestQueryMilliseconds':10}");
    arm("'latency','operation':'create','milliseconds':20");
    assertThat(org.post("/sobjects/Account", "{'Name':'Slow'}").error())
        .isEqualTo("REQUEST_RUNNING_TOO_LONG");
    arm("'commit-later','operation':'create','milliseconds':20");
    assertThat(org.post("/sobjects/Account", "{'Name':'Slow'}").status()).isZero();
    arm("'latency','operation':'query','milliseconds':10");
    assertThat(org.query("SELECT Id FROM Account").error()).isEqualTo("QUERY_TIMEOUT");
    await().during(Duration.ofMillis(100)).untilAsserted(() -> assertThat(named("Slow")).isZero());
  }

  @Test
  void a_wrong_clock_stamps_records_wrong() {
    arm("'wrong-clock','milliseconds':-86400000");
    String id = org.create("Account", "{'Name':'Yesterday'}");
    Instant stamp =
        OffsetDateTime.parse(org.value("Account", id, "CreatedDate").replace("+0000", "Z"))
            .toInstant();
    assertThat(stamp).isBefore(Instant.now().minusSeconds(86_000));
  }

  @Test
  void names_that_do_not_exist_are_refused_with_those_that_do() {
    assertThat(problem("'row-lock','object':'Acount'"))
        .startsWith("unknown object 'Acount', possible: [")
        .contains("WorkOrder");
    assertThat(problem("'row-lock','operation':'query'"))
        .isEqualTo(
            "'row-lock' does not show on the operation 'query',"
                + " only on [bulk-row, create, delete, update, upsert]");
    assertThat(problem("'latency','operation':'insert'"))
        .startsWith("unknown operation 'insert', possible: [batch, bulk, ");
  }

  private static String problem(String fault) {
    var answer = org.post("/sandbox/faults", "{'fault':" + fault + "}");
    assertThat(answer.status()).isEqualTo(400);
    return answer.json().path("problem").asText();
  }
}
