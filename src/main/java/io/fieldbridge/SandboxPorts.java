package io.fieldbridge;

import io.fieldbridge.demo.DemoPorts;
import picocli.CommandLine.Option;

/** Where the sandboxes listen. */
final class SandboxPorts {

  @Option(
      names = DemoPorts.SALESFORCE_OPTION,
      paramLabel = "PORT",
      defaultValue = "7070",
      description = "Salesforce sandbox, HTTP (default: ${DEFAULT-VALUE}).")
  private int salesforce;

  @Option(
      names = DemoPorts.PUB_SUB_OPTION,
      paramLabel = "PORT",
      defaultValue = "7071",
      description = "Salesforce sandbox, Pub/Sub API (default: ${DEFAULT-VALUE}).")
  private int pubSub;

  @Option(
      names = DemoPorts.BUSINESS_CENTRAL_OPTION,
      paramLabel = "PORT",
      defaultValue = "7080",
      description = "Business Central sandbox (default: ${DEFAULT-VALUE}).")
  private int businessCentral;

  DemoPorts with(int daemon) {
    return new DemoPorts(salesforce, pubSub, businessCentral, daemon);
  }
}
