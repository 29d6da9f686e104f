package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.Fault;
import io.fieldbridge.sandbox.FaultCatalog;
import io.fieldbridge.sandbox.FaultCatalog.Kind;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** How Salesforce answers under a fault. */
final class FaultAnswers {

  private static final Set<String> WRITES =
      Set.of("create", "update", "upsert", "delete", RowFaults.OPERATION);
  private static final Set<String> OF_RECORDS =
      Set.of("row-lock", "validation-rule", "partial-result");
  private static final List<Kind> KINDS =
      List.of(
          Kind.ofRequests("unauthorized", "401 INVALID_SESSION_ID, and the session is over"),
          Kind.ofRequests("throttled", "403 REQUEST_LIMIT_EXCEEDED"),
          Kind.ofRequests("throttled-429", "429 with Retry-After"),
          Kind.ofRequests("unavailable", "503 SERVER_UNAVAILABLE"),
          Kind.ofRequests("row-lock", "UNABLE_TO_LOCK_ROW for one record").onlyOn(WRITES),
          Kind.ofRequests("validation-rule", "FIELD_CUSTOM_VALIDATION_EXCEPTION for one record")
              .onlyOn(WRITES),
          Kind.ofRequests("partial-result", "every second record of a call is UNABLE_TO_LOCK_ROW")
              .onlyOn(Set.of("batch")),
          Kind.ofRequests("edge-no-route", "420 with HTML, as of an edge that has no route"),
          Kind.ofRequests("bad-gateway", "502 with HTML, as of an edge without an instance"),
          Kind.atOnce("bulk-fail", "the next bulk jobs fail as a whole"),
          Kind.atOnce("expire-sessions", "all sessions are over"));

  private FaultAnswers() {}

  /** What can be armed on the objects of this schema. */
  static FaultCatalog catalog(Schema schema) {
    List<Kind> kinds = new ArrayList<>(KINDS);
    kinds.addAll(VendorError.kinds());
    kinds.addAll(OrgEvents.FAULTS);
    Set<String> objects = new HashSet<>();
    schema.objects().forEach(type -> objects.add(type.name()));
    Schema.tooling().objects().forEach(type -> objects.add(type.name()));
    return FaultCatalog.with(kinds, objects, FaultTargets.OPERATIONS);
  }

  /** Whether a fault hits single records, so that collections fail by item. */
  static boolean hitsRecords(Fault fault) {
    return OF_RECORDS.contains(fault.fault())
        || VendorError.of(fault.fault()).filter(VendorError::hitsRecords).isPresent();
  }

  /** Refuses one write to the fault's object, or every second one of a partial result. */
  static Consumer<ObjectType> refusing(Fault fault) {
    boolean partial = fault.fault().equals("partial-result");
    AtomicInteger seen = new AtomicInteger();
    return type -> {
      boolean meant = fault.object() == null || fault.object().equalsIgnoreCase(type.name());
      int before = meant ? seen.getAndIncrement() : -1;
      if (partial ? before % 2 == 1 : before == 0) {
        throw refusal(fault);
      }
    };
  }

  private static SalesforceError refusal(Fault fault) {
    return VendorError.of(fault.fault())
        .map(VendorError::refusal)
        .orElseGet(() -> ownRefusal(fault));
  }

  private static SalesforceError ownRefusal(Fault fault) {
    return fault.fault().equals("validation-rule")
        ? new SalesforceError(
            "FIELD_CUSTOM_VALIDATION_EXCEPTION", "The validation rule of the fault says no.")
        : new SalesforceError(
            "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record or 1 records");
  }

  /** The refusal of a whole request. */
  static SandboxResponse of(Fault fault, boolean login) {
    if (login) {
      return ofLogin(fault);
    }
    return VendorError.of(fault.fault()).map(VendorError::answer).orElseGet(() -> ofRequest(fault));
  }

  private static SandboxResponse ofRequest(Fault fault) {
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
      case "edge-no-route":
        return edge(420, "No route to the instance");
      case "bad-gateway":
        return edge(502, "The instance could not be reached");
      default:
        return Answers.error(
            500, "UNKNOWN_EXCEPTION", "An unexpected error occurred. ErrorId: 1234567890-1");
    }
  }

  private static SandboxResponse edge(int status, String sentence) {
    return SandboxResponse.text(status, "text/html", "<html><body>" + sentence + "</body></html>");
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
