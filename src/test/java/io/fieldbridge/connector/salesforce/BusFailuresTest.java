package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.connector.salesforce.BusFailures.Reaction;
import io.fieldbridge.connector.salesforce.Subscription.Ended;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.ThrottledException;
import io.grpc.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error of the event bus's table leads to what the vendor advises. */
class BusFailuresTest {

  @ParameterizedTest
  @CsvSource({
    "service.auth.error, LOG_IN",
    "service.auth.refresh.invalid, LOG_IN",
    "service.auth.headers.invalid, STOP",
    "service.unavailable, RECONNECT",
    "topic.api.unavailable, RECONNECT",
    "schema.api.unavailable, RECONNECT",
    "subscription.internal.error, RECONNECT",
    "service.protection.triggered, WAIT",
    "service.protection.stream.limit.triggered, WAIT",
    "service.tenant.license, STOP",
    "concurrent.client.limit.exceeded, STOP",
    "topic.not.found, STOP",
    "topic.meta.permission, STOP",
    "schema.meta.permission, STOP",
    "subscription.topic.cannot.subscribe, STOP",
    "topic.validation.empty, STOP",
    "subscription.fetch.replayid.corrupted, RESCAN",
    "subscription.fetch.replayid.validation.failed, RESCAN",
    "subscription.fetch.requested.events.invalid, RECONNECT",
    "subscription.fetch.topic.mismatch, RECONNECT",
    "subscription.fetch.request.invalid, RECONNECT",
    "subscription.fetch.overflow, RECONNECT",
    "subscription.limit.exceeded, WAIT"
  })
  void a_code_decides_whatever_the_status(String suffix, Reaction reaction) {
    for (Status status : new Status[] {Status.UNKNOWN, Status.INTERNAL, Status.UNAVAILABLE}) {
      Ended end = new Ended(status, "sfdc.platform.eventbus.grpc." + suffix);
      assertThat(BusFailures.reaction(end)).isEqualTo(reaction);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OK, RECONNECT",
    "UNAVAILABLE, RECONNECT",
    "INTERNAL, RECONNECT",
    "UNKNOWN, RECONNECT",
    "DEADLINE_EXCEEDED, RECONNECT",
    "INVALID_ARGUMENT, RECONNECT",
    "UNAUTHENTICATED, LOG_IN",
    "NOT_FOUND, STOP",
    "PERMISSION_DENIED, STOP",
    "UNIMPLEMENTED, STOP",
    "RESOURCE_EXHAUSTED, WAIT"
  })
  void without_a_code_the_status_decides(Status.Code code, Reaction reaction) {
    assertThat(BusFailures.reaction(new Ended(code.toStatus(), ""))).isEqualTo(reaction);
  }

  @Test
  void a_replay_id_that_is_refused_in_words_only_is_refused_too() {
    Status status = Status.INVALID_ARGUMENT.withDescription("The Replay ID validation failed");
    assertThat(BusFailures.reaction(new Ended(status, ""))).isEqualTo(Reaction.RESCAN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topic.not.found",
        "topic.meta.permission",
        "service.tenant.license",
        "concurrent.client.limit.exceeded",
        "service.auth.headers.invalid"
      })
  void what_a_person_has_to_mend_says_how(String suffix) {
    Ended end = new Ended(Status.UNKNOWN.withDescription("no"), suffix);
    assertThat(BusFailures.failure(end, "/data/X__chn"))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("/data/X__chn")
        .hasMessageContaining(suffix);
    assertThat(BusFailures.failure(end, "/data/X__chn").reason().advice()).isNotEmpty();
  }

  @Test
  void what_has_to_be_waited_for_says_how_long() {
    assertThat(wait("subscription.limit.exceeded")).isEqualTo(Duration.ofMinutes(15));
    assertThat(wait("service.protection.triggered")).isEqualTo(Duration.ofSeconds(30));
  }

  private static Duration wait(String suffix) {
    Ended end = new Ended(Status.RESOURCE_EXHAUSTED, suffix);
    return ((ThrottledException) BusFailures.failure(end, "/data/X__chn")).retryAfter();
  }
}
