package io.fieldbridge.sandbox.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The same HTTP library without anything behind it: reads the request, answers a fixed body. */
final class BareServer implements AutoCloseable {

  private final byte[] body;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  BareServer(byte[] body) throws IOException {
    this.body = body;
    http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 512);
    http.setExecutor(threads);
    http.createContext("/", this::answer);
    http.start();
  }

  int port() {
    return http.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
      if (body.length == 0) {
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      exchange.sendResponseHeaders(200, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
