package io.fieldbridge;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.fieldbridge.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Secrets stay out of everything that people, tickets and backups get to see. */
class SecretsTest {

  private static final String PAYLOAD_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  private static final List<String> SECRETS =
      List.of("fieldbridge-demo-secret", PAYLOAD_KEY, "hook-secret-4711");

  @Test
  void no_secret_shows_in_log_journal_health_or_status_whatever_fails(@TempDir Path home)
      throws IOException {
    List<String> seen = new ArrayList<>();
    List<String> logged =
        loggedDuring(
            () -> {
              try (Bridge bridge = Bridge.live(home, planted())) {
                trouble(bridge);
                seen.addAll(shown(bridge));
              }
            });

    List<String> secrets = new ArrayList<>(SECRETS);
    secrets.add(Files.readString(home.resolve("data").resolve("control.token")).strip());
    assertThat(logged).isNotEmpty();
    for (String secret : secrets) {
      assertThat(logged).noneMatch(text -> text.contains(secret));
      assertThat(seen).noneMatch(text -> text.contains(secret));
    }
    assertThat(logged).noneMatch(text -> text.matches("(?s).*[Bb]earer [A-Za-z0-9!_.-]{12,}.*"));
  }

  /** Everything that any library says, down to debugging. */
  private static List<String> loggedDuring(Runnable work) {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Appender<ILoggingEvent> console = root.getAppender("console");
    Level before = root.getLevel();
    log.start();
    root.detachAppender(console);
    root.addAppender(log);
    root.setLevel(Level.DEBUG);
    try {
      work.run();
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
      root.addAppender(console);
    }
    return List.copyOf(log.list).stream().map(SecretsTest::text).toList();
  }

  private static List<String> shown(Bridge bridge) {
    List<String> shown = new ArrayList<>();
    shown.add(bridge.daemonSays("/observe/health"));
    shown.add(bridge.daemonSays("/observe/metrics"));
    shown.add(bridge.held().toString());
    Store store = bridge.engine().state().store();
    shown.addAll(
        store.list(
            "select body, detail from journal", row -> row.sealed("body") + row.json("detail")));
    shown.addAll(
        store.list(
            "select reason_text, reason_advice from message",
            row -> row.text("reason_text") + row.text("reason_advice")));
    return shown;
  }

  private static Map<String, String> planted() {
    return Map.of(
        "FIELDBRIDGE_DATABASE_PAYLOAD_KEY",
        PAYLOAD_KEY,
        "FIELDBRIDGE_ALERT_URL",
        "http://127.0.0.1:9/hook-secret-4711");
  }

  /** Logins, queries, creations and a rejection fail, and the alert's receiver is away. */
  private static void trouble(Bridge bridge) {
    Accounts accounts = bridge.accounts();
    bridge.businessCentralSandbox().fault("{'fault': 'unauthorized', 'times': 2}");
    bridge
        .salesforceSandbox()
        .fault("{'fault': 'unauthorized', 'object': 'Account', 'operation': 'update'}");
    accounts.linked("Unauthorized For A While");
    bridge.businessCentralSandbox().fault("{'fault': 'unavailable', 'times': 2}");
    accounts.linked("Away For A While");
    String rejected =
        accounts.create("Rejected", ", 'Phone': '+49 421 555 0100 extension 4711-4712'");
    accounts.awaitStatus(rejected, "Rejected by ERP", "phone");
    soon(() -> assertThat(bridge.held()).isNotEmpty());
  }

  private static String text(ILoggingEvent event) {
    String trace =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    return event.getFormattedMessage() + event.getMDCPropertyMap() + trace;
  }
}
