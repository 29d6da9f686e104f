package io.fieldbridge.connector.salesforce;

import io.fieldbridge.connector.Convoy;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * HTTP with every bound set: time to connect, time to the last byte, size of the answer, requests
 * at once. Thread-safe.
 */
final class Wire {

  /** Few enough that Salesforce's limit of 25 long requests per org is never ours alone. */
  private static final int AT_ONCE = 10;

  private final SalesforceSettings.Limits limits;
  private final Pulse pulse;
  private final HttpClient client;
  private final Semaphore slots = new Semaphore(AT_ONCE, true);

  Wire(SalesforceSettings.Limits limits, Pulse pulse) {
    this.limits = limits;
    this.pulse = pulse;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limits.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Sends once. The purpose is what the call is counted for. */
  HttpResponse<byte[]> send(HttpRequest request, String purpose) throws NoAnswerException {
    return send(request, purpose, () -> {});
  }

  /**
   * The same.
   *
   * @param leaving done when nothing keeps the request any more
   */
  HttpResponse<byte[]> send(HttpRequest request, String purpose, Runnable leaving)
      throws NoAnswerException {
    Convoy.Halt halted = Convoy.halt();
    try {
      return sendInTurn(request, purpose, leaving);
    } finally {
      halted.close();
      Convoy.goOn();
    }
  }

  private HttpResponse<byte[]> sendInTurn(HttpRequest request, String purpose, Runnable leaving)
      throws NoAnswerException {
    String target = request.method() + " " + request.uri().getPath();
    try {
      slots.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException(target + " was interrupted before it was sent", false, e);
    }
    try {
      leaving.run();
      pulse.called(purpose);
      HttpResponse<byte[]> response = exchange(request, target);
      pulse.answered(target, response.statusCode());
      return response;
    } catch (NoAnswerException e) {
      pulse.failed(e.getMessage());
      throw e;
    } finally {
      slots.release();
    }
  }

  private HttpResponse<byte[]> exchange(HttpRequest request, String target)
      throws NoAnswerException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, head -> new BoundedBody(BoundedBody.BYTES_MAX));
    try {
      return answer.get(limits.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      String text = target + " was not answered within " + limits.requestTimeout();
      throw new NoAnswerException(text, true, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new NoAnswerException(target + " was interrupted", true, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String host = request.uri().getAuthority();
      String text = target + " at " + host + " got no answer: " + described(cause);
      throw new NoAnswerException(text, mayHaveLeft(cause), cause);
    }
  }

  private static boolean mayHaveLeft(Throwable cause) {
    return !(cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof SSLHandshakeException);
  }

  private static String described(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? name : name + ", " + cause.getMessage();
  }
}
