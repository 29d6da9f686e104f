package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fieldbridge.sandbox.Fault;
import io.fieldbridge.sandbox.Json;
import java.util.List;

/** What spoils notifications on their way to subscribers, on demand. Thread-safe. */
final class NotificationFaults {

  private int duplicates;
  private int reorders;
  private int losses;

  /** Switches one on for so many notifications; false where the fault is another. */
  synchronized boolean strike(Fault fault) {
    switch (fault.fault()) {
      case "notification-duplicate":
        duplicates = fault.times();
        return true;
      case "notification-reorder":
        reorders = fault.times();
        return true;
      case "notification-lost":
        losses = fault.times();
        return true;
      default:
        return false;
    }
  }

  synchronized void disarm() {
    duplicates = 0;
    reorders = 0;
    losses = 0;
  }

  /** The bodies that are sent in the place of one with these values, one after the other. */
  synchronized List<ArrayNode> spoil(ArrayNode values) {
    if (losses > 0) {
      losses--;
      return List.of();
    }
    ArrayNode told = values;
    if (reorders > 0 && values.size() > 1) {
      reorders--;
      told = Json.array();
      for (int index = values.size() - 1; index >= 0; index--) {
        told.add(values.get(index));
      }
    }
    if (duplicates > 0) {
      duplicates--;
      return List.of(told, told);
    }
    return List.of(told);
  }
}
