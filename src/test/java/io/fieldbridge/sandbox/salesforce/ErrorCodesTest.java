package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each error code of contract section 4 has its status and its form of body. */
class ErrorCodesTest extends OrgTestCase {

  private static void arm(String fault) {
    assertThat(org.post("/sandbox/faults", "{'fault':'" + fault + "'}").status()).isEqualTo(201);
  }

  private static void assertError(RunningOrg.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
    assertThat(answer.json().isArray()).isTrue();
    assertThat(answer.error()).isEqualTo(code);
    assertThat(answer.message()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "trigger-failed,CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY,400",
    "trigger-locked,CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY,400",
    "flow-failed,CANNOT_EXECUTE_FLOW_TRIGGER,400",
    "cross-reference-forbidden,INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY,400",
    "type-on-field,INVALID_TYPE_ON_FIELD_IN_RECORD,400",
    "dependency,DEPENDENCY_EXISTS,400",
    "converted-lead,CANNOT_UPDATE_CONVERTED_LEAD,400",
    "transfer-forbidden,TRANSFER_REQUIRES_READ,400",
    "storage-full,STORAGE_LIMIT_EXCEEDED,403",
    "row-lock,UNABLE_TO_LOCK_ROW,400",
    "validation-rule,FIELD_CUSTOM_VALIDATION_EXCEPTION,400"
  })
  void refusals_of_a_record_stand_alone_and_inside_a_collection(
      String fault, String code, int status) {
    arm(fault);
    assertError(org.post("/sobjects/Account", "{'Name':'A'}"), status, code);
    arm(fault);
    String item = "{'attributes':{'type':'Account'},'Name':'A'}";
    var items = org.post("/composite/sobjects", "{'records':[" + item + "," + item + "]}");
    JsonNode error = items.json().path(0).path("errors").path(0);
    assertThat(items.status()).isEqualTo(200);
    assertThat(error.path("statusCode").asText()).isEqualTo(code);
    assertThat(error.path("fields").isArray()).isTrue();
    assertThat(items.json().path(1).path("success").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "query-slow,QUERY_TIMEOUT,400",
    "query-metered,TXN_SECURITY_METERING_ERROR,400",
    "apex-failed,APEX_ERROR,500",
    "requests-too-long,REQUEST_LIMIT_EXCEEDED,403",
    "api-off,API_DISABLED_FOR_ORG,403",
    "throttled,REQUEST_LIMIT_EXCEEDED,403",
    "unavailable,SERVER_UNAVAILABLE,503",
    "server-error,UNKNOWN_EXCEPTION,500"
  })
  void refusals_of_a_request_are_arrays_too(String fault, String code, int status) {
    arm(fault);
    assertError(org.query("SELECT Id FROM User"), status, code);
  }

  @ParameterizedTest
  @CsvSource({"edge-no-route,420", "bad-gateway,502"})
  void what_stands_before_the_org_answers_in_html(String fault, int status) {
    arm(fault);
    var answer = org.get("/limits");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.http().body()).startsWith("<html>");
  }

  @Test
  void nothing_can_be_given_to_a_user_who_is_inactive() {
    String user = org.first("SELECT Id FROM User WHERE Username LIKE 'technician%'", "Id");
    org.patch("/sobjects/User/" + user, "{'IsActive':false}");
    assertError(
        org.post("/sobjects/Account", "{'Name':'A','OwnerId':'" + user + "'}"),
        400,
        "INACTIVE_OWNER_OR_USER");
    org.patch("/sobjects/User/" + user, "{'IsActive':true}");
  }

  @Test
  void a_row_of_a_bulk_job_tells_the_same_code() {
    org.post(
        "/sandbox/faults", "{'fault':'trigger-failed','operation':'bulk-row','object':'Account'}");
    BulkJob job = BulkJob.done(org, "{'object':'Account','operation':'insert'}", "Name\nA\nB\n");
    assertThat(job.json().path("numberRecordsFailed").asInt()).isEqualTo(1);
    assertThat(job.results("failedResults")).contains("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:");
  }
}
