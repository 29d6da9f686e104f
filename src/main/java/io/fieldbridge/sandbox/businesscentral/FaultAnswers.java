package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.Fault;
import io.fieldbridge.sandbox.SandboxResponse;
import java.util.Set;

/** The vendor's answers under armed faults. */
final class FaultAnswers {

  static final Set<String> NAMES =
      Set.of(
          "latency",
          "lost-reply",
          "commit-later",
          "unauthorized",
          "throttled",
          "unavailable",
          "unavailable-html",
          "tenant-unavailable",
          "gateway-timeout",
          "server-error",
          "deadlock",
          "deadlock-dialog",
          "entity-changed",
          "data-upgrade");

  private static final String DEADLOCK =
      "The operation could not complete because a record was locked by another user: the transaction was deadlocked. Please retry the activity.";

  private FaultAnswers() {}

  static SandboxResponse of(Fault fault, Switches switches) {
    return switch (fault.fault()) {
      case "unauthorized" -> unauthorized();
      case "throttled" ->
          waiting(
              fault,
              VendorError.answer(429, "Application_TooManyRequests", "Too many requests reached."));
      case "unavailable" ->
          waiting(
              fault, VendorError.answer(503, "Unknown", "The service is temporarily unavailable."));
      case "unavailable-html" ->
          waiting(
              fault,
              SandboxResponse.text(
                  503, "text/html", "<html><body><h1>503 Service Unavailable</h1></body></html>"));
      case "gateway-timeout" ->
          SandboxResponse.text(
              504, "text/html", "<html><body><h1>504 Gateway Time-out</h1></body></html>");
      case "tenant-unavailable" ->
          VendorError.answer(
              400, "Internal_TenantUnavailable", "The tenant is not mounted at the moment.");
      case "deadlock" -> VendorError.answer(409, "Internal_ServerError", DEADLOCK);
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

  private static SandboxResponse waiting(Fault fault, SandboxResponse answer) {
    int seconds = fault.retryAfterSeconds();
    return seconds <= 0 ? answer : answer.with("Retry-After", String.valueOf(seconds));
  }
}
