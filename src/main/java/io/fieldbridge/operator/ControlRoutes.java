package io.fieldbridge.operator;

import io.fieldbridge.failure.SyncException;
import io.fieldbridge.store.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;

/**
 * The control port: {@code /control/...} on the daemon's HTTP server. Answers only to this machine
 * under its own name and to whoever shows the token; takes GET and POST and JSON of at most 64 KB.
 */
public final class ControlRoutes extends RouteBuilder {

  private static final int BODY_BYTES_MAX = 64 * 1024;
  private static final Set<String> METHODS = Set.of("GET", "POST");
  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Control control;
  private final ControlToken token;

  public ControlRoutes(Desk desk, ControlToken token) {
    this.control = new Control(desk);
    this.token = token;
  }

  @Override
  public void configure() {
    onException(Exception.class)
        .handled(true)
        .log(LoggingLevel.ERROR, "An operator's request failed: ${exception.stacktrace}")
        .process(exchange -> failed(exchange.getMessage()));
    from("platform-http:"
            + ControlRequest.ROOT
            + "?matchOnUriPrefix=true&useStreaming=true&useBodyHandler=false")
        .routeId("control")
        .process(this::answer);
  }

  private void answer(Exchange exchange) throws IOException {
    Message message = exchange.getMessage();
    try {
      refuseStrangers(message);
      ControlRequest request = request(message);
      reply(message, 200, control.answer(request).toString());
    } catch (ControlRefusedException refused) {
      reply(message, refused.status(), error(refused.getMessage()));
    } catch (SyncException remote) {
      reply(message, 502, error(remote.reason().toString()));
    }
  }

  /** A page of the web whose name leads here comes with its own name, and without the token. */
  private void refuseStrangers(Message message) {
    if (!HOSTS.contains(hostName(header(message, Exchange.HTTP_URL)))) {
      throw new ControlRefusedException(
          403, "The control port answers only as localhost, 127.0.0.1 or [::1].");
    }
    if (!token.matches(message.getHeader("Authorization", String.class))) {
      throw new ControlRefusedException(
          401,
          "The token is missing or wrong. It stands in data/control.token of the home folder.");
    }
    if (!METHODS.contains(header(message, Exchange.HTTP_METHOD))) {
      throw new ControlRefusedException(405, "The control port takes GET and POST.");
    }
  }

  /** Under which name the request was sent here: its Host header, without the port. */
  private static String hostName(String url) {
    try {
      String host = new URI(url).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static ControlRequest request(Message message) throws IOException {
    return ControlRequest.of(
        header(message, Exchange.HTTP_METHOD),
        header(message, Exchange.HTTP_PATH),
        header(message, Exchange.HTTP_RAW_QUERY),
        body(message));
  }

  private static String body(Message message) throws IOException {
    InputStream body = message.getBody(InputStream.class);
    if (body == null) {
      return "";
    }
    try (body) {
      byte[] bytes = body.readNBytes(BODY_BYTES_MAX + 1);
      if (bytes.length > BODY_BYTES_MAX) {
        throw new ControlRefusedException(
            413, "The body is larger than " + BODY_BYTES_MAX + " bytes.");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static String header(Message message, String name) {
    return Optional.ofNullable(message.getHeader(name, String.class)).orElse("");
  }

  private static void failed(Message message) {
    reply(message, 500, error("The daemon failed at this; its log says how."));
  }

  private static String error(String sentence) {
    return JsonText.object().put("error", sentence).toString();
  }

  /** Nothing that came in goes out. */
  private static void reply(Message message, int status, String json) {
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
    message.setHeader("Cache-Control", "no-store");
    message.setBody(json.getBytes(StandardCharsets.UTF_8));
  }
}
