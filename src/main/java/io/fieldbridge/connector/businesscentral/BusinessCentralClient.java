package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.connector.Convoy;
import io.fieldbridge.connector.Departure;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends calls with token and standard headers, within the limits. Logs in once more when the token
 * is refused; waits a little where the server asks for it. Thread-safe.
 */
final class BusinessCentralClient {

  private static final int TRIES_MAX = 4;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

  private final BusinessCentralAuth auth;
  private final Throttle throttle;
  private final Transport transport;
  private final Pulse pulse;
  private final Clock clock;
  private final AtomicLong misunderstandings = new AtomicLong();

  BusinessCentralClient(
      BusinessCentralAuth auth, Throttle throttle, Transport transport, Pulse pulse, Clock clock) {
    this.auth = auth;
    this.throttle = throttle;
    this.transport = transport;
    this.pulse = pulse;
    this.clock = clock;
  }

  /**
   * The server's answer, whatever its status, but never one that asks us to wait and come back.
   *
   * @throws SystemUnavailableException when it certainly was not sent
   * @throws ThrottledException when the server asks us to wait for longer than a moment
   * @throws ReplyLostException when nobody knows
   */
  Answer send(Call call) {
    Convoy.Halt halted = Convoy.halt();
    try {
      return sendUntilAnswered(call);
    } finally {
      halted.close();
      Convoy.goOn();
    }
  }

  private Answer sendUntilAnswered(Call call) {
    boolean loggedInAgain = false;
    for (int tries = 1; ; tries++) {
      String token = token();
      Answer answer = sendOnce(call, token);
      if (answer.status() == 401 && !loggedInAgain) {
        auth.forget(token);
        loggedInAgain = true;
      } else {
        Duration wait = waitAskedFor(answer, tries);
        throttle.closeFor(wait);
        if (!mayComeBack(answer, call)) {
          return answer;
        }
        if (tries >= TRIES_MAX) {
          throw throttled(answer, wait);
        }
      }
    }
  }

  private String token() {
    try {
      return auth.token();
    } catch (SystemUnavailableException refused) {
      pulse.failed(refused.getMessage());
      throw refused;
    }
  }

  /** How many requests the server has called malformed; then its metadata may have changed. */
  long misunderstandings() {
    return misunderstandings.get();
  }

  private Answer sendOnce(Call call, String token) {
    throttle.enter(call.terms().weight(), call.terms().priority());
    try {
      if (!call.terms().repeatable()) {
        Departure.isNow();
      }
      pulse.sent(call.terms().purpose());
      Answer answer = transport.exchange(request(call, token));
      if (answer.code().startsWith("BadRequest")) {
        misunderstandings.incrementAndGet();
      }
      if (answer.status() < 500) {
        pulse.answered();
      } else {
        pulse.failed("status " + answer.status() + " " + answer.code());
      }
      return answer;
    } catch (ReplyLostException | SystemUnavailableException failed) {
      pulse.failed(failed.getMessage());
      throw failed;
    } finally {
      throttle.leave(call.terms().priority());
    }
  }

  private Duration waitAskedFor(Answer answer, int tries) {
    int status = answer.status();
    if (status == 429) {
      Duration pause = FIRST_PAUSE.multipliedBy(1L << (tries - 1));
      return answer.retryAfter(clock.instant()).orElse(pause);
    }
    boolean gateway = status == 502 || status == 503;
    return gateway ? answer.retryAfter(clock.instant()).orElse(Duration.ZERO) : Duration.ZERO;
  }

  /** 429 and 503 come before any work is done; a 502 may come after it. */
  private boolean mayComeBack(Answer answer, Call call) {
    boolean told = answer.retryAfter(Instant.EPOCH).isPresent();
    switch (answer.status()) {
      case 429:
        return true;
      case 503:
        return told;
      case 502:
        return told && call.terms().repeatable();
      default:
        return false;
    }
  }

  private static HttpRequest request(Call call, String token) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(call.uri())
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .header("Accept-Language", "en-US")
            .header("User-Agent", "FieldBridge");
    call.headers().forEach(builder::setHeader);
    if (call.body().isMissingNode()) {
      return builder.method(call.method(), HttpRequest.BodyPublishers.noBody()).build();
    }
    return builder
        .header("Content-Type", "application/json")
        .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(Wire.bytes(call.body())))
        .build();
  }

  private static ThrottledException throttled(Answer answer, Duration wait) {
    return new ThrottledException(
        Reason.of(
            "throttled",
            "Business Central keeps asking us to wait (status " + answer.status() + ").",
            "None needed; it goes on by itself."),
        wait.isZero() ? FIRST_PAUSE : wait);
  }
}
