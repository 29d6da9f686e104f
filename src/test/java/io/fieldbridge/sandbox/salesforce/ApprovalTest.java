package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Approval processes lock what is submitted until somebody decides: sections 3.6 and 13, Q2. */
class ApprovalTest {

  private RunningOrg org;
  private String quote;

  @BeforeEach
  void start() {
    org = new RunningOrg();
    quote = org.first("SELECT Id FROM Quote LIMIT 1", "Id");
  }

  @AfterEach
  void stop() {
    org.close();
  }

  private JsonNode act(String action, String context) {
    var answer =
        org.post(
            "/process/approvals/",
            "{'requests':[{'actionType':'" + action + "','contextId':'" + context + "'}]}");
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().path(0);
  }

  private int rename() {
    return org.patch("/sobjects/Quote/" + quote, "{'Name':'Renamed'}").status();
  }

  private static String code(JsonNode result) {
    assertThat(result.path("success").asBoolean(true)).isFalse();
    return result.at("/errors/0/statusCode").asText();
  }

  @Test
  void a_submitted_record_is_locked_until_it_is_approved() {
    JsonNode submitted = act("Submit", quote);
    assertThat(submitted.path("instanceStatus").asText()).isEqualTo("Pending");
    assertThat(submitted.path("actorIds").path(0).asText()).startsWith("005");
    assertThat(org.patch("/sobjects/Quote/" + quote, "{'Name':'N'}").error())
        .isEqualTo("ENTITY_IS_LOCKED");
    assertThat(code(act("Submit", quote))).isEqualTo("ALREADY_IN_PROCESS");
    String item = submitted.path("newWorkitemIds").path(0).asText();
    JsonNode pending =
        org.query("SELECT ProcessInstance.TargetObjectId FROM ProcessInstanceWorkitem").json();
    assertThat(pending.at("/records/0/ProcessInstance/TargetObjectId").asText()).isEqualTo(quote);
    JsonNode approved = act("Approve", item);
    assertThat(approved.path("instanceStatus").asText()).isEqualTo("Approved");
    assertThat(approved.path("newWorkitemIds")).isEmpty();
    assertThat(rename()).isEqualTo(204);
    assertThat(org.first("SELECT Status FROM ProcessInstance", "Status")).isEqualTo("Approved");
    assertThat(code(act("Approve", item))).isEqualTo("INVALID_CROSS_REFERENCE_KEY");
  }

  @Test
  void a_rejected_record_is_free_again() {
    act("Reject", act("Submit", quote).path("newWorkitemIds").path(0).asText());
    assertThat(rename()).isEqualTo(204);
    assertThat(org.first("SELECT Id FROM ProcessInstanceStep WHERE StepStatus='Rejected'", "Id"))
        .isNotEmpty();
  }

  @Test
  void an_object_without_a_process_cannot_be_submitted() {
    String account = org.first("SELECT Id FROM Account LIMIT 1", "Id");
    assertThat(code(act("Submit", account))).isEqualTo("NO_APPLICABLE_PROCESS");
    org.post(
        "/sandbox/settings",
        "{'approvalProcesses':{'Account':{'name':'Credit','approver':'sales@fieldbridge.example'}}}");
    assertThat(act("Submit", account).path("success").asBoolean()).isTrue();
    assertThat(code(act("Submit", quote))).isEqualTo("NO_APPLICABLE_PROCESS");
    JsonNode all = org.get("/process/approvals").json().path("approvals");
    assertThat(all.at("/Account/0/name").asText()).isEqualTo("Credit");
    assertThat(
            org.post(
                    "/sandbox/settings",
                    "{'approvalProcesses':{'User':{'name':'X','approver':'x'}}}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void a_wrong_request_is_refused_as_a_whole() {
    assertThat(org.post("/process/approvals", "{}").status()).isEqualTo(400);
    assertThat(code(act("Sign", quote))).isEqualTo("INVALID_INPUT");
  }
}
