package io.fieldbridge.connector.salesforce;

import io.fieldbridge.connector.CallPurpose;
import io.fieldbridge.connector.Departure;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.ThrottledException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * Calls the REST API within the session: logs in again once when Salesforce says that the session
 * is over, repeats what may be repeated, counts, and stays below the org's limits. Thread-safe.
 */
final class RestClient {

  private static final int UNAUTHORIZED = 401;
  private static final int REPEATS = 2;

  private final Wire wire;
  private final Sessions sessions;
  private final ApiUsage usage;
  private final Pulse pulse;
  private final SalesforceSettings settings;

  RestClient(
      Wire wire, Sessions sessions, ApiUsage usage, Pulse pulse, SalesforceSettings settings) {
    this.wire = wire;
    this.sessions = sessions;
    this.pulse = pulse;
    this.usage = usage;
    this.settings = settings;
  }

  /** A path below the API version, {@code /sobjects/Account}. */
  String path(String resource) {
    return "/services/data/v" + settings.apiVersion() + resource;
  }

  /**
   * The answer to a call that succeeded.
   *
   * @throws SyncException for any other
   */
  RestAnswer call(RestRequest request) {
    RestAnswer answer = send(request);
    if (answer.success()) {
      return answer;
    }
    if (!request.target().repeatable() && answer.status() >= 500 && !answer.fromApplication()) {
      String why = "a gateway answered with HTTP " + answer.status();
      throw SalesforceFailures.outcomeUnknown(request.what(), why, null);
    }
    SyncException failure = SalesforceFailures.of(answer, request.what());
    if (failure instanceof ThrottledException throttled) {
      usage.pause(throttled.retryAfter(), throttled.reason().text());
    }
    throw failure;
  }

  /** The answer to a call, whatever its status. */
  RestAnswer send(RestRequest request) {
    usage.check();
    Session session = sessions.current();
    RestAnswer answer = sendWithRepeats(request, session);
    if (answer.status() == UNAUTHORIZED) {
      answer = sendWithRepeats(request, sessions.renew(session));
    }
    answer.headers().firstValue("Sforce-Limit-Info").ifPresent(usage::told);
    if (!answer.success() && SalesforceFailures.isShutOut(answer)) {
      pulse.refused(SalesforceFailures.of(answer, request.what()).getMessage());
    }
    return answer;
  }

  private RestAnswer sendWithRepeats(RestRequest request, Session session) {
    Backoff backoff = Backoff.between(200, 2000);
    for (int repeat = 0; ; repeat++) {
      try {
        return sendOnce(request, session);
      } catch (NoAnswerException e) {
        boolean harmless = request.target().repeatable() || !e.sent();
        if (!harmless) {
          throw SalesforceFailures.outcomeUnknown(request.what(), e.getMessage(), e);
        }
        if (repeat == REPEATS || !backoff.pauseUnlessInterrupted()) {
          throw SalesforceFailures.unreachable(e);
        }
      }
    }
  }

  private RestAnswer sendOnce(RestRequest request, Session session) throws NoAnswerException {
    URI uri = session.address(request.target().path());
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + session.token())
            .header("Accept", "application/json")
            .header("Sforce-Call-Options", "client=" + settings.clientName())
            .header("Sforce-Mru", "updateMru=false");
    if (!request.target().method().equals("GET")) {
      builder.header("Sforce-Auto-Assign", "FALSE");
    }
    request.headers().forEach(builder::header);
    if (request.body() == null) {
      builder.method(request.target().method(), HttpRequest.BodyPublishers.noBody());
    } else {
      builder.header("Content-Type", "application/json");
      builder.method(
          request.target().method(),
          HttpRequest.BodyPublishers.ofByteArray(Json.write(request.body())));
    }
    String purpose = CallPurpose.current().orElse(request.kind());
    Runnable leaving = request.target().repeatable() ? () -> {} : Departure::isNow;
    HttpResponse<byte[]> response = wire.send(builder.build(), purpose, leaving);
    return new RestAnswer(response.statusCode(), response.headers(), response.body());
  }
}
