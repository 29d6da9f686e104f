package io.fieldbridge.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resets connections. The JDK's HTTP server has no call for it, so its socket is reached for, which
 * takes {@code --add-opens jdk.httpserver/sun.net.httpserver=ALL-UNNAMED}; without that option the
 * connection is closed instead.
 */
final class Connections {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private Connections() {}

  /** Prepares that closing the exchange sends RST. */
  static void resetOnClose(HttpExchange exchange) throws IOException {
    try {
      Object connection = field(field(exchange, "impl"), "connection");
      SocketChannel socket = (SocketChannel) field(connection, "chan");
      socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (ReflectiveOperationException | InaccessibleObjectException closed) {
      LOG.warn(
          "the connection is closed, not reset: start Java with"
              + " --add-opens jdk.httpserver/sun.net.httpserver=ALL-UNNAMED ({})",
          closed.getMessage());
    }
  }

  private static Object field(Object owner, String name) throws ReflectiveOperationException {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }
}
