package io.fieldbridge.sandbox.businesscentral;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows of one table, with one index. Guarded by the lock of its environment. */
final class Table {

  private final String indexed;
  private final Map<UUID, Row> rows = new LinkedHashMap<>();
  private final Map<Object, Set<UUID>> index = new LinkedHashMap<>();

  Table(String indexed) {
    this.indexed = indexed;
  }

  /** The same rows, which no later write changes. */
  Table copy() {
    Table copy = new Table(indexed);
    rows.values().forEach(copy::put);
    return copy;
  }

  Optional<Row> find(UUID id) {
    return Optional.ofNullable(rows.get(id));
  }

  Collection<Row> rows() {
    return rows.values();
  }

  /** The rows whose indexed property has this value, oldest first. */
  List<Row> where(Object value) {
    return index.getOrDefault(value, Set.of()).stream().map(rows::get).toList();
  }

  Optional<Row> put(Row row) {
    Row before = rows.put(row.id(), row);
    if (before == null || !key(before).equals(key(row))) {
      if (before != null) {
        forget(before);
      }
      index.computeIfAbsent(key(row), value -> new LinkedHashSet<>()).add(row.id());
    }
    return Optional.ofNullable(before);
  }

  Optional<Row> remove(UUID id) {
    Row before = rows.remove(id);
    if (before != null) {
      forget(before);
    }
    return Optional.ofNullable(before);
  }

  private void forget(Row row) {
    Set<UUID> ids = index.get(key(row));
    ids.remove(row.id());
    if (ids.isEmpty()) {
      index.remove(key(row));
    }
  }

  private Object key(Row row) {
    Object value = row.get(indexed);
    return value == null ? row.id() : value;
  }
}
