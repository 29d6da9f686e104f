package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.Faults;
import io.fieldbridge.sandbox.SandboxServer;

/**
 * A Business Central environment in memory, spoken to over HTTP as the real one, on the loopback
 * address. Thread-safe. Beside it stands the admin path {@code /sandbox/...}: besides what every
 * simulator has, {@code GET limits} (requests seen per client), {@code POST release} and {@code
 * POST payments} (what people do in the vendor's own client).
 */
public final class BusinessCentralSandbox implements AutoCloseable {

  private final BusinessCentralSystem system;
  private final SandboxServer server;

  private BusinessCentralSandbox(BusinessCentralSystem system, SandboxServer server) {
    this.system = system;
    this.server = server;
  }

  /**
   * Starts with the demo data in place.
   *
   * @throws java.io.UncheckedIOException where the port is in use
   */
  public static BusinessCentralSandbox start(BusinessCentralSandboxSettings settings) {
    Faults faults = new Faults(settings.clock());
    Environment environment = new Environment(Demo.everything(), new Switches(), faults.clock());
    BusinessCentralSystem system =
        new BusinessCentralSystem(
            environment,
            faults,
            settings.profile() == BusinessCentralSandboxSettings.Profile.WITH_EXTENSION);
    SandboxServer server = SandboxServer.start(settings.httpPort(), faults, system, faults.clock());
    return new BusinessCentralSandbox(system, server);
  }

  /** The address of the server, without a slash at the end; {@code /sandbox/...} is below it. */
  public String url() {
    return server.url();
  }

  /** The root of the standard API, without a slash at the end. */
  public String apiRoot() {
    return server.url() + "/v2.0/" + Addresses.TENANT + "/" + Addresses.ENVIRONMENT + "/api/v2.0";
  }

  /** The root of the route of the extension, which only {@code WITH_EXTENSION} answers. */
  public String extensionRoot() {
    return apiRoot().replaceFirst("v2\\.0$", Addresses.EXTENSION);
  }

  /** Where tokens are issued. */
  public String tokenUrl() {
    return server.url() + "/" + Addresses.TENANT + "/oauth2/v2.0/token";
  }

  /** The name of the company that holds the demo data. */
  public String company() {
    return Demo.COMPANY;
  }

  /** Forgets everything and seeds the demo data again. Tokens stay valid: others issue them. */
  public void reset() {
    server.reset();
  }

  /** For records, scenarios and whatever else both simulators share. */
  public SandboxServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
    system.close();
  }
}
