package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One transaction: what it stores is seen by itself at once and by others when it ends. Used by the
 * one thread that holds the org's lock.
 */
public final class Transaction {

  private record Undo(ObjectType type, String id, ObjectNode before) {}

  private final Org org;
  private final Caller caller;
  private final Instant commits;
  private final Instant at;
  private final TextNode stamp;
  private final TextNode user;
  private final List<Undo> undos = new ArrayList<>();
  private boolean finished;
  private ObjectType lastType;
  private Table lastTable;

  Transaction(Org org, Caller caller) {
    this.org = org;
    this.caller = caller;
    this.commits = org.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    this.at = commits.minusSeconds(org.settings().facts().stampedSecondsEarlier());
    this.stamp = TextNode.valueOf(Times.text(at));
    this.user = TextNode.valueOf(caller.userId());
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

  /** {@link #at} as records have it. */
  TextNode stamp() {
    return stamp;
  }

  /** The caller as records have it. */
  TextNode userNode() {
    return user;
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
    if (type != lastType) {
      lastTable = org.table(type);
      lastType = type;
    }
    return lastTable;
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

  /** Takes a row away without a trace in the recycle bin. */
  void erase(ObjectType type, String id) {
    undos.add(new Undo(type, id, table(type).row(id)));
    table(type).remove(id);
  }

  /** Stores a row that the platform changed by itself, with new stamps. */
  void amend(ObjectType type, ObjectNode row) {
    org.locks().checkRow(type, row);
    row.set("LastModifiedDate", stamp);
    row.set("LastModifiedById", user);
    row.set("SystemModstamp", stamp);
    store(type, row);
  }

  /** Tells what changed of the objects that somebody listens to; events are gone afterwards. */
  Commit finish(Predicate<ObjectType> listened) {
    Map<String, Commit.Change> changes = new LinkedHashMap<>();
    List<Undo> events = new ArrayList<>();
    ObjectType present = null;
    boolean wanted = false;
    for (Undo undo : undos) {
      if (undo.type != present) {
        present = undo.type;
        wanted = listened.test(present);
      }
      if (wanted) {
        changes.computeIfAbsent(
            undo.id, id -> new Commit.Change(undo.type, id, undo.before, table(undo.type).row(id)));
      }
      if (present.isEvent()) {
        events.add(undo);
      }
    }
    events.forEach(event -> table(event.type).remove(event.id));
    finished = true;
    return new Commit(caller, commits, List.copyOf(changes.values()));
  }

  void rollBackUnlessFinished() {
    if (!finished) {
      rollBackTo(0);
    }
  }
}
