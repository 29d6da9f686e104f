package io.fieldbridge.connector.salesforce;

import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.ReferenceMissingException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.SystemUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * Combines calls of many threads without making any wait for company: who finds nobody calling goes
 * at once; while that call is on its way the next ones gather and go together. A combined call that
 * fails for what may be one record's fault is taken apart. For calls that may be repeated only.
 *
 * @param <Q> one thread's question
 * @param <A> its answer
 */
final class Gatherer<Q, A> {

  /** What came of one question: a failure, or an answer, which may be null. */
  record Outcome<A>(A answer, RuntimeException failure) {
    static <A> Outcome<A> of(A answer) {
      return new Outcome<>(answer, null);
    }

    static <A> Outcome<A> failed(RuntimeException failure) {
      return new Outcome<>(null, failure);
    }
  }

  private final int most;
  private final Function<Q, ?> identity;
  private final Function<List<Q>, List<Outcome<A>>> call;
  private final Deque<Asked<Q, A>> waiting = new ArrayDeque<>();
  private boolean busy;

  /**
   * @param most questions in one call
   * @param identity two questions of the same identity never go in one call
   * @param call answers in the order of the questions
   */
  Gatherer(int most, Function<Q, ?> identity, Function<List<Q>, List<Outcome<A>>> call) {
    this.most = most;
    this.identity = identity;
    this.call = call;
  }

  A ask(Q question) {
    Asked<Q, A> mine = new Asked<>(question);
    synchronized (this) {
      waiting.add(mine);
      if (!busy) {
        busy = true;
        mine.turn.complete(true);
      }
    }
    if (leads(mine)) {
      lead();
    }
    Outcome<A> outcome = mine.outcome;
    if (outcome.failure() != null) {
      throw outcome.failure();
    }
    return outcome.answer();
  }

  /** How many wait behind the call that is on its way. */
  synchronized int waiting() {
    return waiting.size();
  }

  private boolean leads(Asked<Q, A> mine) {
    try {
      return mine.turn.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      withdraw(mine);
      throw SalesforceFailures.unreachable(
          new NoAnswerException("the wait for a combined call was interrupted", false, e));
    } catch (ExecutionException e) {
      throw new IllegalStateException("A turn is never failed", e);
    }
  }

  private void lead() {
    List<Asked<Q, A>> batch = next();
    try {
      answer(batch);
    } finally {
      for (Asked<Q, A> asked : batch) {
        asked.close();
      }
      handOn();
    }
  }

  private synchronized List<Asked<Q, A>> next() {
    List<Asked<Q, A>> batch = new ArrayList<>();
    Set<Object> taken = new HashSet<>();
    Iterator<Asked<Q, A>> queue = waiting.iterator();
    while (queue.hasNext() && batch.size() < most) {
      Asked<Q, A> candidate = queue.next();
      if (taken.add(identity.apply(candidate.question))) {
        batch.add(candidate);
        queue.remove();
      }
    }
    return batch;
  }

  private void answer(List<Asked<Q, A>> batch) {
    try {
      List<Outcome<A>> outcomes = call.apply(batch.stream().map(asked -> asked.question).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).outcome = outcomes.get(i);
      }
    } catch (SyncException e) {
      if (batch.size() > 1 && mayBeOnesFault(e)) {
        batch.forEach(asked -> answer(List.of(asked)));
      } else {
        batch.forEach(asked -> asked.outcome = Outcome.failed(e));
      }
    }
  }

  private static boolean mayBeOnesFault(SyncException failure) {
    return failure instanceof RecordRejectedException
        || failure instanceof ReferenceMissingException
        || failure instanceof ContractException
        || failure instanceof SystemUnavailableException unavailable
            && unavailable.mayFollowRecord();
  }

  private synchronized void handOn() {
    Asked<Q, A> next = waiting.peek();
    if (next == null) {
      busy = false;
    } else {
      next.turn.complete(true);
    }
  }

  private synchronized void withdraw(Asked<Q, A> mine) {
    boolean waited = waiting.remove(mine);
    if (waited && mine.turn.isDone()) {
      handOn();
    }
  }

  private static final class Asked<Q, A> {
    private final Q question;
    private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
    private volatile Outcome<A> outcome;

    Asked(Q question) {
      this.question = question;
    }

    void close() {
      if (outcome == null) {
        outcome = Outcome.failed(new IllegalStateException("A combined call broke; see the log"));
      }
      turn.complete(false);
    }
  }
}
