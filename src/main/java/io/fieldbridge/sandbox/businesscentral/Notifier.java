package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells subscribers of changes: some time after the first one, merged, all of one address in one
 * call. Only 408, 429, 5xx and silence are tried again; any other answer that is no success ends
 * the subscriptions that it was about. Thread-safe.
 */
final class Notifier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final List<Integer> RETRY_FACTORS = List.of(1, 1, 10, 100, 1000);

  private final Environment environment;
  private final Subscriptions subscriptions;
  private final NotificationFaults faults = new NotificationFaults();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledThreadPoolExecutor later =
      new ScheduledThreadPoolExecutor(2, Notifier::daemon);
  private final Map<String, Map<String, PendingChanges>> pending = new LinkedHashMap<>();

  Notifier(Environment environment) {
    this.environment = environment;
    this.subscriptions = new Subscriptions(environment);
    environment.listen(this::changed);
  }

  NotificationFaults faults() {
    return faults;
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  /**
   * Asks an address to repeat a token.
   *
   * @throws VendorException where it does not
   */
  void shakeHands(String url) {
    String token = UUID.randomUUID().toString();
    String address = url + (url.contains("?") ? "&" : "?") + "validationToken=" + token;
    HttpRequest request = request(address).POST(HttpRequest.BodyPublishers.noBody()).build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200 && answer.body().trim().equals(token)) {
        return;
      }
      throw VendorException.dialog(
          "The subscription validation request failed: the notification URL must answer 200 with the validation token as its body, not "
              + answer.statusCode()
              + ".");
    } catch (IOException silent) {
      throw VendorException.dialog(
          "The subscription validation request failed: the notification URL did not answer.");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw VendorException.dialog("The subscription validation request failed.");
    }
  }

  void reset() {
    subscriptions.clear();
    faults.disarm();
    later.getQueue().clear();
    synchronized (pending) {
      pending.clear();
    }
  }

  @Override
  public void close() {
    later.shutdownNow();
  }

  private void changed(List<Change> changes) {
    List<Subscription> all = subscriptions.list();
    for (Change change : changes) {
      for (Subscription each : all) {
        if (each.topic().means(change)) {
          collect(each, change);
        }
      }
    }
  }

  private void collect(Subscription subscription, Change change) {
    String url = subscription.notificationUrl();
    synchronized (pending) {
      if (!pending.containsKey(url)) {
        pending.put(url, new LinkedHashMap<>());
        schedule(
            () -> flush(url), environment.switches().number(Switch.WEBHOOK_DELAY_MILLISECONDS));
      }
      pending
          .get(url)
          .computeIfAbsent(subscription.id(), id -> new PendingChanges(change.at()))
          .add(change);
    }
  }

  private void flush(String url) {
    Map<String, PendingChanges> batches;
    synchronized (pending) {
      batches = pending.remove(url);
    }
    if (batches == null) {
      return;
    }
    ArrayNode values = Json.array();
    batches.forEach(
        (id, batch) -> subscriptions.find(id).ifPresent(each -> describe(each, batch, values)));
    if (!values.isEmpty()) {
      for (ArrayNode told : faults.spoil(values)) {
        String body = Json.object().set("value", told).toString();
        deliver(url, body, Set.copyOf(batches.keySet()), 0);
      }
    }
  }

  private void describe(Subscription subscription, PendingChanges batch, ArrayNode values) {
    String root = subscription.topic().url();
    if (batch.size() > environment.switches().number(Switch.WEBHOOK_COLLECTION_FROM)) {
      String filter = "lastModifiedDateTime gt " + RowJson.text(batch.first().minusMillis(1));
      String query = URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
      values.add(subscription.notification("collection", root + "?$filter=" + query, batch.last()));
      return;
    }
    batch.forEach(
        change ->
            values.add(
                subscription.notification(
                    change.type().word(), root + "(" + change.id() + ")", change.at())));
  }

  private void deliver(String url, String body, Set<String> about, int attempt) {
    HttpRequest request =
        request(url)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .whenComplete(
            (answer, silence) -> {
              int status = answer == null ? 503 : answer.statusCode();
              if (status == 408 || status == 429 || status >= 500) {
                again(url, body, about, attempt);
              } else if (status >= 300) {
                LOG.info("{} answered {}: its subscriptions are deleted", url, status);
                about.forEach(subscriptions::remove);
              }
            });
  }

  private void again(String url, String body, Set<String> about, int attempt) {
    if (attempt < RETRY_FACTORS.size()) {
      long step = environment.switches().number(Switch.WEBHOOK_RETRY_MILLISECONDS);
      schedule(() -> deliver(url, body, about, attempt + 1), step * RETRY_FACTORS.get(attempt));
    }
  }

  private void schedule(Runnable work, long milliseconds) {
    try {
      later.schedule(work, milliseconds, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.debug("no notification after the end");
    }
  }

  private HttpRequest.Builder request(String url) {
    int timeout = environment.switches().number(Switch.WEBHOOK_TIMEOUT_MILLISECONDS);
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMillis(timeout));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "notifier");
    thread.setDaemon(true);
    return thread;
  }
}
