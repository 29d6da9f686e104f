package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** How many objects a row usually has to do with. */
  private static final int USED = 8;

  private final Org org;
  private final Caller caller;
  private final Instant commits;
  private final Instant at;
  private final Signature signature;
  private final List<Undo> undos = new ArrayList<>();
  private boolean finished;
  private final ObjectType[] usedTypes = new ObjectType[USED];
  private final Table[] usedTables = new Table[USED];
  private int used;
  private final Map<String, Table> named = new HashMap<>();
  private Table lastParents;
  private Row lastParent;

  Transaction(Org org, Caller caller) {
    this.org = org;
    this.caller = caller;
    this.commits = org.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    this.at = commits.minusSeconds(org.settings().facts().stampedSecondsEarlier());
    this.signature = org.signature(at, caller.userId());
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
    return signature.time();
  }

  /** The caller as records have it. */
  TextNode userNode() {
    return signature.user();
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
    for (int index = 0; index < USED; index++) {
      if (usedTypes[index] == type) {
        return usedTables[index];
      }
    }
    int oldest = used++ % USED;
    usedTypes[oldest] = type;
    usedTables[oldest] = org.table(type);
    return usedTables[oldest];
  }

  /** The live record behind an id of any object; null where there is none. */
  Row live(String id) {
    Table parents = lastParents;
    if (parents == null || !id.startsWith(parents.type().prefix())) {
      parents = table(org.schema().ofId(id));
      lastParents = parents;
    }
    int position = RecordIds.number(parents.type().prefix(), id);
    Row parent = lastParent;
    if (!parents.isPresent(parent) || parent.cells().position() != position) {
      parent = parents.live(position);
      lastParent = parent;
    }
    return parent;
  }

  Table table(String type) {
    Table table = named.get(type);
    if (table == null) {
      table = org.table(org.schema().require(type));
      named.put(type, table);
    }
    return table;
  }

  /** Stores a row; it must not be changed any more afterwards. */
  void store(ObjectType type, ObjectNode row) {
    store(type, row, null);
  }

  /**
   * As above.
   *
   * @param before as the row was read; null where it was not
   */
  void store(ObjectType type, ObjectNode row, ObjectNode before) {
    if (type.isEvent() && org.publishedAtOnce(type, row)) {
      return;
    }
    Table table = table(type);
    int position = table.position(row);
    Row present = table.isPresent(before) ? (Row) before : table.at(position);
    undos.add(new Undo(table, position, present));
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
    row.set("LastModifiedDate", stamp());
    row.set("LastModifiedById", userNode());
    row.set("SystemModstamp", stamp());
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
