package io.fieldbridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back over the wire. A status of 0 stands for no answer at all: the connection is
 * closed, and {@code afterwards}, where there is one, runs {@code delay} later.
 *
 * @param stream writes a body that is too large to be held; {@code body} is empty then. Else null.
 */
public record SandboxResponse(
    int status,
    Map<String, String> headers,
    byte[] body,
    Duration delay,
    Runnable afterwards,
    Stream stream) {

  private static final byte[] EMPTY = new byte[0];

  /** Writes a body piece by piece. */
  @FunctionalInterface
  public interface Stream {
    void writeTo(OutputStream out) throws IOException;
  }

  /** An answer whose body is in memory. */
  public SandboxResponse(
      int status, Map<String, String> headers, byte[] body, Duration delay, Runnable afterwards) {
    this(status, headers, body, delay, afterwards, null);
  }

  /** An answer whose body is written piece by piece. */
  public static SandboxResponse streamed(int status, String contentType, Stream stream) {
    return new SandboxResponse(
        status, Map.of("Content-Type", contentType), EMPTY, Duration.ZERO, null, stream);
  }

  /** An answer with a JSON body. */
  public static SandboxResponse json(int status, JsonNode body) {
    try {
      return bytes(status, "application/json;charset=UTF-8", Json.MAPPER.writeValueAsBytes(body));
    } catch (JsonProcessingException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** An answer with a text body. */
  public static SandboxResponse text(int status, String contentType, String body) {
    return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer without a body. */
  public static SandboxResponse empty(int status) {
    return new SandboxResponse(status, Map.of(), EMPTY, Duration.ZERO, null);
  }

  /** No answer: the connection is closed at once. */
  public static SandboxResponse dropped() {
    return empty(0);
  }

  /** No answer: the connection is closed at once, and the work is done later. */
  public static SandboxResponse droppedBefore(Duration delay, Runnable afterwards) {
    return new SandboxResponse(0, Map.of(), EMPTY, delay, afterwards);
  }

  /** The same answer with one more header. */
  public SandboxResponse with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new SandboxResponse(status, more, body, delay, afterwards, stream);
  }

  private static SandboxResponse bytes(int status, String contentType, byte[] body) {
    return new SandboxResponse(
        status, Map.of("Content-Type", contentType), body, Duration.ZERO, null);
  }
}
