package io.fieldbridge.sandbox.salesforce.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Dates and times in Salesforce's notation. Stored texts of one kind sort by time. */
public final class Times {

  private static final DateTimeFormatter OUT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'.000+0000'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter IN =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX]")
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'", Locale.ROOT);

  private Times() {}

  /** Such as {@code 2024-03-28T18:08:28.000+0000}; parts of seconds are not kept. */
  public static String text(Instant time) {
    return OUT.format(time);
  }

  /** Reads a dateTime; null where it is none or has no offset. */
  public static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text, IN).toInstant().truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException wrong) {
      return null;
    }
  }

  /** A time of day as answers show it, such as {@code 08:30:00.000Z}; null where it is none. */
  static String time(String text) {
    try {
      return TIME.format(LocalTime.parse(text.replaceAll("Z$", "")));
    } catch (DateTimeException wrong) {
      return null;
    }
  }

  /** Reads a date; null where it is none. */
  public static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException wrong) {
      return null;
    }
  }
}
