package io.fieldbridge.prove;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Where everything listens on 127.0.0.1. */
public record Ports(int salesforce, int pubSub, int businessCentral, int daemon) {

  /** Four that were free a moment ago. */
  static Ports free() {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return new Ports(
          held.get(0).getLocalPort(),
          held.get(1).getLocalPort(),
          held.get(2).getLocalPort(),
          held.get(3).getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("No four ports are free on this machine", e);
    } finally {
      held.forEach(Ports::release);
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
