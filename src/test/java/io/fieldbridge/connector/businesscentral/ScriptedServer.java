package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A Business Central that says what a test lets it say, over real HTTP. */
final class ScriptedServer implements AutoCloseable {

  static final String COMPANY_ID = "11111111-1111-1111-1111-111111111111";
  static final String COMPANY = "/api/v2.0/companies(" + COMPANY_ID + ")";

  /**
   * @param path decoded
   * @param query decoded, or empty
   */
  record Request(
      String method, String path, String query, Map<String, String> headers, JsonNode body) {

    String line() {
      return method + " " + path.replace(COMPANY, "") + (query.isEmpty() ? "" : "?" + query);
    }
  }

  /** A status below 100 breaks the connection instead of an answer. */
  record Reply(int status, Map<String, String> headers, String body) {

    static Reply json(int status, String body) {
      return new Reply(status, Map.of("Content-Type", "application/json"), body.replace('\'', '"'));
    }

    static Reply error(int status, String code, String message) {
      return json(status, "{'error':{'code':'" + code + "','message':'" + message + "'}}");
    }

    static Reply broken() {
      return new Reply(0, Map.of(), "");
    }

    Reply with(String header, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(header, value);
      return new Reply(status, more, body);
    }
  }

  private record Rule(String method, String pathPattern, Function<Request, Reply> script) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger underWayMax = new AtomicInteger();

  ScriptedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
    on("POST", "/token", r -> Reply.json(200, "{'access_token':'t1','expires_in':3600}"));
    on(
        "GET",
        "/api/v2.0/companies",
        r ->
            Reply.json(
                200,
                "{'value':[{'id':'99999999-9999-9999-9999-999999999999','name':'Other'},{'id':'"
                    + COMPANY_ID
                    + "','name':'Nordwerk Service'}]}"));
    on("GET", "/api/v2.0/\\$metadata", r -> new Reply(200, Map.of(), ScriptedMetadata.XML));
  }

  /** The newest rule that fits answers; the path is relative to the company unless it is rooted. */
  void on(String method, String pathPattern, Function<Request, Reply> script) {
    String rooted =
        pathPattern.startsWith("/")
            ? pathPattern
            : "/api/v2\\.0/companies\\(" + COMPANY_ID + "\\)/" + pathPattern;
    rules.add(0, new Rule(method, rooted, script));
  }

  /** Requests but those for token, company and metadata. */
  List<Request> requests() {
    return requests.stream()
        .filter(request -> request.path().startsWith(COMPANY) || request.path().contains("$batch"))
        .toList();
  }

  List<String> lines() {
    return requests().stream().map(Request::line).toList();
  }

  long count(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).count();
  }

  int mostUnderWay() {
    return underWayMax.get();
  }

  URI root() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  BusinessCentralSettings settings() {
    return settings(
        CustomerProof.parse("content"), new BusinessCentralSettings.Limits(5, 6_000, true, 3));
  }

  BusinessCentralSettings settings(CustomerProof proof, BusinessCentralSettings.Limits limits) {
    return new BusinessCentralSettings(
        new BusinessCentralSettings.Address(
            root().resolve("/api/v2.0/"), "demo.example", "sandbox", "Nordwerk Service"),
        new BusinessCentralSettings.Credentials(
            root().resolve("/token"), "client", "very-secret", "scope"),
        limits,
        new BusinessCentralSettings.Timing(
            Duration.ofMillis(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2)),
        proof);
  }

  BusinessCentralConnector connector() {
    return new BusinessCentralConnector(settings(), Clock.systemUTC());
  }

  private void take(HttpExchange exchange) throws IOException {
    underWayMax.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try (exchange) {
      Request request = request(exchange);
      requests.add(request);
      Reply reply =
          rules.stream()
              .filter(
                  rule ->
                      rule.method.equals(request.method) && request.path.matches(rule.pathPattern))
              .findFirst()
              .map(rule -> rule.script.apply(request))
              .orElseGet(() -> Reply.error(404, "BadRequest_ResourceNotFound", "no rule"));
      underWay.decrementAndGet();
      answer(exchange, reply);
    }
  }

  private static Request request(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    URI uri = exchange.getRequestURI();
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    return new Request(
        exchange.getRequestMethod(),
        uri.getPath(),
        query,
        headers,
        Wire.parse(exchange.getRequestBody().readAllBytes()));
  }

  private static void answer(HttpExchange exchange, Reply reply) throws IOException {
    if (reply.status < 100) {
      return;
    }
    reply.headers.forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
