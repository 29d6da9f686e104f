package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that answers as a test tells it, for answers that no well-behaved org gives. */
final class ScriptedOrg implements AutoCloseable {

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  static final String ORGANIZATION = "00D000000000001EAA";
  static final String USER = "005000000000001AAA";
  static final String STAMP = "2026-03-01T12:00:00.000+0000";

  /** A request as it came in; path and query decoded. */
  record Seen(String method, String path, Map<String, String> headers, String body) {}

  /** What to answer; LOST closes the connection instead. */
  record Answer(int status, String body, Map<String, String> headers) {
    static final Answer LOST = new Answer(0, "", Map.of());

    static Answer json(int status, String body) {
      return new Answer(
          status, body.replace('\'', '"'), Map.of("Content-Type", "application/json"));
    }

    Answer with(String header, String value) {
      return new Answer(status, body, Map.of(header, value));
    }
  }

  interface Script {
    Answer answer(Seen request) throws Exception;
  }

  private record Rule(String method, String part, AtomicInteger left, Script script) {}

  final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  ScriptedOrg() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers so many requests of which the path contains the part; later rules go first. */
  ScriptedOrg on(String method, String part, int times, Script script) {
    rules.add(0, new Rule(method, part, new AtomicInteger(times), script));
    return this;
  }

  ScriptedOrg on(String method, String part, Answer answer) {
    return on(method, part, Integer.MAX_VALUE, request -> answer);
  }

  ScriptedOrg once(String method, String part, Answer answer) {
    return on(method, part, 1, request -> answer);
  }

  List<Seen> seen(String method, String part) {
    return seen.stream()
        .filter(request -> request.method().equals(method) && request.path().contains(part))
        .toList();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  SalesforceSettings settings() {
    return settings(
        new SalesforceCredentials.ClientSecret("secret"), SalesforceSettings.PubSub.standard());
  }

  SalesforceSettings settings(SalesforceCredentials credentials, SalesforceSettings.PubSub pubSub) {
    return settings(credentials, pubSub, Duration.ZERO);
  }

  SalesforceSettings settings(
      SalesforceCredentials credentials, SalesforceSettings.PubSub pubSub, Duration quietProbe) {
    return SalesforceSettings.of(
        new SalesforceSettings.Login(url(), "key", credentials),
        new SalesforceSettings.Feed(
            pubSub,
            Set.of("Account", "Contact"),
            new SalesforceSettings.Poll(Duration.ofMillis(20), Duration.ofMinutes(10), 2000),
            quietProbe),
        new SalesforceSettings.Limits(
            Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMinutes(11), 95));
  }

  SalesforceConnector connector() {
    return new SalesforceConnector(settings(), Clock.systemUTC());
  }

  private void handle(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    String path = uri.getPath() + (uri.getQuery() == null ? "" : "?" + uri.getQuery());
    Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Seen request = new Seen(exchange.getRequestMethod(), path, headers, body);
    seen.add(request);
    Answer answer = answer(request);
    if (answer == Answer.LOST) {
      exchange.close();
      return;
    }
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer answer(Seen request) {
    for (Rule rule : rules) {
      if (rule.method().equals(request.method())
          && request.path().contains(rule.part())
          && rule.left().getAndDecrement() > 0) {
        try {
          return rule.script().answer(request);
        } catch (Exception e) {
          return Answer.json(
              500, new ObjectMapper().createArrayNode().add(e.toString()).toString());
        }
      }
    }
    return request.path().equals("/services/oauth2/token")
        ? token()
        : Answer.json(404, "[{'errorCode':'NOT_FOUND','message':'" + request.path() + "'}]");
  }

  Answer token() {
    String token = ORGANIZATION.substring(0, 15) + "!" + tokens.incrementAndGet();
    return Answer.json(
        200,
        "{'access_token':'%s','instance_url':'%s','id':'%s/id/%s/%s','issued_at':'1'}"
            .formatted(token, url(), url(), ORGANIZATION, USER));
  }

  /** A row of a query with the fields that every read asks for. */
  static String row(String object, String id, String more) {
    return ("{'attributes':{'type':'%s','url':'x'},'Id':'%s','SystemModstamp':'%s',"
            + "'LastModifiedDate':'%s','CreatedDate':'%s','LastModifiedById':'%s'%s}")
        .formatted(object, id, STAMP, STAMP, STAMP, USER, more.isEmpty() ? "" : "," + more);
  }

  static Answer rows(String... rows) {
    return Answer.json(
        200,
        "{'totalSize':%d,'done':true,'records':[%s]}"
            .formatted(rows.length, String.join(",", rows)));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
