package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One transaction: what it stores is seen by itself at once and by others when it ends. Used by the
 * one thread that holds the org's lock.
 */
public final class Transaction {

  private record Undo(ObjectType type, String id, ObjectNode before) {}

  private final Org org;
  private final Caller caller;
  private final Instant at;
  private final List<Undo> undos = new ArrayList<>();
  private boolean finished;

  Transaction(Org org, Caller caller) {
    this.org = org;
    this.caller = caller;
    this.at = org.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  public Org org() {
    return org;
  }

  public Caller caller() {
    return caller;
  }

  /** The time of the transaction in whole seconds, as records are stamped with it. */
  public Instant at() {
    return at;
  }

  /** A point to go back to. */
  public int savepoint() {
    return undos.size();
  }

  /** Takes back everything that was stored since the savepoint. */
  public void rollBackTo(int savepoint) {
    while (undos.size() > savepoint) {
      Undo undo = undos.remove(undos.size() - 1);
      if (undo.before == null) {
        org.table(undo.type).remove(undo.id);
      } else {
        org.table(undo.type).put(undo.before);
      }
    }
  }

  Table table(ObjectType type) {
    return org.table(type);
  }

  Table table(String type) {
    return org.table(org.schema().require(type));
  }

  /** Stores a row; it must not be changed any more afterwards. */
  void store(ObjectType type, ObjectNode row) {
    if (type.isEvent() && org.publishedAtOnce(type, row)) {
      return;
    }
    String id = row.get("Id").textValue();
    undos.add(new Undo(type, id, table(type).row(id)));
    table(type).put(row);
  }

  /** Takes a row away for good, past the recycle bin. */
  void purge(ObjectType type, String id) {
    undos.add(new Undo(type, id, table(type).row(id)));
    table(type).remove(id);
  }

  /** Stores a row that the platform changed by itself, with new stamps. */
  void amend(ObjectType type, ObjectNode row) {
    org.locks().checkRow(type, row);
    row.put("LastModifiedDate", Times.text(at));
    row.put("LastModifiedById", caller.userId());
    row.put("SystemModstamp", Times.text(at));
    store(type, row);
  }

  Commit finish() {
    Map<String, Commit.Change> changes = new LinkedHashMap<>();
    for (Undo undo : undos) {
      changes.computeIfAbsent(
          undo.id, id -> new Commit.Change(undo.type, id, undo.before, table(undo.type).row(id)));
    }
    changes.values().stream()
        .filter(change -> change.type().isEvent())
        .forEach(change -> table(change.type()).remove(change.id()));
    finished = true;
    return new Commit(caller, at, List.copyOf(changes.values()));
  }

  void rollBackUnlessFinished() {
    if (!finished) {
      rollBackTo(0);
    }
  }
}
