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
          Kind.ofRequests("data-upgrade", "400 Application_DialogException, data upgrade needed"),
          Kind.ofRequests("entity-changed", "Request_EntityChanged, with staleStatus"),
          Kind.ofRequests("partial-result", "every second part of a $batch is answered 503, undone")
              .onlyOn(Set.of("batch")));

  private static final String DEADLOCK =
      "The operation could not complete because a record was locked by another user: the transaction was deadlocked. Please retry the activity.";

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
      case "tenant-unavailable" ->
          VendorError.answer(
              400, "Internal_TenantUnavailable", "The tenant is not mounted at the moment.");
      case "deadlock", "deadlock-committed" ->
          VendorError.answer(409, "Internal_ServerError", DEADLOCK);
      case "deadlock-dialog" -> VendorError.answer(400, "Application_DialogException", DEADLOCK);
      case "data-upgrade" ->
          VendorError.answer(
              400,
              "Application_DialogException",
              "The API page needs the data upgrade to be run by an administrator first.");
      case "entity-changed" -> VendorError.answer(WriteEndpoint.entityChanged(switches));
      default -> VendorError.answer(500, "Internal_ServerError", "An unexpected error occurred.");
    };
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
