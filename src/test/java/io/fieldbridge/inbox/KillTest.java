package io.fieldbridge.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Store;
import io.fieldbridge.store.StoreSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said to be stored is there after the process was killed (P14, P16). */
class KillTest {

  private static final String FLOW = "account-customer";
  private static final String FEED = "cdc";

  @TempDir Path home;

  @Test
  void a_killed_process_has_lost_nothing_that_it_acknowledged() throws Exception {
    int acknowledged = 0;
    for (int kill = 1; kill <= 2; kill++) {
      acknowledged = runAndKill(acknowledged + 25);
    }
    try (Store store = Store.open(StoreSettings.embedded(home))) {
      Inbox inbox = new Inbox(store, InboxSettings.defaults());
      List<Message> stored = inbox.list(MessageFilter.any(), 0, 10_000);
      int position = Integer.parseInt(inbox.position(FEED).orElseThrow());

      assertThat(stored).hasSize(position).hasSizeGreaterThanOrEqualTo(acknowledged);
    }
  }

  /** Runs the feed of {@link #main} until it has acknowledged that many changes, and kills it. */
  private int runAndKill(int enough) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            KillTest.class.getName(),
            home.toString());
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    int last = 0;
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      while (line != null && last < enough) {
        last = line.startsWith("stored ") ? Integer.parseInt(line.substring(7)) : last;
        line = output.readLine();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(last).isGreaterThanOrEqualTo(enough);
    return last;
  }

  /** A feed that goes on where its position stands, and tells each change that is stored. */
  public static void main(String[] arguments) {
    Store store = Store.open(StoreSettings.embedded(Path.of(arguments[0])));
    Inbox inbox = new Inbox(store, InboxSettings.defaults());
    int next = inbox.position(FEED).map(Integer::parseInt).orElse(0) + 1;
    while (next < 100_000) {
      int number = next;
      store.inTransaction(
          () -> {
            inbox.receive(arrival(number));
            inbox.savePosition(FEED, String.valueOf(number));
          });
      System.out.println("stored " + number);
      next++;
    }
  }

  private static Arrival arrival(int number) {
    RecordRef record = new RecordRef("salesforce", "Account", "001" + number);
    Change change =
        new Change(
            "replay-" + number,
            record,
            Change.Kind.CREATE,
            JsonText.object().put("Name", "Account " + number),
            Instant.EPOCH,
            "",
            "");
    return new Arrival(FLOW, "to-erp", record, record.id(), change, Joining.NEVER, Duration.ZERO);
  }
}
