package io.fieldbridge.connector.salesforce;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Salesforce's spelling of an instant: {@code 2024-03-28T18:08:28.000+0000}. */
final class SalesforceTime {

  private static final DateTimeFormatter READ =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]", Locale.ROOT);
  private static final DateTimeFormatter WRITE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT);
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);

  private SalesforceTime() {}

  /**
   * @throws DateTimeException if the text is no instant
   */
  static Instant parse(String text) {
    return OffsetDateTime.parse(text, READ).toInstant();
  }

  static String format(Instant instant) {
    return WRITE.format(instant.atOffset(ZoneOffset.UTC));
  }

  /** For If-Unmodified-Since, which knows whole seconds: rounded up. */
  static String http(Instant instant) {
    return HTTP.format(instant.plusMillis(999).atOffset(ZoneOffset.UTC));
  }
}
