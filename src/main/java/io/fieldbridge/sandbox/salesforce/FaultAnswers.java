package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.Fault;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** How Salesforce answers under a fault. */
final class FaultAnswers {

  private static final Set<String> OF_REQUESTS =
      Set.of(
          "latency",
          "lost-reply",
          "commit-later",
          "unauthorized",
          "throttled",
          "throttled-429",
          "unavailable",
          "unknown-error");
  private static final Set<String> OF_WRITES = Set.of("row-lock", "validation-rule");

  private FaultAnswers() {}

  static Set<String> names() {
    Set<String> names = new TreeSet<>(OF_REQUESTS);
    names.addAll(OF_WRITES);
    return names;
  }

  /** The faults that hit one record, so that collections fail by item. */
  static Set<String> ofWrites() {
    return OF_WRITES;
  }

  /** Refuses the first write to the fault's object. */
  static Consumer<ObjectType> refusingOnce(Fault fault) {
    AtomicBoolean open = new AtomicBoolean(true);
    return type -> {
      boolean meant = fault.object() == null || fault.object().equalsIgnoreCase(type.name());
      if (meant && open.getAndSet(false)) {
        throw fault.fault().equals("row-lock")
            ? new SalesforceError(
                "UNABLE_TO_LOCK_ROW",
                "unable to obtain exclusive access to this record or 1 records")
            : new SalesforceError(
                "FIELD_CUSTOM_VALIDATION_EXCEPTION", "The validation rule of the fault says no.");
      }
    };
  }

  /** The refusal of a whole request. */
  static SandboxResponse of(Fault fault, boolean login) {
    if (login) {
      return ofLogin(fault);
    }
    switch (fault.fault()) {
      case "unauthorized":
        return Answers.error(401, "INVALID_SESSION_ID", "Session expired or invalid");
      case "throttled":
        return Answers.error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
      case "throttled-429":
        return Answers.error(429, "REQUEST_LIMIT_EXCEEDED", "Too many requests")
            .with("Retry-After", Integer.toString(fault.retryAfterSeconds()));
      case "unavailable":
        return Answers.error(
            503, "SERVER_UNAVAILABLE", "Servers currently busy. Please try again later");
      default:
        return Answers.error(
            500, "UNKNOWN_EXCEPTION", "An unexpected error occurred. ErrorId: 1234567890-1");
    }
  }

  private static SandboxResponse ofLogin(Fault fault) {
    switch (fault.fault()) {
      case "unauthorized":
        return OAuthEndpoint.refusal("invalid_grant", "authentication failure");
      case "throttled", "throttled-429":
        return OAuthEndpoint.refusal("rate_limit_exceeded", "login rate exceeded");
      default:
        return SandboxResponse.text(
            503, "text/html", "<html><body>Down for maintenance</body></html>");
    }
  }
}
