package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.prove.DaemonProcess;
import io.fieldbridge.prove.Ground;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What waits lies in the database and not in memory (G20, P9): a daemon of 256 MB answers operators
 * whatever waits, and goes on when it can. {@code -Dbacklog.messages=100000} plays the large one;
 * docs/benchmarks.md has its figures.
 */
class BacklogTest {

  private static final int MESSAGES = Integer.getInteger("backlog.messages", 200);
  private static final Duration PATIENCE = Duration.ofSeconds(120L + MESSAGES / 50);
  private static final int IN_ONE_CALL = 200;
  private static final int CARRIED = 20;

  @Test
  void a_daemon_of_256_megabytes_answers_and_goes_on_whatever_waits() throws IOException {
    Path folder = Path.of("target", "prove", "backlog").toAbsolutePath();
    try (Ground ground = Ground.open(new LargeProgram(Path.of("").toAbsolutePath()), folder);
        DaemonProcess daemon = ground.begin("backlog", Map.of())) {
      SandboxSwitches erp = new SandboxSwitches(URI.create(ground.ports().businessCentralUrl()));
      int customers = erp.records("customers").size();
      erp.fault("{'fault': 'unavailable', 'times': -1}");
      enter(new Crm(URI.create(ground.ports().salesforceUrl()), "sales-demo"));
      await().atMost(PATIENCE).until(() -> WaitingMessages.of(daemon) >= MESSAGES);
      System.out.println(WaitingMessages.of(daemon) + " messages wait");
      assertThat(daemon.held()).isEmpty();
      assertThat(Wire.text(health(ground))).contains("\"status\"");

      erp.clearFaults();
      await().atMost(PATIENCE).until(() -> erp.records("customers").size() >= customers + CARRIED);
      assertThat(daemon.isAlive()).isTrue();
      assertThat(Files.readString(daemon.log())).doesNotContain("OutOfMemoryError");
    }
  }

  private static URI health(Ground ground) {
    return URI.create("http://127.0.0.1:" + ground.ports().daemon() + "/observe/health");
  }

  private static void enter(Crm crm) {
    for (int first = 0; first < MESSAGES; first += IN_ONE_CALL) {
      crm.createAll(
          "Account",
          IntStream.range(first, Math.min(MESSAGES, first + IN_ONE_CALL))
              .mapToObj("{'Name': 'Backlog %06d', 'BillingCountry': 'Germany'}"::formatted)
              .toList());
    }
  }
}
