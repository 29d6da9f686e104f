package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands as an operator types them, against a daemon that runs. */
public final class Commands {

  private final Path home;
  private final int port;

  Commands(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  /** What a command says that ends with exit code 0. */
  public String done(String... command) {
    return said(0, command);
  }

  /** What a command says that ends with exit code 1. */
  public String refused(String... command) {
    return said(1, command);
  }

  private String said(int expected, String... command) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--home", home.toString(), "--port", Integer.toString(port)));
    int code =
        FieldBridge.commandLine().setOut(out).setErr(out).execute(arguments.toArray(String[]::new));
    assertThat(code).as("%s said: %s", arguments, said).isEqualTo(expected);
    return said.toString();
  }
}
