package io.fieldbridge.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Where the sandboxes and the demo's daemon listen on 127.0.0.1; 0 takes any free port (the daemon
 * needs a number).
 */
public record DemoPorts(int salesforce, int pubSub, int businessCentral, int daemon) {

  /** Name of the option that moves the HTTP port of the Salesforce sandbox. */
  public static final String SALESFORCE_OPTION = "--salesforce-port";

  /** Name of the option that moves the Pub/Sub port. */
  public static final String PUB_SUB_OPTION = "--pubsub-port";

  /** Name of the option that moves the port of the Business Central sandbox. */
  public static final String BUSINESS_CENTRAL_OPTION = "--business-central-port";

  /** Name of the option that moves the port of the daemon. */
  public static final String DAEMON_OPTION = "--port";

  /** As the README tells: 7070, 7071, 7080 and 8080. */
  public static DemoPorts defaults() {
    return new DemoPorts(7070, 7071, 7080, 8080);
  }

  void requireFreeSandboxes() {
    requireFree(salesforce, SALESFORCE_OPTION);
    requireFree(pubSub, PUB_SUB_OPTION);
    requireFree(businessCentral, BUSINESS_CENTRAL_OPTION);
  }

  void requireFreeDaemon() {
    requireFree(daemon, DAEMON_OPTION);
  }

  private static void requireFree(int port, String option) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException taken) {
      throw new StoryException(
          "Port "
              + port
              + " cannot be used ("
              + taken.getMessage()
              + "). Stop what listens there, or choose another port with "
              + option
              + ".",
          taken);
    }
  }
}
