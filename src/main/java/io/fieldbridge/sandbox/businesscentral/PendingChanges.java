package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Change.Type;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The changes of one subscription since the first of them, one for each row. */
final class PendingChanges {

  private final Instant first;
  private final Map<UUID, Change> changes = new LinkedHashMap<>();
  private Instant last;

  PendingChanges(Instant first) {
    this.first = first;
    this.last = first;
  }

  /** Merges: what was created stays so, what was created and deleted never was. */
  void add(Change change) {
    Change before = changes.get(change.id());
    last = change.at();
    boolean fresh = before != null && before.type() == Type.CREATED;
    if (fresh && change.type() == Type.DELETED) {
      changes.remove(change.id());
    } else {
      Type type = fresh ? Type.CREATED : change.type();
      changes.put(
          change.id(), new Change(change.company(), change.set(), change.id(), type, change.at()));
    }
  }

  Instant first() {
    return first;
  }

  Instant last() {
    return last;
  }

  int size() {
    return changes.size();
  }

  void forEach(Consumer<Change> work) {
    changes.values().forEach(work);
  }
}
