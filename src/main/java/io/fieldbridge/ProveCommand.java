package io.fieldbridge;

import io.fieldbridge.demo.DaemonPlan;
import io.fieldbridge.demo.DemoSystems;
import io.fieldbridge.operator.DaemonOptions;
import io.fieldbridge.prove.Campaign;
import io.fieldbridge.prove.Database;
import io.fieldbridge.prove.Extent;
import io.fieldbridge.prove.Ports;
import io.fieldbridge.prove.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Seeded runs under kill -9 and faults; both systems are compared with what people entered. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = {
      "Plays seeded runs under kill -9 and faults against both simulators.",
      "People work on both sides, answers get lost, and the daemon's process is killed with SIGKILL.",
      "Then both systems are compared with each other and with what was entered. Nothing outside",
      "this machine is touched.",
      "",
      "Each run's result is kept in data/prove; a campaign that was cut short goes on where it",
      "stood. To begin anew, delete its results file."
    },
    footer = {
      "",
      "A seed repeats the load and the moments of kills and faults, not what the processes do",
      "between them. Exit codes: 0 every run passed, 1 a run failed, 2 wrong use."
    })
final class ProveCommand implements Callable<Integer> {

  private static final int RUNS_MAX = 1_000_000;
  private static final int SIZE_MAX = 1000;
  private static final int AT_ONCE_MAX = 64;

  @Spec private CommandSpec spec;
  @Mixin private DaemonOptions options;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many runs (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the first run; each further run has the next (default: 1).")
  private long seed;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "How many times as large each run is (default: 1). 50 is about 300 companies, 1,600 edits",
        "and 250 work orders."
      })
  private int size;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "How many runs play side by side (default: 1). A run waits more than it computes: about two",
        "for each core, and 600 MB of memory for each."
      })
  private int atOnce;

  @Option(
      names = "--replay",
      paramLabel = "SEED",
      description = "Play this one run again and keep its log and database.")
  private Long replay;

  @Option(
      names = "--postgres",
      paramLabel = "URL",
      arity = "0..1",
      fallbackValue = "",
      description = {
        "Keep the daemon's state on this PostgreSQL server instead of the embedded database, in a",
        "database made for each run: jdbc:postgresql://host:port/database. Without URL it is",
        "FIELDBRIDGE_DATABASE_URL; user and password are FIELDBRIDGE_DATABASE_USER and _PASSWORD."
      })
  private String postgres;

  @Override
  public Integer call() {
    if (runs < 1 || runs > RUNS_MAX) {
      throw wrong("--runs is " + runs + "; expected 1 to " + RUNS_MAX + ".");
    }
    if (size < 1 || size > SIZE_MAX) {
      throw wrong("--size is " + size + "; expected 1 to " + SIZE_MAX + ".");
    }
    if (atOnce < 1 || atOnce > AT_ONCE_MAX) {
      throw wrong("--at-once is " + atOnce + "; expected 1 to " + AT_ONCE_MAX + ".");
    }
    Path folder = options.home().resolve("data").resolve("prove");
    Campaign campaign =
        new Campaign(
            new ThisProgram(options.home()), database(), folder, Clock.systemUTC(), System.out);
    boolean passed =
        replay == null
            ? campaign.play(new Extent(seed, runs, size, atOnce))
            : campaign.replay(replay, size);
    return passed ? 0 : 1;
  }

  private Database database() {
    if (postgres == null) {
      return Database.EMBEDDED;
    }
    Map<String, String> environment = System.getenv();
    String url =
        postgres.isEmpty() ? environment.getOrDefault("FIELDBRIDGE_DATABASE_URL", "") : postgres;
    if (!url.startsWith("jdbc:postgresql:")) {
      throw wrong("--postgres needs a URL such as jdbc:postgresql://localhost:5432/postgres.");
    }
    return Database.onServer(
        url,
        environment.getOrDefault("FIELDBRIDGE_DATABASE_USER", ""),
        environment.getOrDefault("FIELDBRIDGE_DATABASE_PASSWORD", ""));
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  /** This program once more, with the class path, the archive and the Java that it runs with. */
  record ThisProgram(Path home) implements Program {

    @Override
    public String version() {
      return "FieldBridge " + VersionProvider.version() + commit();
    }

    /** Empty where there is no git or no checkout. */
    private String commit() {
      ProcessBuilder git =
          new ProcessBuilder("git", "-C", home.toString(), "rev-parse", "--short", "HEAD");
      try (BufferedReader answer = git.start().inputReader()) {
        String commit = answer.readLine();
        return commit == null ? "" : " (" + commit + ")";
      } catch (IOException noGit) {
        return "";
      }
    }

    @Override
    public List<String> command(List<String> arguments) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      command.addAll(archive());
      Path logging = home.resolve("conf").resolve("logback.xml");
      if (Files.exists(logging)) {
        command.add("-Dlogback.configurationFile=" + logging);
      }
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add(FieldBridge.class.getName());
      command.addAll(arguments);
      return command;
    }

    /** How this process reads classes that were read before. */
    private static List<String> archive() {
      return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(argument -> argument.matches("-XX:SharedArchiveFile=.*|-Xshare:.*|-Xlog:cds.*"))
          .toList();
    }

    @Override
    public Map<String, String> environment(Path home, Ports ports) {
      DemoSystems systems = DemoSystems.onLoopback(ports.salesforce(), ports.businessCentral());
      return DemoDaemon.environment(new DaemonPlan(home, ports.daemon(), systems, ports.pubSub()));
    }
  }
}
