package io.fieldbridge.prove;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Where everything listens on 127.0.0.1. */
public record Ports(int salesforce, int pubSub, int businessCentral, int daemon) {

  /**
   * Below what operating systems give to outgoing connections, so that none of them has taken the
   * daemon's port when it starts again.
   */
  private static final int LOWEST = 15_000;

  private static final int BEYOND = 32_000;
  private static final int TRIES = 1_000;

  /** Four that were free a moment ago. */
  static Ports free() {
    List<Integer> found = new ArrayList<>();
    for (int tries = 0; tries < TRIES && found.size() < 4; tries++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
      if (!found.contains(port) && isFree(port)) {
        found.add(port);
      }
    }
    if (found.size() < 4) {
      throw new ProofException("No four ports are free on this machine");
    }
    return new Ports(found.get(0), found.get(1), found.get(2), found.get(3));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** Root of the Salesforce org. */
  public String salesforceUrl() {
    return "http://127.0.0.1:" + salesforce;
  }

  /** Root of Business Central. */
  public String businessCentralUrl() {
    return "http://127.0.0.1:" + businessCentral;
  }
}
