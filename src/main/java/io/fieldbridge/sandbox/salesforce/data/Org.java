package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * All records of the org. Thread-safe: reads run side by side, one transaction writes at a time.
 */
public final class Org {

  private final Schema schema;
  private final InstantSource clock;
  private final Map<String, Table> tables = new HashMap<>();
  private final Locks locks = new Locks();
  private final Map<String, AtomicLong> numbers = new HashMap<>();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final StandardBook standardBook = new StandardBook();
  private volatile OrgSettings settings;
  private volatile Signature signature = Signature.of(Instant.EPOCH, "");
  private volatile Duration age = Duration.ZERO;
  private volatile Consumer<Commit> listener = commit -> {};
  private volatile Predicate<ObjectType> listened = type -> false;
  private volatile BiPredicate<ObjectType, ObjectNode> atOnce = (type, event) -> false;

  public Org(Schema schema, InstantSource clock, OrgSettings settings) {
    this.schema = schema;
    this.clock = clock;
    this.settings = settings;
    clear();
  }

  public Schema schema() {
    return schema;
  }

  public InstantSource clock() {
    Duration back = age;
    return back.isZero() ? clock : () -> clock.instant().minus(back);
  }

  /** Does work whose records are stamped as that old, as those of a real org are. */
  public void past(Duration back, Runnable work) {
    age = back;
    try {
      work.run();
    } finally {
      age = Duration.ZERO;
    }
  }

  public OrgSettings settings() {
    return settings;
  }

  public void settings(OrgSettings other) {
    settings = other;
  }

  /** The same again for transactions that follow each other, so that rows share it. */
  Signature signature(Instant at, String userId) {
    Signature last = signature;
    if (!last.is(at, userId)) {
      last = Signature.of(at, userId);
      signature = last;
    }
    return last;
  }

  StandardBook standardBook() {
    return standardBook;
  }

  /** The records that are held by somebody else. */
  public Locks locks() {
    return locks;
  }

  /**
   * Is told of every commit, in order, before the next can happen.
   *
   * @param of the objects whose changes matter; commits without any are not told
   */
  public void onCommit(Predicate<ObjectType> of, Consumer<Commit> told) {
    listened = of;
    listener = told;
  }

  /** Is offered each platform event before its commit; true where it was published at once. */
  public void onEvent(BiPredicate<ObjectType, ObjectNode> offered) {
    atOnce = offered;
  }

  boolean publishedAtOnce(ObjectType type, ObjectNode event) {
    return atOnce.test(type, event);
  }

  /** The rows of an object; only to be used inside {@link #read} or {@link #write}. */
  public Table table(ObjectType type) {
    return tables.get(type.name());
  }

  /** Reads from one state of the org. */
  public <T> T read(Supplier<T> work) {
    lock.readLock().lock();
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Does the work in one transaction; an exception rolls it back, as {@code halted} does. */
  public <T> T write(Caller caller, Function<Transaction, T> work) {
    lock.writeLock().lock();
    Transaction transaction = new Transaction(this, caller);
    try {
      T result = work.apply(transaction);
      Commit commit = transaction.finish(listened);
      if (!commit.changes().isEmpty()) {
        listener.accept(commit);
      }
      return result;
    } finally {
      transaction.rollBackUnlessFinished();
      lock.writeLock().unlock();
    }
  }

  /** Removes all records; ids and numbers begin anew. */
  public void clear() {
    lock.writeLock().lock();
    try {
      numbers.clear();
      locks.releaseAll();
      schema
          .objects()
          .forEach(type -> tables.put(type.name(), new Table(type, Rules.place(type.name()))));
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** The next number of a sequence; gaps stay where a transaction rolls back. */
  long next(String sequence) {
    return numbers.computeIfAbsent(sequence, any -> new AtomicLong()).incrementAndGet();
  }
}
