package io.fieldbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the demo starts, and what it says where it cannot. */
class DemoTest {

  private static final String REFUSED = "the daemon does not start";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void a_port_in_use_is_named_with_the_option_that_changes_it() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> Sandboxes.start(new DemoPorts(0, 0, port, 0)))
          .isInstanceOf(StoryException.class)
          .hasMessageContaining("Port " + port)
          .hasMessageContaining("--business-central-port");
    }
  }

  @Test
  void the_home_is_wiped_and_links_in_it_are_not_followed() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept.txt"), "kept");
    Path home = Files.createDirectories(folder.resolve("demo"));
    Files.createSymbolicLink(home.resolve("link"), folder);
    Files.writeString(home.resolve("state.db"), "old");
    Demo demo = new Demo(new DemoPorts(0, 0, 0, 0), home, this::refuse, out);
    assertThatThrownBy(demo::playAndExit).hasMessage(REFUSED);
    assertThat(home).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void the_guide_names_addresses_credentials_and_calls() {
    SandboxGuide.print(DemoSystems.onLoopback(7070, 7080), 7071, Optional.empty(), out);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains(
            "http://127.0.0.1:7070/services/oauth2/token", "127.0.0.1:7071", "Nordwerk Service")
        .contains("technician-demo-secret", "finance-demo-secret", "/sandbox/faults")
        .doesNotContain("${");
  }

  private RunningDaemon refuse(DaemonPlan plan) {
    throw new IllegalStateException(REFUSED);
  }
}
