package io.fieldbridge.flow;

import io.fieldbridge.model.RecordRef;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The version at which a record and its other half last agreed in everything. A feed that tells no
 * more than that version tells our own write: nothing has to be read. Forgotten with the process
 * and when there are many; then the records are read, no more. Thread-safe.
 */
final class Settled {

  private static final int KEPT = 20_000;

  private final Map<RecordRef, String> versions =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RecordRef, String> eldest) {
          return size() > KEPT;
        }
      };

  synchronized void note(RecordRef record, String version) {
    versions.remove(record);
    if (!version.isEmpty()) {
      versions.put(record, version);
    }
  }

  synchronized boolean at(RecordRef record, String version) {
    return version.equals(versions.get(record));
  }
}
