package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.model.Change;
import io.fieldbridge.sandbox.salesforce.SalesforceSandbox;
import io.fieldbridge.sandbox.salesforce.SalesforceSandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The whole simulated org over its wire, with the connector and a person's as its clients. */
final class SimulatedOrg implements AutoCloseable {

  final List<Change> changes = new CopyOnWriteArrayList<>();
  final List<String> positions = new CopyOnWriteArrayList<>();
  final SalesforceConnector connector;
  final SalesforceConnector person;
  private final SalesforceSandbox sandbox;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Thread> threads = new ArrayList<>();

  private final List<String> channels;
  private final Duration quietProbe;
  volatile String red = "";

  SimulatedOrg(Path keys) {
    this(keys, List.of(SalesforceSettings.PubSub.ALL_EVENTS));
  }

  SimulatedOrg(Path keys, List<String> channels) {
    this(keys, channels, SalesforceSettings.Feed.QUIET_PROBE);
  }

  SimulatedOrg(Path keys, List<String> channels, Duration quietProbe) {
    this.channels = channels;
    this.quietProbe = quietProbe;
    sandbox =
        SalesforceSandbox.start(
            SalesforceSandboxSettings.onPorts(0, 0)
                .with(
                    new SalesforceSandboxSettings.Files(
                        Optional.empty(), Optional.of(keys), Optional.empty()))
                .with(
                    new SalesforceSandboxSettings.Streams(
                        Duration.ofMillis(100), Duration.ofSeconds(30))));
    connector = connector("fieldbridge-demo");
    person = connector("sales-demo");
  }

  SalesforceConnector connector(String app) {
    return connector(app, new SalesforceCredentials.ClientSecret(app + "-secret"));
  }

  SalesforceConnector connector(String app, SalesforceCredentials credentials) {
    SalesforceSettings settings =
        new SalesforceSettings(
            new SalesforceSettings.Login(URI.create(sandbox.url()), app, credentials),
            new SalesforceSettings.Feed(
                new SalesforceSettings.PubSub(
                    "127.0.0.1", sandbox.pubSubPort(), true, channels, Duration.ofSeconds(2)),
                SalesforceSettings.Feed.CAPTURED,
                new SalesforceSettings.Poll(Duration.ofMillis(200), Duration.ofMinutes(10), 200),
                quietProbe),
            SalesforceSettings.Limits.standard(),
            SalesforceSettings.API_VERSION,
            app.replace("-demo", ""));
    return new SalesforceConnector(settings, Clock.systemUTC());
  }

  /** Arms a fault, told as JSON with single quotes. */
  void fault(String json) {
    admin("POST", "/sandbox/faults", json.replace('\'', '"'));
  }

  /** Changes settings, told as JSON with single quotes. */
  void setting(String json) {
    admin("POST", "/sandbox/settings", json.replace('\'', '"'));
  }

  /** How many requests of that method and path the org has had since the last look. */
  long requests(String method, String part) {
    long count = 0;
    for (JsonNode request : admin("GET", "/sandbox/requests", "")) {
      boolean same = request.path("method").asText().equals(method);
      count += same && request.path("path").asText().contains(part) ? 1 : 0;
    }
    return count;
  }

  void forgetRequests() {
    admin("DELETE", "/sandbox/requests", "");
  }

  Thread run(Set<String> objects, Optional<String> position) {
    ChangeFeed feed = connector.feeds(objects).get(0);
    Thread thread =
        new Thread(
            () -> {
              try {
                feed.run(position, new Remembering());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    threads.add(thread);
    return thread;
  }

  private JsonNode admin(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      JsonNode tree = new ObjectMapper().readTree(answer);
      if (tree.has("problem")) {
        throw new AssertionError(tree);
      }
      return tree;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private final class Remembering implements ChangeFeed.Sink {
    @Override
    public void accept(List<Change> accepted, String position) {
      changes.addAll(accepted);
      positions.add(position);
    }

    @Override
    public void alive() {}

    @Override
    public void deaf(String why) {
      red = why;
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    sandbox.close();
  }
}
