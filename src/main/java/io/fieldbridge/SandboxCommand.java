package io.fieldbridge;

import io.fieldbridge.demo.DemoPorts;
import io.fieldbridge.demo.SandboxGuide;
import io.fieldbridge.demo.Sandboxes;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings.Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Both simulators alone. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = {
      "Runs both simulators alone: a Salesforce org and a Business Central company, in memory.",
      "Prints URLs, credentials and three calls to copy. Ctrl-C stops them.",
      "Open a URL in a browser to see records, the last requests and the faults.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./fieldbridge sandbox --scenario conf/scenarios/bad-monday.yaml",
      "  ./fieldbridge sandbox --data my-records.yaml --salesforce-port 17070",
      "  ./fieldbridge sandbox --profile with-extension",
      "Faults, settings, scenario and data files: docs/sandbox.md"
    })
final class SandboxCommand implements Callable<Integer> {

  @Mixin private SandboxPorts ports;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "Records of your own for both systems, YAML or JSON, besides the demo data; also after a reset.")
  private Path data;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "Plays a sequence of faults and settings, from the start on.")
  private Path scenario;

  @Option(
      names = "--metadata",
      paramLabel = "FOLDER",
      description =
          "Objects, fields, record types and rules of your own for the org (docs/sandbox-salesforce.md).")
  private Path metadata;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      converter = ProfileName.class,
      defaultValue = "standard",
      description = {
        "What is installed in Business Central: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
        "The extension serves price lists, serial numbers, reservations and external references."
      })
  private Profile profile;

  /** By the names that the help tells, and no others. */
  static final class ProfileName implements ITypeConverter<Profile> {

    @Override
    public Profile convert(String name) {
      return Stream.of(Profile.values())
          .filter(profile -> profile.toString().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + name + "' is none of " + List.of(Profile.values())));
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    Sandboxes sandboxes =
        Sandboxes.start(
            ports.with(DemoPorts.defaults().daemon()),
            new Sandboxes.Contents(Optional.ofNullable(metadata), profile));
    Runtime.getRuntime().addShutdownHook(new Thread(sandboxes::close, "stop"));
    Optional<String> loaded = Optional.ofNullable(data).map(sandboxes::load);
    SandboxGuide.print(sandboxes, System.out);
    loaded.ifPresent(System.out::println);
    Optional.ofNullable(scenario).map(sandboxes::play).ifPresent(System.out::println);
    System.out.flush();
    new CountDownLatch(1).await();
    return 0;
  }
}
