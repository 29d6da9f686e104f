package io.fieldbridge.sandbox.businesscentral;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes to one company that can be taken back until they are committed. Rows are stamped with the
 * time at which their request came, and seen when its lock is released: as in the real thing, a row
 * may show up with an old stamp. Used by one thread under the write lock.
 */
final class Transaction {

  private final Environment environment;
  private final Company company;
  private final Instant stamp;
  private final Deque<Written> undo;

  /** How a write is taken back, and what is told of it once it stands; may be null. */
  private record Written(Runnable undo, Change change) {}

  Transaction(Environment environment, Company company, Instant stamp) {
    this(environment, company, stamp, new ArrayDeque<>());
  }

  private Transaction(
      Environment environment, Company company, Instant stamp, Deque<Written> undo) {
    this.environment = environment;
    this.company = company;
    this.stamp = stamp;
    this.undo = undo;
  }

  /** The same transaction, at work in another company. */
  Transaction in(Company other) {
    return new Transaction(environment, other, stamp, undo);
  }

  Company company() {
    return company;
  }

  Environment environment() {
    return environment;
  }

  Switches switches() {
    return environment.switches();
  }

  Instant stamp() {
    return stamp;
  }

  UUID newId(String set) {
    return environment.newId(company.name() + "/" + set);
  }

  Draft fresh(String set) {
    return Draft.fresh(environment.schema().type(set), newId(set));
  }

  Row write(Draft draft) {
    return write(draft, true);
  }

  /** Writes a row without moving its time stamp, as calculated fields do. */
  Row writeUnstamped(Draft draft) {
    return write(draft, false);
  }

  void delete(String set, UUID id) {
    Table table = company.tableForWriting(set);
    table
        .remove(id)
        .ifPresent(
            before ->
                undo.push(
                    new Written(() -> table.put(before), change(set, id, Change.Type.DELETED))));
  }

  /** What is written so far can no longer be taken back, and subscribers hear of it. */
  void commit() {
    List<Change> changes = new ArrayList<>();
    undo.descendingIterator()
        .forEachRemaining(
            written -> {
              if (written.change() != null) {
                changes.add(written.change());
              }
            });
    undo.clear();
    if (!changes.isEmpty()) {
      environment.publish(changes);
    }
  }

  private Change change(String set, UUID id, Change.Type type) {
    return new Change(company, set, id, type, stamp);
  }

  void rollback() {
    while (!undo.isEmpty()) {
      undo.pop().undo().run();
    }
  }

  /** A late request never turns the clock of a row back: it had to wait for the row's lock. */
  private Instant stampAfter(Optional<Row> before) {
    return before
        .map(row -> row.get("lastModifiedDateTime"))
        .map(Instant.class::cast)
        .filter(stamp::isBefore)
        .orElse(stamp);
  }

  private Row write(Draft draft, boolean stamped) {
    Table table = company.tableForWriting(draft.set());
    if (stamped) {
      draft.put("lastModifiedDateTime", stampAfter(table.find(draft.id())));
    }
    Row row = new Row(draft.id(), draft.values(), environment.nextVersion());
    table
        .put(row)
        .ifPresentOrElse(
            before ->
                undo.push(
                    new Written(
                        () -> table.put(before),
                        stamped ? change(draft.set(), row.id(), Change.Type.UPDATED) : null)),
            () ->
                undo.push(
                    new Written(
                        () -> table.remove(row.id()),
                        change(draft.set(), row.id(), Change.Type.CREATED))));
    return row;
  }
}
