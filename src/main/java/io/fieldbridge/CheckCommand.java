package io.fieldbridge;

import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.mapping.Examples;
import io.fieldbridge.mapping.Problem;
import io.fieldbridge.operator.DaemonOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks configuration, routes, contracts and examples: all problems at once. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks configuration, routes, contracts and examples.",
      "Shows all problems at once, with file and line.",
      "Talks to no system, unless --live is given."
    },
    footer = "Exit code 1 when something is wrong.")
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DaemonOptions options;

  @Option(
      names = "--without-configuration",
      description = "Leave conf/application.properties and the routes out.")
  private boolean withoutConfiguration;

  @Option(
      names = "--live",
      description = "Also ask both systems for their schemas and hold the contracts against them.")
  private boolean live;

  @Override
  public Integer call() throws IOException {
    if (live && withoutConfiguration) {
      throw new ParameterException(
          spec.commandLine(), "--live needs the configuration; leave --without-configuration out");
    }
    Path home = options.home();
    List<String> problems = new ArrayList<>();
    if (!withoutConfiguration) {
      checkRuntime(home, problems);
    }
    Path mappings = home.resolve("mappings");
    Contracts contracts = Contracts.load(mappings);
    List<Problem> found = new ArrayList<>(contracts.problems());
    found.addAll(Examples.check(mappings, contracts));
    found.forEach(problem -> problems.add("mappings/" + problem));
    if (live) {
      checkLive(home, contracts, problems);
    }
    return tell(problems, contracts);
  }

  private void checkLive(Path home, Contracts contracts, List<String> problems) {
    try {
      List<String> leftOut = new ArrayList<>();
      Settings settings = Settings.read(home, System.getenv());
      problems.addAll(new LiveCheck(settings, contracts).problems(leftOut));
      leftOut.forEach(
          what ->
              spec.commandLine().getOut().println("Left out, for its row is optional: " + what));
    } catch (SettingsException e) {
      problems.add("The systems are not asked before the configuration is in order");
    }
  }

  private static void checkRuntime(Path home, List<String> problems) throws IOException {
    try {
      problems.addAll(new RouteCheck(Settings.read(home, System.getenv())).problems());
    } catch (SettingsException e) {
      problems.addAll(e.problems());
      problems.add("routes/ are not checked before the configuration is in order");
    }
  }

  private int tell(List<String> problems, Contracts contracts) {
    PrintWriter out = spec.commandLine().getOut();
    problems.forEach(out::println);
    out.println(
        problems.isEmpty()
            ? "All in order: configuration, routes, "
                + contracts.all().size()
                + " contracts and their examples."
            : problems.size() + " problem(s)");
    out.flush();
    return problems.isEmpty() ? 0 : 1;
  }
}
