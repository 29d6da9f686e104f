package io.fieldbridge;

import io.fieldbridge.prove.Ports;
import io.fieldbridge.prove.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * This program for large loads: the daemon in 256 MB and compiled as {@code ./fieldbridge run} has
 * it, the simulators with room for more than the daemon has to remember.
 *
 * @param home the folder with {@code routes/} and {@code mappings/}
 */
public record LargeProgram(Path home) implements Program {

  @Override
  public List<String> command(List<String> arguments) {
    boolean sandbox = arguments.get(0).equals("sandbox");
    return new ProveCommand.ThisProgram(home)
        .command(arguments).stream()
            .filter(word -> !word.equals("-XX:TieredStopAtLevel=1"))
            .map(word -> sandbox && word.equals("-Xmx256m") ? "-Xmx3g" : word)
            .toList();
  }

  @Override
  public String version() {
    return new ProveCommand.ThisProgram(home).version();
  }

  @Override
  public Map<String, String> environment(Path folder, Ports ports) {
    return new ProveCommand.ThisProgram(home).environment(folder, ports);
  }
}
