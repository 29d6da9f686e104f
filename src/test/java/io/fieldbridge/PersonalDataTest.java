package io.fieldbridge;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.operator.ControlClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Personal values are masked in log, lists, journal and alerts, and shown to who asks for them. */
class PersonalDataTest {

  private static final String NAME = "Zephyrine \"Zippy\" Quux";
  private static final String PHONE = "+49 5555 123 456";
  private static final String TOO_LONG = "+49 5555 777 777 777 777 777 777 777 777";
  private static final List<String> PERSONAL = List.of("Zephyrine", "5555 123", "5555 777");

  @TempDir Path home;

  @Test
  void no_personal_value_shows_anywhere_unless_it_is_asked_for() throws Exception {
    Path log = home.resolve("test.log");
    routesThatLogBodies();
    Appender<ILoggingEvent> shipped = shippedAppender(log);
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    root.addAppender(shipped);
    root.setLevel(Level.INFO);
    try (Bridge bridge = Bridge.live(home, Map.of())) {
      String account =
          bridge.accounts().create(NAME.replace("\"", "\\\""), ", 'Phone': '" + PHONE + "'");
      JsonNode customer = bridge.accounts().customerOf(account);
      assertThat(customer.path("displayName").asText()).isEqualTo(NAME);
      soon(() -> assertThat(bridge.openMessages()).isZero());
      bridge.crm().update("Account", account, "{'Phone': '" + TOO_LONG + "'}");
      bridge.accounts().awaitStatus(account, "Rejected by ERP", TOO_LONG);
      soon(() -> assertThat(bridge.held()).hasSize(1));

      shows(new ControlClient(home, bridge.daemonUrl().getPort()), account);
    } finally {
      root.detachAppender(shipped);
      root.setLevel(before);
      shipped.stop();
    }
    assertThat(Files.readString(log)).contains("the body: ", "***").doesNotContain(PERSONAL);
  }

  private static void shows(ControlClient control, String account) {
    JsonNode parked = control.get("parked");
    assertThat(parked.toString()).contains("***").doesNotContain(PERSONAL);
    String message = "messages/" + parked.get(0).path("id").asText();
    assertThat(control.get(message).toString()).contains("***").doesNotContain(PERSONAL);
    assertThat(control.get(message + "?personal=true").toString()).contains(TOO_LONG);
    String timeline = "timeline?record=" + account;
    assertThat(control.get(timeline).toString()).contains("***").doesNotContain(PERSONAL);
    assertThat(control.get(timeline + "&personal=true").toString()).contains(PERSONAL);
  }

  /** An integrator's idea of a log. */
  private void routesThatLogBodies() throws IOException {
    Path routes = Files.createDirectory(home.resolve("routes"));
    try (DirectoryStream<Path> shipped = Files.newDirectoryStream(Path.of("routes"))) {
      for (Path file : shipped) {
        String text = Files.readString(file);
        String step = "        - to: sync:translate?to=erp\n";
        Files.writeString(
            routes.resolve(file.getFileName()),
            text.replace(step, "        - log: \"the body: ${body}\"\n" + step));
      }
    }
  }

  /** The appender of conf/logback.xml that writes into a file. */
  private static Appender<ILoggingEvent> shippedAppender(Path file) {
    LoggerContext context = new LoggerContext();
    context.putProperty("fieldbridge.log.to", "file");
    context.putProperty("fieldbridge.log.file", file.toString());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(Path.of("conf/logback.xml").toFile());
    } catch (JoranException e) {
      throw new UncheckedIOException(new IOException(e));
    }
    return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("file");
  }
}
