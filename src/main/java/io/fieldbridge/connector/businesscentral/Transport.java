package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends one HTTP request and tells apart what matters for writes: answered, never sent, or nobody
 * knows. Thread-safe.
 */
final class Transport {

  private static final int BODY_BYTES_MAX = 64 * 1024 * 1024;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Duration timeout;

  Transport(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * @throws SystemUnavailableException when the request certainly was not sent
   * @throws ReplyLostException when it was, or may have been, and no whole answer came
   */
  Answer exchange(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(request, head -> new BoundedBody(BODY_BYTES_MAX));
    try {
      HttpResponse<byte[]> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return Answer.of(response.statusCode(), firstValues(response), response.body());
    } catch (TimeoutException late) {
      pending.cancel(true);
      throw new ReplyLostException("no answer within " + timeout.toSeconds() + " seconds", late);
    } catch (InterruptedException stopped) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      throw new ReplyLostException("stopped while waiting for the answer", stopped);
    } catch (ExecutionException failed) {
      throw translated(request, failed.getCause());
    }
  }

  private static RuntimeException translated(HttpRequest request, Throwable cause) {
    if (neverSent(cause)) {
      return new SystemUnavailableException(
          Reason.of(
              "unreachable",
              "Business Central cannot be reached at "
                  + request.uri().getAuthority()
                  + ": "
                  + told(cause)
                  + ".",
              "Check the address and the network; nothing was sent, and it will be tried again."),
          cause);
    }
    return new ReplyLostException(told(cause), cause);
  }

  private static boolean neverSent(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof NoRouteToHostException
        || cause instanceof SSLHandshakeException;
  }

  private static String told(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static Map<String, String> firstValues(HttpResponse<?> response) {
    Map<String, String> first = new TreeMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> first.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return first;
  }
}
