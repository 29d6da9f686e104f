package io.fieldbridge.demo;

import io.fieldbridge.sandbox.DataFile;
import io.fieldbridge.sandbox.Scenario;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandbox;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings.Profile;
import io.fieldbridge.sandbox.salesforce.SalesforceSandbox;
import io.fieldbridge.sandbox.salesforce.SalesforceSandboxSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Both simulators, with the demo data in place. */
public final class Sandboxes implements AutoCloseable {

  private static final List<String> SYSTEMS = List.of("business-central", "salesforce");

  /**
   * What both hold besides the demo data.
   *
   * @param metadata a folder with objects, fields and rules of the org's own
   * @param profile what is installed in Business Central
   */
  public record Contents(Optional<Path> metadata, Profile profile) {}

  private final SalesforceSandbox salesforce;
  private final BusinessCentralSandbox businessCentral;
  private final Profile profile;

  private Sandboxes(
      SalesforceSandbox salesforce, BusinessCentralSandbox businessCentral, Profile profile) {
    this.salesforce = salesforce;
    this.businessCentral = businessCentral;
    this.profile = profile;
  }

  /**
   * Starts both.
   *
   * @throws StoryException with a sentence that names the port and its option, where one is taken
   */
  public static Sandboxes start(DemoPorts ports) {
    return start(ports, new Contents(Optional.empty(), Profile.STANDARD));
  }

  /**
   * Starts both with these contents.
   *
   * @throws StoryException as {@link #start(DemoPorts)}, and where a file of the folder is wrong
   */
  public static Sandboxes start(DemoPorts ports, Contents contents) {
    ports.requireFreeSandboxes();
    SalesforceSandbox salesforce = salesforce(ports, contents.metadata());
    BusinessCentralSandbox businessCentral =
        BusinessCentralSandbox.start(
            new BusinessCentralSandboxSettings(ports.businessCentral(), contents.profile()));
    return new Sandboxes(salesforce, businessCentral, contents.profile());
  }

  private static SalesforceSandbox salesforce(DemoPorts ports, Optional<Path> metadata) {
    var files = new SalesforceSandboxSettings.Files(Optional.empty(), Optional.empty(), metadata);
    try {
      return SalesforceSandbox.start(
          SalesforceSandboxSettings.onPorts(ports.salesforce(), ports.pubSub()).with(files));
    } catch (IllegalArgumentException wrong) {
      throw new StoryException(wrong.getMessage(), wrong);
    }
  }

  /** Where they really listen. */
  public DemoSystems systems() {
    return DemoSystems.onLoopback(port(salesforce.url()), port(businessCentral.url()));
  }

  /** Where the extension of Business Central answers, where it is installed. */
  public Optional<String> extension() {
    return profile == Profile.WITH_EXTENSION
        ? Optional.of(businessCentral.extensionRoot())
        : Optional.empty();
  }

  /** Port of the Pub/Sub API. */
  public int pubSubPort() {
    return salesforce.pubSubPort();
  }

  /**
   * Creates the records of a file in both; tells how many.
   *
   * @throws StoryException with file, line and reason, where one is wrong or refused
   */
  public String load(Path file) {
    return orTold(
        () -> {
          DataFile data = DataFile.read(file);
          requireKnown(data.source(), data.systems());
          int crm = salesforce.server().load(data);
          int erp = businessCentral.server().load(data);
          return "Loaded %s: %d records in Salesforce, %d in Business Central."
              .formatted(file, crm, erp);
        });
  }

  /**
   * Starts a scenario in both; tells its name.
   *
   * @throws StoryException with file, line and reason, where a step is wrong
   */
  public String play(Path file) {
    return orTold(
        () -> {
          Scenario scenario = Scenario.read(file);
          requireKnown(scenario.source(), scenario.systems());
          salesforce.server().play(scenario);
          businessCentral.server().play(scenario);
          return "Playing the scenario \"%s\" of %s: %d steps."
              .formatted(scenario.name(), file, scenario.steps().size());
        });
  }

  private static void requireKnown(String file, Set<String> named) {
    for (String system : named) {
      if (!SYSTEMS.contains(system)) {
        throw new IllegalArgumentException(
            file + ": unknown system '" + system + "', possible: " + SYSTEMS);
      }
    }
  }

  private static String orTold(Supplier<String> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException wrong) {
      throw new StoryException(wrong.getMessage(), wrong);
    }
  }

  @Override
  public void close() {
    salesforce.close();
    businessCentral.close();
  }

  private static int port(String url) {
    return URI.create(url).getPort();
  }
}
