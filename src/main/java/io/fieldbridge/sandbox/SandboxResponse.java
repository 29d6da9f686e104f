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
import java.util.function.UnaryOperator;

/**
 * What goes back over the wire. A status of 0 stands for no answer at all; {@code ending} tells
 * what becomes of the connection.
 *
 * @param stream writes a body that is too large to be held; {@code body} is empty then. Else null.
 */
public record SandboxResponse(
    int status, Map<String, String> headers, byte[] body, Ending ending, Stream stream) {

  /**
   * How an exchange ends on the wire. {@code afterwards}, where there is one, runs {@code delay}
   * after it.
   */
  public record Ending(How how, Duration delay, Runnable afterwards) {

    /** What happens to the connection. */
    public enum How {
      /** It stays open after a whole answer. */
      WHOLE,
      /** It closes in the middle of the body. */
      TRUNCATED,
      /** It closes without an answer. */
      CLOSED,
      /** It is reset without an answer. */
      RESET
    }

    static Ending with(How how) {
      return new Ending(how, Duration.ZERO, null);
    }
  }

  private static final byte[] EMPTY = new byte[0];

  /** Writes a body piece by piece. */
  @FunctionalInterface
  public interface Stream {
    void writeTo(OutputStream out) throws IOException;
  }

  /** An answer whose body is in memory. */
  public SandboxResponse(int status, Map<String, String> headers, byte[] body, Ending ending) {
    this(status, headers, body, ending, null);
  }

  /** An answer whose body is written piece by piece. */
  public static SandboxResponse streamed(int status, String contentType, Stream stream) {
    return new SandboxResponse(
        status, Map.of("Content-Type", contentType), EMPTY, Ending.with(Ending.How.WHOLE), stream);
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
    return new SandboxResponse(status, Map.of(), EMPTY, Ending.with(Ending.How.WHOLE));
  }

  /** No answer: the connection is closed at once. */
  public static SandboxResponse dropped() {
    return new SandboxResponse(0, Map.of(), EMPTY, Ending.with(Ending.How.CLOSED));
  }

  /** No answer: the connection is reset. */
  public static SandboxResponse reset() {
    return new SandboxResponse(0, Map.of(), EMPTY, Ending.with(Ending.How.RESET));
  }

  /** No answer: the connection is closed at once, and the work is done later. */
  public static SandboxResponse droppedBefore(Duration delay, Runnable afterwards) {
    return new SandboxResponse(
        0, Map.of(), EMPTY, new Ending(Ending.How.CLOSED, delay, afterwards));
  }

  /** The same answer with one more header. */
  public SandboxResponse with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new SandboxResponse(status, more, body, ending, stream);
  }

  /** The same answer with another status. */
  SandboxResponse withStatus(int other) {
    return new SandboxResponse(other, headers, body, ending, stream);
  }

  /** The same answer; what it writes piece by piece goes through the given stream. */
  SandboxResponse noted(UnaryOperator<OutputStream> through) {
    return stream == null
        ? this
        : new SandboxResponse(
            status, headers, body, ending, out -> stream.writeTo(through.apply(out)));
  }

  /** The same answer, of which only the first half arrives. */
  public SandboxResponse truncated() {
    return new SandboxResponse(status, headers, body, Ending.with(Ending.How.TRUNCATED), stream);
  }

  /** The body as text. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static SandboxResponse bytes(int status, String contentType, byte[] body) {
    return new SandboxResponse(
        status, Map.of("Content-Type", contentType), body, Ending.with(Ending.How.WHOLE));
  }
}
