package io.fieldbridge.demo;

import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandbox;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings.Profile;
import io.fieldbridge.sandbox.salesforce.SalesforceSandbox;
import io.fieldbridge.sandbox.salesforce.SalesforceSandboxSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Both simulators, with the demo data in place. */
public final class Sandboxes implements AutoCloseable {

  private final SalesforceSandbox salesforce;
  private final BusinessCentralSandbox businessCentral;

  private Sandboxes(SalesforceSandbox salesforce, BusinessCentralSandbox businessCentral) {
    this.salesforce = salesforce;
    this.businessCentral = businessCentral;
  }

  /**
   * Starts both.
   *
   * @throws StoryException with a sentence that names the port and its option, where one is taken
   */
  public static Sandboxes start(DemoPorts ports) {
    return start(ports, Optional.empty());
  }

  /**
   * Starts both, the org with the objects, fields and rules of a folder besides its own.
   *
   * @throws StoryException as {@link #start(DemoPorts)}, and where a file of the folder is wrong
   */
  public static Sandboxes start(DemoPorts ports, Optional<Path> metadata) {
    ports.requireFreeSandboxes();
    SalesforceSandbox salesforce = salesforce(ports, metadata);
    BusinessCentralSandbox businessCentral =
        BusinessCentralSandbox.start(
            new BusinessCentralSandboxSettings(ports.businessCentral(), Profile.STANDARD));
    return new Sandboxes(salesforce, businessCentral);
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

  /** Port of the Pub/Sub API. */
  public int pubSubPort() {
    return salesforce.pubSubPort();
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
