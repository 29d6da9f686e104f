package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.SandboxServer;

/**
 * A Salesforce org in memory behind the vendor's own APIs: OAuth and REST on one port, the Pub/Sub
 * API on another, the admin path {@code /sandbox/...} beside. Holds demo data from the start.
 */
public final class SalesforceSandbox implements AutoCloseable {

  private final OrgSystem system;
  private final SandboxServer server;

  private SalesforceSandbox(SalesforceSandboxSettings settings) {
    this.system = new OrgSystem(settings);
    this.server =
        SandboxServer.start(settings.httpPort(), system.faults(), system, system.faults().clock());
    system.servedAt(server.url());
  }

  /** Starts to listen on both ports. */
  public static SalesforceSandbox start(SalesforceSandboxSettings settings) {
    return new SalesforceSandbox(settings);
  }

  /** The base address: login host and instance in one, without a slash at the end. */
  public String url() {
    return server.url();
  }

  /** The port of the Pub/Sub API, plain text. */
  public int pubSubPort() {
    return system.pubSubPort();
  }

  /** Forgets everything and seeds the demo data again. */
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
