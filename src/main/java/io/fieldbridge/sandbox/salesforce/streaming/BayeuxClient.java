package io.fieldbridge.sandbox.salesforce.streaming;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.events.EventLog;
import io.fieldbridge.sandbox.salesforce.events.EventViewer;
import io.fieldbridge.sandbox.salesforce.events.TopicPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client between its handshake and its end: what it follows, and how far it is. Thread-safe. */
final class BayeuxClient {

  private static final int EVENTS_MAX = 200;

  private final String id;
  private final String cookie;
  private final Map<String, Long> positions = new LinkedHashMap<>();
  private long seenNanos = System.nanoTime();
  private int held;
  private long connects;

  BayeuxClient(String id, String cookie) {
    this.id = id;
    this.cookie = cookie;
  }

  String id() {
    return id;
  }

  boolean sends(String cookieHeader) {
    return cookieHeader.contains(cookie);
  }

  synchronized void subscribe(String channel, long after) {
    positions.put(channel, after);
  }

  synchronized void unsubscribe(String channel) {
    positions.remove(channel);
  }

  /** Begins a connect and says its number: 1 is answered at once, an older one gives way. */
  synchronized long connect() {
    held++;
    connects++;
    return connects;
  }

  synchronized boolean isNewest(long connect) {
    return connects == connect;
  }

  synchronized void disconnect() {
    held--;
    seenNanos = System.nanoTime();
  }

  synchronized boolean isLost(long milliseconds) {
    return held == 0 && System.nanoTime() - seenNanos > milliseconds * 1_000_000;
  }

  /** Takes what is new on all channels, in the order of replay ids. */
  synchronized List<ObjectNode> take(EventLog log, EventViewer viewer, boolean changedFields) {
    List<ObjectNode> messages = new ArrayList<>();
    for (Map.Entry<String, Long> position : positions.entrySet()) {
      if (log.knows(position.getKey())) {
        TopicPage page =
            log.page(position.getKey(), position.getValue(), EVENTS_MAX, viewer, changedFields);
        position.setValue(page.through());
        messages.addAll(page.messages());
      }
    }
    messages.sort(Comparator.comparingLong(BayeuxClient::replayId));
    return messages;
  }

  private static long replayId(ObjectNode message) {
    return message.path("data").path("event").path("replayId").longValue();
  }
}
