package io.fieldbridge.sandbox;

import com.sun.net.httpserver.HttpExchange;
import io.fieldbridge.sandbox.SandboxResponse.Ending;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Between the JDK's HTTP server and our records: bodies bounded, gzip in both directions. */
final class Wire {

  private static final int BODY_BYTES_MAX = 64 * 1024 * 1024;
  private static final int GZIP_FROM_BYTES = 2048;
  private static final int BUFFER_BYTES = 1 << 16;

  private Wire() {}

  /** Reads a request; null where its body is larger than a simulator takes. */
  static SandboxRequest read(HttpExchange exchange, SandboxSystem system) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    URI uri = exchange.getRequestURI();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    String path = path(uri);
    String method = exchange.getRequestMethod();
    long uploadMax = system.uploadMax(method, path);
    if (uploadMax >= 0) {
      Path upload = upload(exchange.getRequestBody(), headers, uploadMax);
      return new SandboxRequest(method, path, query, headers, new byte[0], upload);
    }
    byte[] body = body(exchange.getRequestBody(), headers);
    return body == null ? null : new SandboxRequest(method, path, query, headers, body);
  }

  /** The path, with one slash in front; behind two, Java takes the first part for a host. */
  private static String path(URI uri) {
    String path = uri.getRawPath() == null ? "/" : uri.getRawPath();
    boolean twoSlashes = uri.getRawAuthority() != null && !uri.isAbsolute();
    return twoSlashes ? "/" + uri.getRawAuthority() + path : path;
  }

  /** Removes the file of a large body, where it is still there. */
  static void forget(SandboxRequest request) {
    try {
      if (request.upload() != null) {
        Files.deleteIfExists(request.upload());
      }
    } catch (IOException undeletable) {
      throw new UncheckedIOException(undeletable);
    }
  }

  static void write(HttpExchange exchange, SandboxResponse response) throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    response.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    // Java 17 keeps the vendor's spelling of names that come all at once, and of no others.
    exchange.getResponseHeaders().putAll(headers);
    byte[] body = response.body();
    boolean truncated = response.ending().how() == Ending.How.TRUNCATED;
    if (response.stream() != null) {
      stream(exchange, response.status(), response.stream());
      return;
    }
    if (body.length == 0 || exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(response.status(), -1);
      return;
    }
    if (body.length >= GZIP_FROM_BYTES && takesGzip(exchange)) {
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

  private static boolean takesGzip(HttpExchange exchange) {
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    return accepted != null && accepted.contains("gzip");
  }

  private static void stream(HttpExchange exchange, int status, SandboxResponse.Stream body)
      throws IOException {
    boolean packed = takesGzip(exchange);
    if (packed) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(status, 0);
    OutputStream wire = new BufferedOutputStream(exchange.getResponseBody(), BUFFER_BYTES);
    try (OutputStream out = packed ? new GZIPOutputStream(wire) : wire) {
      body.writeTo(out);
    }
  }

  private static Path upload(InputStream wire, Map<String, String> headers, long max)
      throws IOException {
    boolean packed = "gzip".equalsIgnoreCase(headers.get("content-encoding"));
    Path file = Files.createTempFile("sandbox-upload", ".tmp");
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = max;
    try (InputStream in = packed ? new GZIPInputStream(wire) : wire;
        OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
        out.write(buffer, 0, (int) Math.min(read, left));
        left -= read;
      }
    } catch (IOException lost) {
      Files.deleteIfExists(file);
      throw lost;
    }
    return file;
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
