package io.fieldbridge.connector.salesforce;

import io.fieldbridge.connector.Gathering;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.ReferenceMissingException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.SystemUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Combines calls of many threads, one combined call at a time. One that fails for what may be one
 * record's fault is taken apart. For calls that may be repeated only.
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

    private A get() {
      if (failure != null) {
        throw failure;
      }
      return answer;
    }
  }

  private final Function<List<Q>, List<Outcome<A>>> call;
  private final Gathering<Q, A> gathering;

  /**
   * @param most questions in one call
   * @param identity two questions of the same identity never go in one call
   * @param call answers in the order of the questions
   */
  Gatherer(int most, Function<Q, ?> identity, Function<List<Q>, List<Outcome<A>>> call) {
    this.call = call;
    this.gathering = new Gathering<>(Gathering.Rules.of(1, most, identity), this::carry);
  }

  A ask(Q question) {
    return gathering.submit(question);
  }

  /** How many wait behind the call that is on its way. */
  int waiting() {
    return gathering.waiting();
  }

  private List<Supplier<A>> carry(List<Q> questions) {
    List<Supplier<A>> answers = new ArrayList<>();
    try {
      call.apply(questions).forEach(outcome -> answers.add(outcome::get));
      return answers;
    } catch (SyncException e) {
      if (questions.size() == 1 || !mayBeOnesFault(e)) {
        throw e;
      }
    }
    questions.forEach(question -> answers.add(() -> call.apply(List.of(question)).get(0).get()));
    return answers;
  }

  private static boolean mayBeOnesFault(SyncException failure) {
    return failure instanceof RecordRejectedException
        || failure instanceof ReferenceMissingException
        || failure instanceof ContractException
        || failure instanceof SystemUnavailableException unavailable
            && unavailable.mayFollowRecord();
  }
}
