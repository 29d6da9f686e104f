package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
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

  private record Entry(
      Instant at, String method, String target, int status, byte[] request, byte[] response) {}

  void add(Instant at, SandboxRequest request, SandboxResponse response) {
    String target =
        request.query().isEmpty() ? request.path() : request.path() + "?" + request.query();
    Entry entry =
        new Entry(
            at,
            request.method(),
            target,
            response.status(),
            cut(request.body()),
            cut(response.body()));
    synchronized (entries) {
      entries.addLast(entry);
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

  private static ObjectNode json(Entry entry) {
    return Json.object()
        .put("at", entry.at.toString())
        .put("method", entry.method)
        .put("path", blank(entry.target))
        .put("status", entry.status)
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
