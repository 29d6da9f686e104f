package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.Fault;
import io.fieldbridge.sandbox.FaultCatalog;
import io.fieldbridge.sandbox.FaultCatalog.Kind;
import io.fieldbridge.sandbox.Faults;
import io.fieldbridge.sandbox.SandboxResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The vendor's answers under armed faults. */
final class FaultAnswers {

  private static final Set<String> WRITES = Set.of("create", "update", "delete", "action");

  private static final List<Kind> KINDS =
      List.of(
          Kind.ofRequests("unauthorized", "401 Authentication_InvalidCredentials"),
          Kind.ofRequests("throttled", "429 Application_TooManyRequests, with Retry-After"),
          Kind.ofRequests("unavailable", "503 as JSON, with Retry-After"),
          Kind.ofRequests("bad-gateway", "502 as JSON, with Retry-After"),
          Kind.ofRequests("operation-timeout", "408, cancelled, nothing is done"),
          Kind.ofRequests("tenant-unavailable", "400 Internal_TenantUnavailable"),
          Kind.ofRequests("deadlock", "409 Internal_ServerError, deadlocked, nothing is done"),
          Kind.ofRequests("deadlock-dialog", "400 Application_DialogException, deadlocked"),
          Kind.ofRequests("deadlock-committed", "409 deadlocked, although the work is done")
              .onlyOn(WRITES),
          Kind.ofRequests("row-lock", "409 Internal_ServerError, locked by another user")
              .onlyOn(WRITES),
          Kind.atOnce("notification-duplicate", "the next notifications come twice"),
          Kind.atOnce("notification-reorder", "what the next notifications tell comes in reverse"),
          Kind.atOnce("notification-lost", "the next notifications never come"),
          Kind.ofRequests("data-upgrade", "400 Application_DialogException, data upgrade needed"),
          Kind.ofRequests("nothing-in-filter", "400 Internal_DataNotFoundFilter"),
          Kind.ofRequests("guid-invalid", "400 Application_InvalidGUID"),
          Kind.ofRequests("filter-invalid", "400 Application_FilterErrorException"),
          Kind.ofRequests("entity-changed", "Request_EntityChanged, with staleStatus"),
          Kind.ofRequests("partial-result", "every second part of a $batch is answered 503, undone")
              .onlyOn(Set.of("batch")));

  private static final String DEADLOCK =
      "The operation could not complete because a record was locked by another user: the transaction was deadlocked. Please retry the activity.";

  private static final String LOCKED =
      "The operation could not complete because a record was locked by another user. Please retry the activity.";

  private FaultAnswers() {}

  /** What can be armed: sets, navigations and actions as the schema has them. */
  static FaultCatalog catalog(Schema schema) {
    Set<String> objects = new HashSet<>(Set.of("token"));
    Set<String> operations = new HashSet<>(WRITES);
    operations.addAll(List.of("login", "query", "batch"));
    for (EntityType type : schema.types()) {
      objects.add(type.set());
      objects.addAll(type.navigations().keySet());
      operations.addAll(type.actions());
    }
    return FaultCatalog.with(KINDS, objects, operations);
  }

  static SandboxResponse of(Fault fault, Switches switches) {
    return switch (fault.fault()) {
      case "unauthorized" -> unauthorized();
      case "throttled" ->
          Faults.waiting(
              fault,
              VendorError.answer(429, "Application_TooManyRequests", "Too many requests reached."));
      case "unavailable" ->
          Faults.waiting(
              fault, VendorError.answer(503, "Unknown", "The service is temporarily unavailable."));
      case "bad-gateway" ->
          Faults.waiting(
              fault, VendorError.answer(502, "Unknown", "The gateway got no valid answer."));
      case "operation-timeout" -> operationTimeout();
      case "deadlock", "deadlock-committed" ->
          VendorError.answer(409, "Internal_ServerError", DEADLOCK);
      case "row-lock" -> VendorError.answer(409, "Internal_ServerError", LOCKED);
      case "entity-changed" -> VendorError.answer(WriteEndpoint.entityChanged(switches));
      default -> VendorError.answer(refusal(fault.fault()));
    };
  }

  private static VendorException refusal(String fault) {
    return switch (fault) {
      case "tenant-unavailable" ->
          refusal("Internal_TenantUnavailable", "The tenant is not mounted at the moment.");
      case "deadlock-dialog" -> VendorException.dialog(DEADLOCK);
      case "data-upgrade" ->
          VendorException.dialog(
              "The API page needs the data upgrade to be run by an administrator first.");
      case "nothing-in-filter" ->
          refusal(
              "Internal_DataNotFoundFilter", "There is no Report Selections within the filter.");
      case "guid-invalid" -> refusal("Application_InvalidGUID", "Invalid format of GUID string.");
      case "filter-invalid" ->
          refusal("Application_FilterErrorException", "The filter expression is not valid.");
      default -> new VendorException(500, "Internal_ServerError", "An unexpected error occurred.");
    };
  }

  private static VendorException refusal(String code, String message) {
    return new VendorException(400, code, message);
  }

  static SandboxResponse operationTimeout() {
    return VendorError.answer(
        408, "Unknown", "The operation was cancelled because it took longer than allowed.");
  }

  static SandboxResponse unauthorized() {
    return VendorError.answer(
            401,
            "Authentication_InvalidCredentials",
            "The server has rejected the client credentials.")
        .with("WWW-Authenticate", "Bearer");
  }
}
