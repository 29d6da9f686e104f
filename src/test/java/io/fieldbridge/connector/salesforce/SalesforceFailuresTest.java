package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.ReferenceMissingException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error of the vendor's table becomes the failure that decides rightly. */
class SalesforceFailuresTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REQUIRED_FIELD_MISSING",
        "FIELD_CUSTOM_VALIDATION_EXCEPTION",
        "FIELD_INTEGRITY_EXCEPTION",
        "NOT_FOUND",
        "ENTITY_IS_DELETED",
        "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
        "INSUFFICIENT_ACCESS_OR_READONLY",
        "INSUFFICIENT_ACCESS",
        "DUPLICATE_VALUE",
        "DUPLICATES_DETECTED",
        "STRING_TOO_LONG",
        "NUMBER_OUTSIDE_VALID_RANGE",
        "INVALID_EMAIL_ADDRESS",
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
        "STANDARD_PRICE_NOT_DEFINED",
        "FAILED_ACTIVATION",
        "ENTITY_IS_LOCKED",
        "DELETE_FAILED",
        "DEPENDENCY_EXISTS",
        "CANNOT_UPDATE_CONVERTED_LEAD",
        "TRANSFER_REQUIRES_READ",
        "INACTIVE_OWNER_OR_USER",
        "SOMETHING_NEW"
      })
  void what_the_record_says_is_for_a_person_to_repair(String code) {
    RecordRejectedException failure = failure(RecordRejectedException.class, code, "no", 400);
    assertThat(failure.reason().code()).isEqualTo(code);
    assertThat(failure.reason().field()).isEqualTo(code.equals("NOT_FOUND") ? "" : "Name");
    assertThat(failure.reason().text()).contains("update of Account 1").contains("no");
    assertThat(failure.reason().advice()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INVALID_FIELD",
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        "INVALID_TYPE",
        "INVALID_TYPE_ON_FIELD_IN_RECORD",
        "JSON_PARSER_ERROR",
        "MALFORMED_ID",
        "MALFORMED_QUERY",
        "INVALID_QUERY_FILTER_OPERATOR",
        "EXCEEDED_ID_LIMIT"
      })
  void what_the_contract_says_is_for_an_integrator_to_repair(String code) {
    failure(ContractException.class, code, "no", 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UNABLE_TO_LOCK_ROW", "ALL_OR_NONE_OPERATION_ROLLED_BACK", "PROCESSING_HALTED"})
  void a_lock_is_waited_for(String code) {
    failure(ContendedException.class, code, "no", 400);
  }

  @ParameterizedTest
  @CsvSource({
    "STORAGE_LIMIT_EXCEEDED, false",
    "SERVER_UNAVAILABLE, false",
    "INVALID_SESSION_ID, false",
    "INVALID_QUERY_LOCATOR, false",
    "INVALID_AUTH_HEADER, false",
    "API_DISABLED_FOR_ORG, false",
    "API_CURRENTLY_DISABLED, false",
    "INVALID_OPERATION_WITH_EXPIRED_PASSWORD, false",
    "UNKNOWN_EXCEPTION, true",
    "QUERY_TIMEOUT, true",
    "TXN_SECURITY_METERING_ERROR, true",
    "CANNOT_EXECUTE_FLOW_TRIGGER, true",
    "APEX_ERROR, true"
  })
  void what_passes_is_waited_for(String code, boolean mayFollowRecord) {
    SystemUnavailableException failure = failure(SystemUnavailableException.class, code, "no", 400);
    assertThat(failure.mayFollowRecord()).isEqualTo(mayFollowRecord);
  }

  @Test
  void the_call_limit_asks_for_a_minute_and_too_many_long_calls_for_seconds() {
    assertThat(
            failure(
                    ThrottledException.class,
                    "REQUEST_LIMIT_EXCEEDED",
                    "TotalRequests Limit exceeded.",
                    403)
                .retryAfter())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(
            failure(
                    ThrottledException.class,
                    "REQUEST_LIMIT_EXCEEDED",
                    "ConcurrentPerOrgLongTxn Limit exceeded.",
                    403)
                .retryAfter())
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void a_parent_that_is_not_there_yet_is_waited_for() {
    String text = "Foreign key external ID: 10000 not found for field ERP_Customer_Id__c";
    failure(ReferenceMissingException.class, "INVALID_FIELD", text, 400);
    failure(ReferenceMissingException.class, "INVALID_CROSS_REFERENCE_KEY", "invalid id", 400);
    failure(RecordRejectedException.class, "INVALID_CROSS_REFERENCE_KEY", "invalid id", 404);
  }

  @Test
  void a_lock_inside_a_trigger_is_a_lock() {
    failure(
        ContendedException.class,
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
        "Trigger: UNABLE_TO_LOCK_ROW, unable to obtain exclusive access",
        400);
  }

  @ParameterizedTest
  @CsvSource({
    "300, RecordRejectedException",
    "400, RecordRejectedException",
    "401, SystemUnavailableException",
    "403, ContractException",
    "404, RecordRejectedException",
    "405, ContractException",
    "408, SystemUnavailableException",
    "409, ContendedException",
    "410, ContractException",
    "412, ContendedException",
    "414, ContractException",
    "415, ContractException",
    "420, SystemUnavailableException",
    "428, ContractException",
    "429, ThrottledException",
    "431, ContractException",
    "500, SystemUnavailableException",
    "502, SystemUnavailableException",
    "503, SystemUnavailableException",
    "504, SystemUnavailableException"
  })
  void an_answer_without_a_code_is_judged_by_its_status(int status, String expected) {
    for (String body : List.of("", "<html><body>Bad <b>Gateway</b></body></html>", "[]", "{}")) {
      SyncException failure = SalesforceFailures.of(answer(status, body, Map.of()), "a read");
      assertThat(failure.getClass().getSimpleName()).isEqualTo(expected);
      assertThat(failure.reason().code()).isEqualTo("http-" + status);
      assertThat(failure.reason().text()).doesNotContain("<");
    }
  }

  @Test
  void the_time_to_wait_that_was_told_is_obeyed() {
    RestAnswer busy =
        answer(
            503,
            "[{\"errorCode\":\"SERVER_UNAVAILABLE\",\"message\":\"busy\"}]",
            Map.of("Retry-After", List.of("7")));
    assertThat(SalesforceFailures.of(busy, "a read"))
        .isInstanceOfSatisfying(
            ThrottledException.class,
            failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
  }

  private static RestAnswer answer(int status, String body, Map<String, List<String>> headers) {
    return new RestAnswer(
        status,
        HttpHeaders.of(headers, (name, value) -> true),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static <T extends SyncException> T failure(
      Class<T> type, String code, String text, int status) {
    List<String> fields = code.equals("NOT_FOUND") ? List.of() : List.of("Name");
    SalesforceError error = new SalesforceError(code, text, fields);
    SyncException failure = SalesforceFailures.of(error, status, "update of Account 1");
    assertThat(failure).as(code).isInstanceOf(type);
    return type.cast(failure);
  }
}
