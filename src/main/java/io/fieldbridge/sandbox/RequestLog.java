package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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

  private record Entry(Line line, byte[] request, byte[] response) {}

  void add(Instant at, SandboxRequest request, SandboxResponse response) {
    String target =
        request.query().isEmpty() ? request.path() : request.path() + "?" + request.query();
    byte[] asked = cut(request.body());
    byte[] answered = cut(response.body());
    synchronized (entries) {
      Line line = new Line(++last, at, request.method(), target, response.status());
      entries.addLast(new Entry(line, asked, answered));
      if (entries.size() > ENTRIES_MAX) {
        entries.removeFirst();
      }
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
        .put("response", blank(new String(entry.response, StandardCharsets.UTF_8)));
  }

  private static String blank(String text) {
    return SECRETS.matcher(text).replaceAll("***");
  }

  private static byte[] cut(byte[] body) {
    return body.length <= BODY_BYTES_MAX ? body : Arrays.copyOf(body, BODY_BYTES_MAX);
  }
}
