package io.fieldbridge.operator;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which daemon a command talks to. */
public final class DaemonOptions {

  private static final int PORT = 8080;

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description = "Home folder of the daemon (default: FIELDBRIDGE_HOME, else this folder).")
  private Path home;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the daemon (default: FIELDBRIDGE_HTTP_PORT, else 8080).")
  private Integer port;

  /** The home folder, absolute. */
  public Path home() {
    Path named =
        home != null
            ? home
            : Path.of(Optional.ofNullable(System.getenv("FIELDBRIDGE_HOME")).orElse("."));
    return named.toAbsolutePath().normalize();
  }

  ControlClient client() {
    return new ControlClient(home(), port());
  }

  /** The daemon's port. */
  public int port() {
    if (port != null) {
      return port;
    }
    String text = System.getenv("FIELDBRIDGE_HTTP_PORT");
    try {
      return text == null ? PORT : Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new CommandFailedException(
          "FIELDBRIDGE_HTTP_PORT is '" + text + "'; expected a port number, such as 8080");
    }
  }
}
