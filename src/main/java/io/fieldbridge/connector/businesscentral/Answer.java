package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * What the server answered to one request, or to one part of a batch.
 *
 * @param status the HTTP status
 * @param headers first value by lower-case name
 * @param body the JSON, or a missing node where it was none
 * @param raw the bytes as they came; empty for the part of a batch
 */
record Answer(int status, Map<String, String> headers, JsonNode body, byte[] raw) {

  static Answer of(int status, Map<String, String> headers, byte[] raw) {
    return new Answer(status, headers, Wire.parse(raw), raw);
  }

  boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /** The vendor's error code, or empty where the body has none. */
  String code() {
    return body.path("error").path("code").asText("");
  }

  /** The vendor's error text, or empty. */
  String message() {
    return body.path("error").path("message").asText("");
  }

  Optional<ObjectNode> object() {
    return body instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
  }

  /** How long the server asks us to wait, in either form that HTTP knows. */
  Optional<Duration> retryAfter(Instant now) {
    String text = headers.getOrDefault("retry-after", "").trim();
    if (text.matches("\\d{1,7}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    return httpDate(text)
        .map(until -> Duration.between(now, until))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  /** The server's clock when it answered. */
  Optional<Instant> date() {
    return httpDate(headers.getOrDefault("date", ""));
  }

  private static Optional<Instant> httpDate(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }
}
