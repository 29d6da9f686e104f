package io.fieldbridge.connector.businesscentral;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The versions a feed has seen within its overlap, so that reading them again tells nothing. Only
 * spares work: what it forgets the inbox drops. Not thread-safe.
 */
final class RecentRows {

  private static final int ROWS_MAX = 200_000;

  private record Seen(String version, Instant modifiedAt) {}

  private final Map<String, Seen> byId =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
          return size() > ROWS_MAX;
        }
      };

  boolean contains(String id, String version) {
    Seen seen = byId.get(id);
    return seen != null && seen.version.equals(version);
  }

  void add(String id, String version, Instant modifiedAt) {
    byId.put(id, new Seen(version, modifiedAt));
  }

  void forgetBefore(Instant limit) {
    byId.values().removeIf(seen -> seen.modifiedAt.isBefore(limit));
  }
}
