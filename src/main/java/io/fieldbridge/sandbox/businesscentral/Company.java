package io.fieldbridge.sandbox.businesscentral;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The tables of one company, as they are. Guarded by the lock of its environment. */
final class Company {

  private final UUID id;
  private final String name;
  private final Schema schema;
  private final Clock clock;
  private final Map<String, Table> tables = new HashMap<>();

  Company(UUID id, String name, Schema schema, Clock clock) {
    this.id = id;
    this.name = name;
    this.schema = schema;
    this.clock = clock;
  }

  /** The company as it is now, which no later write changes. */
  Company copy() {
    Company copy = new Company(id, name, schema, clock);
    tables.forEach((set, table) -> copy.tables.put(set, table.copy()));
    return copy;
  }

  UUID id() {
    return id;
  }

  String name() {
    return name;
  }

  /** The work date of a service session. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  Table table(String set) {
    Table table = tables.get(nameOf(set));
    return table == null ? new Table("id") : table;
  }

  Table tableForWriting(String set) {
    return tables.computeIfAbsent(
        nameOf(set), name -> new Table(schema.find(set).map(EntityType::indexed).orElse("$key")));
  }

  private String nameOf(String set) {
    return schema.find(set).map(EntityType::table).orElse(set);
  }

  Collection<Row> rows(String set) {
    Optional<View> view = View.of(set);
    return view.isPresent() ? view.get().rows(this) : table(set).rows();
  }

  Optional<Row> find(String set, UUID wanted) {
    return View.of(set)
        .map(view -> view.find(this, wanted))
        .orElseGet(() -> table(set).find(wanted));
  }

  /** The rows whose indexed property (key, or parent of a line) has this value. */
  List<Row> where(String set, Object value) {
    return table(set).where(value);
  }

  /** The row with this code or number. */
  Optional<Row> byKey(String set, Object key) {
    return where(set, key).stream().findFirst();
  }
}
