package io.fieldbridge.prove;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All that the proof knows of the program: how it is started, and how it is led to the sandboxes.
 */
public interface Program {

  /** The whole command that runs FieldBridge with these arguments, in a process of its own. */
  List<String> command(List<String> arguments);

  /** The environment in which a daemon talks to the sandboxes at these ports. */
  Map<String, String> environment(Path home, Ports ports);

  /** Its name and version, and the commit where it runs from a checkout. */
  String version();

  /** The folder with {@code routes/} and {@code mappings/} as shipped. */
  Path home();
}
