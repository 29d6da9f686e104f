package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One environment: its companies, its clock and the lock that all share. Many read at a time, one
 * writes. Ids and versions are counted, so that the same calls after a reset give the same ids.
 */
final class Environment {

  private final Schema schema;
  private final Switches switches;
  private final Clock clock;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<UUID, Company> companies = new LinkedHashMap<>();
  private final Replica replica = new Replica();
  private final AtomicLong versions = new AtomicLong();
  private final AtomicLong ids = new AtomicLong();
  private volatile Consumer<List<Change>> listener = changes -> {};

  Environment(Schema schema, Switches switches, Clock clock) {
    this.schema = schema;
    this.switches = switches;
    this.clock = clock;
  }

  Schema schema() {
    return schema;
  }

  Switches switches() {
    return switches;
  }

  Clock clock() {
    return clock;
  }

  /** The present moment as rows are stamped with it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  <T> T reading(Supplier<T> work) {
    lock.readLock().lock();
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  <T> T writing(Supplier<T> work) {
    lock.writeLock().lock();
    try {
      return work.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  Collection<Company> companies() {
    return companies.values();
  }

  Optional<Company> company(String nameOrId) {
    return companies.values().stream()
        .filter(
            company ->
                company.name().equalsIgnoreCase(nameOrId)
                    || company.id().toString().equalsIgnoreCase(nameOrId))
        .findFirst();
  }

  Company open(String name) {
    Company company = new Company(idOf("companies/" + name), name, schema, clock);
    companies.put(company.id(), company);
    return company;
  }

  /** A company as a call that only reads sees it where it says so: as old as the settings allow. */
  Company replicaOf(Company company) {
    int lag = switches.number(Switch.REPLICA_LAG_MILLISECONDS);
    return lag == 0
        ? company
        : replica.of(company, companies.values(), clock.instant(), Duration.ofMillis(lag));
  }

  void clear() {
    replica.forget();
    companies.clear();
    versions.set(0);
    ids.set(0);
  }

  /** Has committed changes told to somebody, while their lock is still held. */
  void listen(Consumer<List<Change>> wanted) {
    listener = wanted;
  }

  void publish(List<Change> changes) {
    listener.accept(changes);
  }

  long nextVersion() {
    return versions.incrementAndGet();
  }

  UUID newId(String kind) {
    return idOf(kind + "#" + ids.incrementAndGet());
  }

  static UUID idOf(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
