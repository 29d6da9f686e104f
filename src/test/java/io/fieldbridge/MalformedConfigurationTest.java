package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fieldbridge.connector.Connector;
import io.fieldbridge.demo.DaemonPlan;
import io.fieldbridge.demo.DemoSystems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings with any mistake: taken, or refused with a sentence for each of them (P11, Z20). */
class MalformedConfigurationTest {

  @TempDir private Path home;

  @Test
  void settings_with_any_mistake_are_taken_or_refused() throws IOException {
    Random chance = Spoiled.chance();
    Path file = Files.createDirectories(home.resolve("conf")).resolve("application.properties");
    String shipped = Files.readString(Path.of("conf", "application.properties"));
    Map<String, String> right =
        DemoDaemon.environment(new DaemonPlan(home, 1, DemoSystems.onLoopback(2, 3), 4));
    List<String> keys = new ArrayList<>(right.keySet());
    for (int i = 0; i < Spoiled.tries() * 20; i++) {
      Map<String, String> environment = new TreeMap<>(right);
      String key = keys.get(chance.nextInt(keys.size()));
      environment.put(key, Spoiled.text(right.get(key), chance));
      byte[] bytes = Spoiled.text(shipped, chance).getBytes(StandardCharsets.UTF_8);
      Files.write(file, chance.nextBoolean() ? bytes : shipped.getBytes(StandardCharsets.UTF_8));

      assertThatCode(() -> read(environment))
          .as("%s = %s", key, environment.get(key))
          .doesNotThrowAnyException();
    }
  }

  private void read(Map<String, String> environment) {
    try {
      Settings settings = Settings.read(home, environment);
      Wiring.systems(settings, Clock.systemUTC()).all().forEach(Connector::close);
    } catch (SettingsException refused) {
      assertThat(refused.problems()).isNotEmpty().noneMatch(String::isBlank);
    }
  }
}
