package io.fieldbridge.connector.salesforce;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.ThrottledException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of the org's daily calls is used up, as {@code Sforce-Limit-Info} tells with each
 * answer. Above the share that is ours to use, nothing is sent but one call now and then that asks
 * again. Thread-safe.
 */
final class ApiUsage {

  private static final Pattern USAGE =
      Pattern.compile("(?:^|[;,\\s])api-usage=(\\d{1,12})/(\\d{1,12})");
  private static final Duration ASK_AGAIN_AFTER = Duration.ofMinutes(5);

  private final int percentMax;
  private final Clock clock;
  private Instant pausedUntil = Instant.EPOCH;
  private String why = "";

  ApiUsage(int percentMax, Clock clock) {
    this.percentMax = percentMax;
    this.clock = clock;
  }

  synchronized void told(String limitInfo) {
    Matcher matcher = USAGE.matcher(limitInfo);
    if (matcher.find()) {
      long used = Long.parseLong(matcher.group(1));
      long most = Long.parseLong(matcher.group(2));
      if (most > 0 && used * 100 > most * percentMax) {
        pause(ASK_AGAIN_AFTER, used + " of the org's " + most + " daily API calls are used up");
      }
    }
  }

  /** Salesforce itself asked for silence. */
  synchronized void pause(Duration time, String text) {
    Instant until = clock.instant().plus(time);
    if (until.isAfter(pausedUntil)) {
      pausedUntil = until;
      why = text;
    }
  }

  /**
   * @throws ThrottledException while nothing may be sent
   */
  synchronized void check() {
    Duration left = Duration.between(clock.instant(), pausedUntil);
    if (!left.isNegative() && !left.isZero()) {
      throw new ThrottledException(
          Reason.of(
              "REQUEST_LIMIT_EXCEEDED",
              "Nothing is sent to Salesforce now: " + why + ".",
              "Messages wait and go out by themselves; raise the org's limit or the share that"
                  + " FieldBridge may use if this recurs."),
          left);
    }
  }
}
