package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fieldbridge.sandbox.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who receives notifications; what it answers can be changed. */
final class Subscriber implements AutoCloseable {

  private final HttpServer server;
  private final List<JsonNode> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger handshakes = new AtomicInteger();
  private volatile int status = 200;
  private volatile boolean polite = true;

  Subscriber() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  void answers(int wanted) {
    status = wanted;
  }

  void forgetsTokens() {
    polite = false;
  }

  int handshakes() {
    return handshakes.get();
  }

  /** The notifications of all calls, in their order. */
  List<JsonNode> notifications() {
    return received.stream().flatMap(call -> stream(call.path("value"))).toList();
  }

  List<JsonNode> calls() {
    return received;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
    return java.util.stream.StreamSupport.stream(array.spliterator(), false);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (query.startsWith("validationToken=")) {
        handshakes.incrementAndGet();
        String token = polite ? query.substring("validationToken=".length()) : "what?";
        byte[] echo = token.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, echo.length);
        exchange.getResponseBody().write(echo);
        return;
      }
      received.add(Json.MAPPER.readTree(body));
      exchange.sendResponseHeaders(status, -1);
    }
  }
}
