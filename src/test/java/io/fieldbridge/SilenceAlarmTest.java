package io.fieldbridge;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.model.RecordRef;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream that is dead, or only looks alive, is red; one on which nothing happens is not. */
class SilenceAlarmTest {

  private static final String EVENTS = "salesforce:/data/ChangeEvents";
  private static final Map<String, String> IMPATIENT =
      Map.of("FIELDBRIDGE_SALESFORCE_KEEP_ALIVE", "2s", "FIELDBRIDGE_SALESFORCE_QUIET_PROBE", "1s");

  @TempDir Path home;

  private Bridge bridge;

  @BeforeEach
  void start() {
    bridge = Bridge.live(home, IMPATIENT);
    bridge.salesforceSandbox().setting("{'pubSubKeepAliveMilliseconds': 300}");
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  @Test
  void a_stream_that_shows_life_but_tells_no_events_is_red_and_loses_nothing() {
    bridge.salesforceSandbox().fault("{'fault': 'stream-deaf'}");

    String account = bridge.accounts().create("Deaf Works");
    Crm sales = bridge.crm();

    soon(
        () -> {
          sales.update("Account", account, "{'Phone': '+49 421 1'}");
          assertThat(isRed()).isTrue();
        });
    assertThat(status().failure().orElseThrow()).contains("tells no events, but records changed");
    assertThat(bridge.daemonSays("/observe/health")).contains("tells no events");
    String red = "fieldbridge_feed_red{feed=\"" + EVENTS + "\"} 1.0";
    soon(() -> assertThat(bridge.daemonSays("/observe/metrics")).contains(red));
    bridge.accounts().customerOf(account);
    assertThat(isRed()).as("though the records were read").isTrue();

    bridge.salesforceSandbox().clearFaults();
    soon(() -> assertThat(isRed()).isFalse());
    soon(() -> assertThat(bridge.openMessages()).isZero());
    assertThat(bridge.accounts().customersNamed("Deaf Works")).isEqualTo(1);
  }

  @Test
  void a_stream_without_a_sign_of_life_is_red_until_it_speaks() {
    bridge.salesforceSandbox().fault("{'fault': 'stream-silent'}");

    soon(() -> assertThat(isRed()).isTrue());
    assertThat(status().failure().orElseThrow()).contains("kept silent");

    bridge.salesforceSandbox().clearFaults();
    soon(() -> assertThat(isRed()).isFalse());
  }

  @Test
  void a_quiet_stream_stays_green_and_is_asked_about_once_an_interval() {
    Instant begin = Instant.now();
    long before = probes();

    soon(() -> assertThat(probes() - before).isGreaterThanOrEqualTo(6));

    assertThat(isRed()).isFalse();
    long seconds = Instant.now().getEpochSecond() - begin.getEpochSecond() + 2;
    assertThat(probes() - before).as("two objects, once a second").isLessThanOrEqualTo(2 * seconds);
  }

  @Test
  void an_edit_of_ours_that_changes_nothing_and_so_has_no_event_is_no_sign_of_a_deaf_stream() {
    String account = bridge.accounts().create("Same Again");
    bridge.accounts().customerOf(account);
    soon(() -> assertThat(bridge.openMessages()).isZero());
    long before = probes();
    AtomicBoolean red = new AtomicBoolean();

    soon(
        () -> {
          writeWhatIsThere(account);
          red.compareAndSet(false, isRed());
          assertThat(probes() - before).isGreaterThanOrEqualTo(8);
        });

    assertThat(red).isFalse();
  }

  private void writeWhatIsThere(String account) {
    RecordRef ref = new RecordRef("salesforce", "Account", account);
    ObjectNode same = JsonNodeFactory.instance.objectNode().put("Name", "Same Again");
    bridge.engine().systems().connector("salesforce").writer().set(ref, same);
  }

  private boolean isRed() {
    return status().red(Instant.now(), Instant.now());
  }

  private FeedStatus status() {
    return bridge.engine().intake().status().stream()
        .filter(feed -> feed.feed().equals(EVENTS))
        .findFirst()
        .orElseThrow();
  }

  private long probes() {
    return bridge
        .engine()
        .systems()
        .connector("salesforce")
        .status()
        .calls()
        .getOrDefault("probe", 0L);
  }
}
