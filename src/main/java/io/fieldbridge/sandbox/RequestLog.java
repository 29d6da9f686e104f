package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The last 200 requests with their answers, bodies cut at 16 KB, secrets and tokens blanked.
 * Thread-safe.
 */
final class RequestLog {

  private static final int ENTRIES_MAX = 200;
  private static final int BODY_BYTES_MAX = 16 * 1024;
  private static final Pattern SECRETS =
      Pattern.compile(
          "(?<=(client_secret|assertion|password|refresh_token|token)=)[^&\\s]+"
              + "|(?<=\"(access_token|refresh_token|signature)\":\")[^\"]+");

  private final Deque<Entry> entries = new ArrayDeque<>();

  private long last;

  /** A request as one line; the number is its own for as long as the simulator runs. */
  record Line(long number, Instant at, String method, String target, int status) {}

  private record Entry(Line line, byte[] request, Supplier<byte[]> response) {}

  /**
   * Notes a request and its answer.
   *
   * @param asked the {@link #beginning} of the request's body
   * @return the answer to send; what it writes piece by piece is noted on its way
   */
  SandboxResponse add(Instant at, SandboxRequest request, byte[] asked, SandboxResponse response) {
    String target =
        request.query().isEmpty() ? request.path() : request.path() + "?" + request.query();
    byte[] body = cut(response.body());
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    Supplier<byte[]> answered = response.stream() == null ? () -> body : written::toByteArray;
    synchronized (entries) {
      Line line = new Line(++last, at, request.method(), target, response.status());
      entries.addLast(new Entry(line, asked, answered));
      if (entries.size() > ENTRIES_MAX) {
        entries.removeFirst();
      }
    }
    return response.noted(out -> new Noting(out, written));
  }

  /** What is kept of a request's body; to be taken before the system may move its file. */
  static byte[] beginning(SandboxRequest request) throws IOException {
    if (request.upload() == null) {
      return cut(request.body());
    }
    try (InputStream in = Files.newInputStream(request.upload())) {
      return in.readNBytes(BODY_BYTES_MAX);
    }
  }

  void clear() {
    synchronized (entries) {
      entries.clear();
    }
  }

  /** Oldest first. A status of 0 says that the connection was closed without an answer. */
  ArrayNode toJson() {
    ArrayNode all = Json.array();
    synchronized (entries) {
      entries.forEach(entry -> all.add(json(entry)));
    }
    return all;
  }

  List<Line> newestFirst() {
    List<Line> lines = new ArrayList<>();
    synchronized (entries) {
      entries.descendingIterator().forEachRemaining(entry -> lines.add(blank(entry.line)));
    }
    return lines;
  }

  /** One request by its number, with bodies. */
  Optional<JsonNode> find(String number) {
    synchronized (entries) {
      return entries.stream()
          .filter(entry -> String.valueOf(entry.line.number).equals(number))
          .findFirst()
          .map(RequestLog::json);
    }
  }

  private static Line blank(Line line) {
    return new Line(line.number, line.at, line.method, blank(line.target), line.status);
  }

  private static ObjectNode json(Entry entry) {
    return Json.object()
        .put("number", entry.line.number)
        .put("at", entry.line.at.toString())
        .put("method", entry.line.method)
        .put("path", blank(entry.line.target))
        .put("status", entry.line.status)
        .put("request", blank(new String(entry.request, StandardCharsets.UTF_8)))
        .put("response", blank(new String(entry.response.get(), StandardCharsets.UTF_8)));
  }

  private static String blank(String text) {
    return SECRETS.matcher(text).replaceAll("***");
  }

  private static byte[] cut(byte[] body) {
    return body.length <= BODY_BYTES_MAX ? body : Arrays.copyOf(body, BODY_BYTES_MAX);
  }

  /** Passes everything on and keeps the beginning. */
  private static final class Noting extends FilterOutputStream {

    private final ByteArrayOutputStream kept;

    Noting(OutputStream out, ByteArrayOutputStream kept) {
      super(out);
      this.kept = kept;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
      kept.write(bytes, from, Math.min(count, BODY_BYTES_MAX - kept.size()));
    }
  }
}
