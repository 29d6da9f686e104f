package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon does not start with routes that are wrong. */
class StartRefusalTest {

  @Test
  void a_route_that_writes_an_unknown_object_is_refused_with_file_and_line(@TempDir Path home)
      throws IOException {
    Path routes = Files.createDirectory(home.resolve("routes"));
    try (DirectoryStream<Path> shipped = Files.newDirectoryStream(Path.of("routes"))) {
      for (Path file : shipped) {
        Files.copy(file, routes.resolve(file.getFileName()));
      }
    }
    try (Bridge bridge = Bridge.live(home, Map.of())) {
      bridge.stopDaemon();
      Path route = routes.resolve("account-customer.camel.yaml");
      String text = Files.readString(route);
      Files.writeString(route, text.replace("object=customers", "object=customer"));

      assertThatThrownBy(bridge::startDaemon)
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("routes/account-customer.camel.yaml:28")
          .hasMessageContaining("knows no object 'customer'");
    }
  }
}
