package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.prove.DaemonProcess;
import io.fieldbridge.prove.Ground;
import io.fieldbridge.prove.Ports;
import io.fieldbridge.prove.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The ERP is away while many changes arrive: a daemon of 256 MB parks nothing, and brings all of it
 * at the ERP's own rate when it is back (G20, P9, Z15). {@code -Doutage.changes=50000
 * -Doutage.seconds=3600} plays the large one; docs/reliability.md tells how long it takes.
 */
class LongOutageTest {

  private static final int CHANGES = Integer.getInteger("outage.changes", 60);
  private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("outage.seconds", 3));
  private static final Duration PATIENCE = Duration.ofSeconds(120L + CHANGES);
  private static final int IN_ONE_CALL = 200;
  private static final int TOO_MANY = 429;

  /** The simulators remember more than the daemon has to. */
  private record LargeSandbox(ProveCommand.ThisProgram program) implements Program {
    @Override
    public List<String> command(List<String> arguments) {
      boolean sandbox = arguments.get(0).equals("sandbox");
      return program.command(arguments).stream()
          .map(word -> sandbox && word.equals("-Xmx256m") ? "-Xmx3g" : word)
          .toList();
    }

    @Override
    public String version() {
      return program.version();
    }

    @Override
    public Map<String, String> environment(Path home, Ports ports) {
      return program.environment(home, ports);
    }

    @Override
    public Path home() {
      return program.home();
    }
  }

  @Test
  void an_outage_with_many_changes_parks_nothing_and_is_drained_at_the_erps_rate()
      throws IOException {
    Path folder = Path.of("target", "prove", "outage").toAbsolutePath();
    Program program = new LargeSandbox(new ProveCommand.ThisProgram(Path.of("").toAbsolutePath()));
    try (Ground ground = Ground.open(program, folder);
        DaemonProcess daemon = ground.begin("away", Map.of())) {
      SandboxSwitches erp = new SandboxSwitches(URI.create(ground.ports().businessCentralUrl()));
      erp.fault("{'fault': 'unavailable', 'times': -1}");
      changes(new Crm(URI.create(ground.ports().salesforceUrl()), "sales-demo"));
      await().atMost(PATIENCE).until(() -> waiting(daemon) >= CHANGES);
      await().pollDelay(AWAY).atMost(AWAY.plus(PATIENCE)).until(() -> waiting(daemon) >= CHANGES);
      assertThat(daemon.held()).isEmpty();

      long began = System.nanoTime();
      erp.clearFaults();
      erp.forgetRequests();
      await().atMost(PATIENCE).until(() -> drained(daemon, erp));

      Duration took = Duration.ofNanos(System.nanoTime() - began);
      System.out.println(CHANGES + " accounts after an outage: drained in " + took);
      assertThatAllAreThere(ground.ports());
      assertThat(daemon.held()).isEmpty();
      assertThat(Files.readString(daemon.log())).doesNotContain("OutOfMemoryError");
    }
  }

  /** Each account is entered, and its phone changed twice. */
  private static void changes(Crm crm) {
    for (int first = 0; first < CHANGES; first += IN_ONE_CALL) {
      int last = Math.min(CHANGES, first + IN_ONE_CALL);
      List<String> records =
          IntStream.range(first, last)
              .mapToObj("{'Name': 'Outage %05d', 'BillingCountry': 'Germany'}"::formatted)
              .toList();
      List<String> ids = crm.createAll("Account", records);
      for (int phone = 1; phone <= 2; phone++) {
        List<String> edits = new ArrayList<>();
        for (String id : ids) {
          edits.add("{'id': '%s', 'Phone': '%d'}".formatted(id, phone));
        }
        crm.updateAll("Account", edits);
      }
    }
  }

  /** The ERP never has to ask us to slow down. */
  private static boolean drained(DaemonProcess daemon, SandboxSwitches erp) {
    assertThat(erp.answered(TOO_MANY)).isZero();
    return daemon.isAlive() && waiting(daemon) == 0;
  }

  private static long waiting(DaemonProcess daemon) {
    long waiting = 0;
    for (JsonNode flow : daemon.status().path("flows")) {
      waiting += flow.path("waiting").asLong();
    }
    return daemon.status().isEmpty() ? -1 : waiting;
  }

  private static void assertThatAllAreThere(Ports ports) {
    String url = ports.businessCentralUrl();
    Erp erp =
        new Erp(
            URI.create(url + "/v2.0/demo.example/sandbox/api/v2.0"),
            URI.create(url + "/demo.example/oauth2/v2.0/token"));
    for (int thousand = 0; thousand * 1000 < CHANGES; thousand++) {
      String part = "startswith(displayName,'Outage %02d')".formatted(thousand);
      JsonNode there = erp.find("customers", part);
      assertThat(there).hasSize(Math.min(1000, CHANGES - thousand * 1000));
      assertThat(there)
          .allSatisfy(one -> assertThat(one.path("phoneNumber").asText()).isEqualTo("2"));
    }
  }
}
