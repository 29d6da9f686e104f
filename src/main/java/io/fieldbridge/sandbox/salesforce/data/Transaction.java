package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One transaction: what it stores is seen by itself at once and by others when it ends. Used by the
 * one thread that holds the org's lock.
 */
public final class Transaction {

  /** What was at a position of a table before; null for nothing. */
  private record Undo(Table table, int position, Row before) {

    void run() {
      if (before == null) {
        table.remove(position);
      } else {
        table.put(before);
      }
    }
  }

  private final Org org;
  private final Caller caller;
  private final Instant commits;
  private final Instant at;
  private final TextNode stamp;
  private final TextNode user;
  private final List<Undo> undos = new ArrayList<>();
  private boolean finished;
  private final Map<ObjectType, Table> tables = new IdentityHashMap<>();
  private Table lastParents;

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
      undos.remove(undos.size() - 1).run();
    }
  }

  Table table(ObjectType type) {
    Table table = tables.get(type);
    if (table == null) {
      table = org.table(type);
      tables.put(type, table);
    }
    return table;
  }

  /** The live record behind an id of any object; null where there is none. */
  Row live(String id) {
    Table parents = lastParents;
    if (parents == null || !id.startsWith(parents.type().prefix())) {
      parents = table(org.schema().ofId(id));
      lastParents = parents;
    }
    return (Row) parents.live(id);
  }

  Table table(String type) {
    return org.table(org.schema().require(type));
  }

  /** Stores a row; it must not be changed any more afterwards. */
  void store(ObjectType type, ObjectNode row) {
    if (type.isEvent() && org.publishedAtOnce(type, row)) {
      return;
    }
    Table table = table(type);
    int position = table.position(row);
    undos.add(new Undo(table, position, table.at(position)));
    table.put(row);
  }

  /** Takes a row away without a trace in the recycle bin. */
  void erase(ObjectType type, String id) {
    Table table = table(type);
    Row before = (Row) table.row(id);
    if (before != null) {
      int position = table.position(before);
      undos.add(new Undo(table, position, before));
      table.remove(position);
    }
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
    Table present = null;
    boolean wanted = false;
    for (Undo undo : undos) {
      if (undo.table != present) {
        present = undo.table;
        wanted = listened.test(present.type());
      }
      if (wanted) {
        String id = present.shape().id(undo.position).textValue();
        changes.computeIfAbsent(id, any -> change(undo, id));
      }
      if (present.type().isEvent()) {
        events.add(undo);
      }
    }
    events.forEach(event -> event.table.remove(event.position));
    finished = true;
    return new Commit(caller, commits, List.copyOf(changes.values()));
  }

  private static Commit.Change change(Undo undo, String id) {
    return new Commit.Change(undo.table.type(), id, undo.before, undo.table.at(undo.position));
  }

  void rollBackUnlessFinished() {
    if (!finished) {
      rollBackTo(0);
    }
  }
}
