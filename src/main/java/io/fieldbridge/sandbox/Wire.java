package io.fieldbridge.sandbox;

import com.sun.net.httpserver.HttpExchange;
import io.fieldbridge.sandbox.SandboxResponse.Ending;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Between the JDK's HTTP server and our records: bodies bounded, gzip in both directions. */
final class Wire {

  private static final int BODY_BYTES_MAX = 64 * 1024 * 1024;
  private static final int GZIP_FROM_BYTES = 2048;

  private Wire() {}

  /** Reads a request; null where its body is larger than a simulator takes. */
  static SandboxRequest read(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    byte[] body = body(exchange.getRequestBody(), headers);
    URI uri = exchange.getRequestURI();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    String path = uri.getRawPath() == null ? "/" : uri.getRawPath();
    return body == null
        ? null
        : new SandboxRequest(exchange.getRequestMethod(), path, query, headers, body);
  }

  static void write(HttpExchange exchange, SandboxResponse response) throws IOException {
    response.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] body = response.body();
    boolean truncated = response.ending().how() == Ending.How.TRUNCATED;
    if (body.length == 0 || exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(response.status(), -1);
      return;
    }
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    if (body.length >= GZIP_FROM_BYTES && accepted != null && accepted.contains("gzip")) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      body = gzip(body);
    }
    exchange.sendResponseHeaders(response.status(), body.length);
    OutputStream out = exchange.getResponseBody();
    out.write(body, 0, truncated ? body.length / 2 : body.length);
    if (truncated) {
      out.flush();
    } else {
      out.close();
    }
  }

  private static byte[] body(InputStream wire, Map<String, String> headers) throws IOException {
    boolean packed = "gzip".equalsIgnoreCase(headers.get("content-encoding"));
    try (InputStream in = packed ? new GZIPInputStream(wire) : wire) {
      byte[] body = in.readNBytes(BODY_BYTES_MAX + 1);
      return body.length > BODY_BYTES_MAX ? null : body;
    }
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    }
    return packed.toByteArray();
  }
}
