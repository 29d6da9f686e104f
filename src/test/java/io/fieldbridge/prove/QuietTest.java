package io.fieldbridge.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for a person is given up at last, unless it waits no more. */
class QuietTest {

  private static final String FLOWS = "{'flows': [{'waiting': 0}]}";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void a_message_that_was_renewed_before_it_could_be_given_up_was_not_for_a_person(
      @TempDir Path home) {
    try (CannedAnswers daemon = new CannedAnswers()) {
      daemon
          .says("/control/status", FLOWS)
          .says("/control/parked", "[{'id': 7, 'state': 'parked', 'record': 'a:b:c'}]");
      Quiet quiet = new Quiet(new DaemonProcess(List.of(), Map.of(), home, daemon.port()));

      await()
          .during(Duration.ofSeconds(3))
          .atMost(PATIENCE)
          .until(() -> !quiet.reached() && quiet.held().isEmpty());

      daemon.says("/control/parked", "[]");
      await().atMost(PATIENCE).until(quiet::reached);
      assertThat(quiet.held()).isEmpty();
    }
  }
}
