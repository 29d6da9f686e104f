package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.SyncException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every error code of the vendor's list and every business rule's words have one decision. */
class BusinessCentralFailuresTest {

  @ParameterizedTest(name = "{0} {1} on {2}: {4}")
  @CsvFileSource(resources = "failures.csv", numLinesToSkip = 1)
  void each_error_has_its_decision(
      int status, String code, Deed deed, String text, String decision) {
    SyncException failure =
        BusinessCentralFailures.of(answer(status, code, text), deed, "salesOrders");
    assertThat(failure.getClass().getSimpleName()).isEqualTo(decision + "Exception");
    assertThat(failure.reason().code()).isNotBlank();
    assertThat(failure.reason().text()).isNotBlank().doesNotContain("CorrelationId");
    assertThat(failure.reason().advice()).isNotBlank();
  }

  @Test
  void a_blocked_customer_is_told_in_human_words() {
    SyncException failure =
        BusinessCentralFailures.of(
            answer(
                400,
                "Application_DialogException",
                "You cannot create this type of document when Customer K00010 is blocked with type"
                    + " All  CorrelationId:  1f0e72aa-0000-4000-8000-000000000000."),
            Deed.CREATE,
            "salesOrders");
    assertThat(failure.reason().text() + " " + failure.reason().advice())
        .isEqualTo(
            "Customer 'K00010' is blocked in Business Central (type All). Unblock it there, then"
                + " retry this message.");
  }

  @Test
  void the_field_is_told_where_the_text_names_it() {
    assertThat(
            field(
                "Application_FieldValidationException",
                "Gen. Bus. Posting Group must have a"
                    + " value in Customer: No.=K00010. It cannot be zero or empty."))
        .isEqualTo("Gen. Bus. Posting Group");
    assertThat(
            field(
                "Internal_InvalidTableRelation",
                "The field Payment Terms Code of table"
                    + " Customer contains a value (X) that cannot be found in the related table."))
        .isEqualTo("Payment Terms Code");
    assertThat(field("BadRequest_InvalidOperation", "The property 'number' is read-only."))
        .isEqualTo("number");
  }

  @Test
  void an_answer_in_html_is_judged_by_its_status() {
    Answer html = Answer.of(504, Map.of(), "<html>Gateway Timeout</html>".getBytes());
    assertThat(BusinessCentralFailures.isUndecided(html)).isTrue();
    assertThat(BusinessCentralFailures.of(html, Deed.CREATE, "salesOrders").reason().text())
        .contains("status 504");
  }

  private static String field(String code, String text) {
    return BusinessCentralFailures.of(answer(400, code, text), Deed.CREATE, "x").reason().field();
  }

  private static Answer answer(int status, String code, String text) {
    ObjectNode body = Wire.object();
    if (code != null) {
      body.putObject("error").put("code", code).put("message", text);
    }
    return new Answer(status, Map.of(), body, new byte[0]);
  }
}
