package io.fieldbridge;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.prove.DaemonProcess;

/** How much waits in a daemon of another process. */
public final class WaitingMessages {

  private WaitingMessages() {}

  /** Messages of all flows that are not finished; -1 while the daemon does not answer. */
  public static long of(DaemonProcess daemon) {
    JsonNode status = daemon.status();
    long waiting = 0;
    for (JsonNode flow : status.path("flows")) {
      waiting += flow.path("waiting").asLong();
    }
    return status.isEmpty() ? -1 : waiting;
  }
}
