package io.fieldbridge.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a log makes a run fail (G20). */
class DaemonLogTest {

  private static final String STAMP = "2026-11-21T20:40:08.268Z ";

  @TempDir Path folder;

  @Test
  void an_error_and_a_stack_trace_are_told_with_all_their_lines() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("daemon.log"),
            STAMP
                + "INFO  is up\n"
                + STAMP
                + "ERROR gone\n"
                + STAMP
                + "WARN  strange\njava.lang.IllegalStateException\n\tat here\n");

    assertThat(new DaemonLog(log).errors())
        .containsExactly(
            STAMP + "ERROR gone",
            STAMP + "WARN  strange\njava.lang.IllegalStateException\n\tat here");
  }

  @Test
  void a_connection_that_came_before_the_server_was_ready_is_no_error_of_the_daemon()
      throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("daemon.log"),
            STAMP
                + "ERROR Unhandled exception\njava.lang.NullPointerException: Cannot invoke it because"
                + " \"this.sslChannelProvider\" is null\n\tat TCPServerBase\n");

    assertThat(new DaemonLog(log).errors()).isEmpty();
  }
}
