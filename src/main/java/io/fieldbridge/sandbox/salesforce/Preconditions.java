package io.fieldbridge.sandbox.salesforce;

import static java.time.temporal.ChronoUnit.SECONDS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Times;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Conditional requests: dates for all objects, entity tags for accounts alone. */
final class Preconditions {

  private Preconditions() {}

  static String tag(ObjectNode row) {
    return "\"" + Integer.toHexString(row.hashCode()) + "\"";
  }

  /** Whether a request may go ahead. */
  static boolean allow(SandboxRequest request, ObjectType type, ObjectNode row) {
    Optional<Instant> since = date(request, "If-Unmodified-Since");
    if (since.isPresent() && modified(row).isAfter(since.get())) {
      return false;
    }
    Optional<String> match = request.header("If-Match");
    return !type.name().equals("Account")
        || match.isEmpty()
        || match.get().equals("*")
        || match.get().contains(tag(row));
  }

  /** Whether a read can be answered with "not modified". */
  static boolean unchanged(SandboxRequest request, ObjectType type, ObjectNode row) {
    Optional<Instant> since = date(request, "If-Modified-Since");
    if (since.isPresent()) {
      return !modified(row).isAfter(since.get());
    }
    return type.name().equals("Account")
        && request.header("If-None-Match").filter(tags -> tags.contains(tag(row))).isPresent();
  }

  /** Whether what the caller sees of the org's objects is as it was at that date. */
  static boolean unchanged(ApiCall call) {
    return date(call.request(), "If-Modified-Since")
        .filter(since -> !call.viewer().schemaChanged().truncatedTo(SECONDS).isAfter(since))
        .isPresent();
  }

  /** Whether the org's objects have not been changed since that date, where one is given. */
  static boolean allow(ApiCall call) {
    return date(call.request(), "If-Unmodified-Since")
        .filter(since -> call.viewer().schemaChanged().truncatedTo(SECONDS).isAfter(since))
        .isEmpty();
  }

  static SandboxResponse failed() {
    return Answers.error(
        412, "PRECONDITION_FAILED", "The resource has been modified since the time given");
  }

  private static Instant modified(ObjectNode row) {
    return Times.instant(row.get("LastModifiedDate").textValue());
  }

  private static Optional<Instant> date(SandboxRequest request, String header) {
    try {
      return request
          .header(header)
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
          .map(ZonedDateTime::toInstant);
    } catch (DateTimeException wrong) {
      throw new SalesforceError("INVALID_HEADER", header + " is no RFC 1123 date");
    }
  }
}
