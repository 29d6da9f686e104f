package io.fieldbridge.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each change was sent to Salesforce and when it was committed in Business Central, by the
 * clock of this machine. Salesforce tells its commits in whole seconds, so the moment before the
 * call stands for them.
 */
final class Watch {

  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final Arena arena;
  private final List<Arena.Pair> pairs;
  private final Clock clock;
  private String phone = "";

  Watch(Arena arena, List<Arena.Pair> pairs, Clock clock) {
    this.arena = arena;
    this.pairs = pairs;
    this.clock = clock;
  }

  /** From now on this phone is what is waited for. */
  void expect(String next) {
    phone = next;
    sent.clear();
  }

  /** The accounts' phones are about to be sent. */
  void sending(List<Arena.Pair> chosen) {
    long now = clock.millis();
    chosen.forEach(pair -> sent.put(pair.account(), now));
  }

  /** The customers that have it, and since when. */
  Map<String, Long> arrived() {
    Map<String, Long> arrived = new HashMap<>();
    for (JsonNode customer : arena.businessCentral().records("customers")) {
      if (customer.path("phoneNumber").asText().equals(phone)) {
        String at = customer.path("lastModifiedDateTime").asText();
        arrived.put(customer.path("id").asText(), Instant.parse(at).toEpochMilli());
      }
    }
    return arrived;
  }

  /** What became of the changes that came to Salesforce. */
  Times times() {
    Map<String, Long> arrived = arrived();
    List<Long> took = new ArrayList<>();
    long first = Long.MAX_VALUE;
    long last = 0;
    for (Arena.Pair pair : pairs) {
      Long from = sent.get(pair.account());
      Long to = arrived.get(pair.customer());
      if (from != null && to != null) {
        took.add(to - from);
        first = Math.min(first, from);
        last = Math.max(last, to);
      }
    }
    Collections.sort(took);
    return new Times(took, last - first);
  }

  /**
   * @param took milliseconds from Salesforce to the commit in the ERP, sorted
   * @param span milliseconds from the first call to Salesforce to the last commit in the ERP
   */
  record Times(List<Long> took, long span) {

    long percentile(int percent) {
      return took.isEmpty() ? -1 : took.get((took.size() - 1) * percent / 100);
    }

    double perSecond() {
      return took.size() * 1000.0 / Math.max(1, span);
    }
  }
}
