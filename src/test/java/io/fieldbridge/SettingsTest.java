package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.demo.DaemonPlan;
import io.fieldbridge.demo.DemoSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the key sweep runs: a Quartz time or off, and a sentence for anything else (Z20). */
class SettingsTest {

  @TempDir private Path home;

  @Test
  void the_key_sweep_runs_at_night_unless_told_otherwise() {
    Settings settings = read(Map.of());

    assertThat(settings.process().keySweep().orElseThrow()).hasToString("0 30 3 * * ?");
    assertThat(settings.routeProperties()).containsEntry("fieldbridge.key-sweep", "true");
  }

  @Test
  void the_key_sweep_can_be_off() {
    Settings settings = read(Map.of("FIELDBRIDGE_KEY_SWEEP", "off"));

    assertThat(settings.process().keySweep()).isEmpty();
    assertThat(settings.routeProperties()).containsEntry("fieldbridge.key-sweep", "false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nightly", "0 30 3 * * ? 2030 1", "0 30 25 * * ?", "0 30 3 * * *", "0 30 3 * *"})
  void a_time_that_is_none_is_refused_with_what_was_expected(String time) {
    assertThatThrownBy(() -> read(Map.of("FIELDBRIDGE_KEY_SWEEP", time)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("fieldbridge.key-sweep")
        .hasMessageContaining("'" + time + "'; expected off, or second minute hour")
        .hasMessageContaining("such as 0 30 3 * * ?: ");
  }

  private Settings read(Map<String, String> given) {
    Map<String, String> environment =
        new TreeMap<>(
            DemoDaemon.environment(new DaemonPlan(home, 1, DemoSystems.onLoopback(2, 3), 4)));
    environment.putAll(given);
    return Settings.read(home, environment);
  }
}
