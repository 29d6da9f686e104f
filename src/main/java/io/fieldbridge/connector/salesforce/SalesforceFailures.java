package io.fieldbridge.connector.salesforce;

import io.fieldbridge.connector.salesforce.ErrorRules.Decision;
import io.fieldbridge.connector.salesforce.ErrorRules.Rule;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.ReferenceMissingException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import java.time.Duration;

/** Turns what Salesforce answered into a failure whose type is the decision. */
final class SalesforceFailures {

  private static final Duration LIMIT_PAUSE = Duration.ofMinutes(1);
  private static final Duration SHORT_PAUSE = Duration.ofSeconds(30);

  private SalesforceFailures() {}

  /**
   * @param status the HTTP status, or 0 for one item of a collection
   * @param what what was tried, {@code update of Account 001...}
   */
  static SyncException of(SalesforceError error, int status, String what) {
    Rule rule = rule(error, status);
    String code = error.code().isEmpty() ? "http-" + status : error.code();
    String said = error.message().isEmpty() ? "no explanation" : error.message();
    Reason reason =
        new Reason(
            code,
            String.join(",", error.fields()),
            "Salesforce refused " + what + ": " + said,
            rule.advice());
    return switch (rule.decision()) {
      case REJECTED -> new RecordRejectedException(reason);
      case CONTRACT -> new ContractException(reason);
      case REFERENCE -> new ReferenceMissingException(reason, "", null);
      case CONTENDED -> new ContendedException(reason);
      case THROTTLED -> new ThrottledException(reason, pause(error));
      case UNAVAILABLE, SHUT_OUT -> new SystemUnavailableException(reason, false, null);
      case FOLLOWS_RECORD -> new SystemUnavailableException(reason, true, null);
    };
  }

  /** The answer to a call; asks for the time to wait if the answer named one. */
  static SyncException of(RestAnswer answer, String what) {
    SyncException failure = of(answer.error(), answer.status(), what);
    boolean told = answer.retryAfter().isPresent();
    if (told && (failure instanceof ThrottledException || answer.status() == 503)) {
      return new ThrottledException(failure.reason(), answer.retryAfter().get());
    }
    return failure;
  }

  /** Whether the org lets us in no more, whatever is asked of it. */
  static boolean isShutOut(RestAnswer answer) {
    return rule(answer.error(), answer.status()).decision() == Decision.SHUT_OUT;
  }

  /** No answer came to a call that may be repeated, or that never left. */
  static SystemUnavailableException unreachable(NoAnswerException cause) {
    return new SystemUnavailableException(
        Reason.of(
            "salesforce-unreachable",
            "Salesforce did not answer: " + cause.getMessage() + ".",
            "Nothing to do if it passes; else check network, proxy and the host in the settings."),
        cause);
  }

  /** No answer came to a write that must not be repeated blindly. */
  static OutcomeUnknownException outcomeUnknown(String what, String why, Throwable cause) {
    return new OutcomeUnknownException(
        Reason.of(
            "outcome-unknown",
            "Whether the " + what + " took effect in Salesforce is not known: " + why + ".",
            "Nothing to do yet: FieldBridge waits and then looks for the result."),
        cause);
  }

  /** Salesforce answered something that its own documents do not know. */
  static SystemUnavailableException unreadable(String what, String why, Throwable cause) {
    return new SystemUnavailableException(
        Reason.of(
            "answer-unreadable",
            "Salesforce's answer to " + what + " cannot be read: " + why + ".",
            "Check that the instance URL leads to Salesforce and that no proxy changes answers."),
        true,
        cause);
  }

  private static Rule rule(SalesforceError error, int status) {
    Rule rule = ErrorRules.byCode(error.code()).orElseGet(() -> ErrorRules.byStatus(status));
    return switch (error.code()) {
      case "INVALID_FIELD" -> parentPending(error) ? pending() : rule;
      case "INVALID_CROSS_REFERENCE_KEY" -> status == 404 ? ErrorRules.byStatus(404) : rule;
      case "NOT_FOUND" -> notFound(error, rule);
      case "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY" -> nestedLock(error, rule);
      default -> rule;
    };
  }

  private static Rule notFound(SalesforceError error, Rule rule) {
    if (!error.fields().isEmpty()) {
      return pending();
    }
    boolean keyField = error.message().contains("external ID field");
    return keyField
        ? new Rule(Decision.CONTRACT, "Check that the key field exists and is an external ID.")
        : rule;
  }

  private static Rule nestedLock(SalesforceError error, Rule rule) {
    return error.message().contains("UNABLE_TO_LOCK_ROW")
        ? new Rule(Decision.CONTENDED, "Nothing to do: it is read and tried again.")
        : rule;
  }

  /** The code is that of a wrong field name; only the text tells that the parent is missing. */
  private static boolean parentPending(SalesforceError error) {
    return error.message().contains("Foreign key external ID");
  }

  private static Rule pending() {
    return new Rule(Decision.REFERENCE, "It waits for the record that it refers to.");
  }

  private static Duration pause(SalesforceError error) {
    return error.message().contains("Concurrent") || error.code().isEmpty()
        ? SHORT_PAUSE
        : LIMIT_PAUSE;
  }
}
