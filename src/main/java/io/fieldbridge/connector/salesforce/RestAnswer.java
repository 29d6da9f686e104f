package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What Salesforce answered, whatever the status. */
record RestAnswer(int status, HttpHeaders headers, byte[] body) {

  private static final long RETRY_SECONDS_MAX = 3600;

  boolean success() {
    return status >= 200 && status < 300;
  }

  SalesforceError error() {
    return SalesforceError.ofBody(status, body);
  }

  /** Whether the application itself answered, not a gateway in between. */
  boolean fromApplication() {
    return !error().code().isEmpty();
  }

  JsonNode json(String what) {
    try {
      return Json.read(body);
    } catch (IOException e) {
      throw SalesforceFailures.unreadable(what, "it is no JSON", e);
    }
  }

  Optional<Duration> retryAfter() {
    return headers
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,9}"))
        .map(text -> Duration.ofSeconds(Math.min(Long.parseLong(text), RETRY_SECONDS_MAX)));
  }

  /** The server's own time when it answered. */
  Optional<Instant> date() {
    return headers.firstValue("Date").flatMap(RestAnswer::httpDate);
  }

  private static Optional<Instant> httpDate(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
