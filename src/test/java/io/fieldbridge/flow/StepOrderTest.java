package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A route whose steps stand in the wrong order says so. */
class StepOrderTest {

  private final Delivery delivery = new Delivery(message(), null);

  @Test
  void a_step_before_the_read_is_refused() {
    assertRefused(delivery::source, "sync:read");
  }

  @Test
  void a_write_before_the_translation_is_refused() {
    assertRefused(delivery::payload, "sync:translate");
    assertRefused(delivery::sourceValues, "sync:translate");
  }

  @Test
  void a_link_or_posting_before_the_write_is_refused() {
    assertRefused(delivery::written, "sync:write");
  }

  private static void assertRefused(ThrowingCallable step, String missing) {
    assertThatThrownBy(step)
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("account-customer")
        .hasMessageContaining(missing);
  }

  private static Message message() {
    RecordRef record = new RecordRef("salesforce", "Account", "001000000000001AAA");
    Change change =
        new Change(
            "1",
            record,
            Change.Kind.UPDATE,
            JsonNodeFactory.instance.objectNode(),
            Instant.EPOCH,
            "",
            "");
    return new Message(
        1,
        "account-customer",
        "to-erp",
        "",
        record,
        change,
        Map.of(),
        Map.of(),
        null,
        "correlation");
  }
}
