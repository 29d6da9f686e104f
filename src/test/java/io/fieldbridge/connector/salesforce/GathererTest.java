package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.connector.salesforce.Gatherer.Outcome;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.SystemUnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls go out alone when nobody waits, together when many do, and never lose their answers. */
class GathererTest {

  private final List<List<String>> calls = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore gate = new Semaphore(0);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void the_first_goes_at_once_and_those_who_came_meanwhile_go_together() {
    Gatherer<String, String> gatherer = gatherer(200, this::answer);
    List<CompletableFuture<String>> answers = askBehindAnother(gatherer, "a", "b", "c", "d");
    gate.release(100);
    assertThat(answers).map(CompletableFuture::join).containsExactly("A", "B", "C", "D");
    assertThat(calls).hasSize(2);
    assertThat(calls.get(0)).containsExactly("a");
    assertThat(calls.get(1)).containsExactlyInAnyOrder("b", "c", "d");
  }

  @Test
  void a_call_takes_no_more_than_it_may_and_no_record_twice() {
    Gatherer<String, String> gatherer = gatherer(2, this::answer);
    List<CompletableFuture<String>> answers = askBehindAnother(gatherer, "a", "b", "b", "c", "d");
    gate.release(100);
    assertThat(answers).map(CompletableFuture::join).containsExactly("A", "B", "B", "C", "D");
    assertThat(calls)
        .allSatisfy(call -> assertThat(call).hasSizeLessThan(3).doesNotHaveDuplicates());
  }

  @Test
  void a_call_that_one_record_may_have_broken_is_taken_apart() {
    Gatherer<String, String> gatherer =
        gatherer(
            200,
            asked -> {
              if (asked.contains("b")) {
                await();
                throw new RecordRejectedException(Reason.of("bad", "b is bad", "mend b"));
              }
              return answer(asked);
            });
    List<CompletableFuture<String>> answers = askBehindAnother(gatherer, "a", "b", "c");
    gate.release(100);
    assertThat(answers.get(2).join()).isEqualTo("C");
    assertThatThrownBy(answers.get(1)::join).hasCauseInstanceOf(RecordRejectedException.class);
  }

  @Test
  void a_system_that_is_down_fails_all_that_asked_together() {
    Gatherer<String, String> gatherer =
        gatherer(
            200,
            asked -> {
              answer(asked);
              throw new SystemUnavailableException(Reason.of("down", "down", "wait"), null);
            });
    List<CompletableFuture<String>> answers = askBehindAnother(gatherer, "a", "b", "c");
    gate.release(100);
    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThatThrownBy(answer::join)
                    .hasCauseInstanceOf(SystemUnavailableException.class));
    assertThat(calls).hasSize(2);
  }

  @Test
  void a_fault_of_ours_releases_everybody() {
    Gatherer<String, String> gatherer =
        gatherer(
            200,
            asked -> {
              answer(asked);
              throw new IllegalArgumentException("a fault");
            });
    List<CompletableFuture<String>> answers = askBehindAnother(gatherer, "a", "b", "c");
    gate.release(100);
    assertThat(answers).allSatisfy(answer -> assertThatThrownBy(answer::join).isNotNull());
  }

  @Test
  void who_is_interrupted_while_waiting_leaves_and_the_others_go_on() throws Exception {
    Gatherer<String, String> gatherer = gatherer(200, this::answer);
    CompletableFuture<String> first = ask(gatherer, "a");
    Awaitility.await().until(() -> calls.size() == 1);
    CompletableFuture<Boolean> left = new CompletableFuture<>();
    Thread leaver =
        new Thread(
            () -> {
              try {
                gatherer.ask("b");
              } catch (SystemUnavailableException e) {
                left.complete(Thread.currentThread().isInterrupted());
              }
            });
    leaver.start();
    Awaitility.await().until(() -> leaver.getState() == Thread.State.WAITING);
    leaver.interrupt();
    assertThat(left.join()).isTrue();
    CompletableFuture<String> last = ask(gatherer, "c");
    gate.release(100);
    assertThat(first.join()).isEqualTo("A");
    assertThat(last.join()).isEqualTo("C");
    assertThat(calls).containsExactly(List.of("a"), List.of("c"));
  }

  private Gatherer<String, String> gatherer(
      int most, Function<List<String>, List<Outcome<String>>> call) {
    return new Gatherer<>(most, Function.identity(), call);
  }

  private List<Outcome<String>> answer(List<String> asked) {
    calls.add(asked);
    await();
    return asked.stream().map(text -> Outcome.of(text.toUpperCase(Locale.ROOT))).toList();
  }

  private void await() {
    gate.acquireUninterruptibly();
  }

  /** Asks the first, waits until it is on its way, then asks the others. */
  private List<CompletableFuture<String>> askBehindAnother(
      Gatherer<String, String> gatherer, String first, String... others) {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    answers.add(ask(gatherer, first));
    Awaitility.await().until(() -> calls.size() == 1);
    for (String other : others) {
      answers.add(ask(gatherer, other));
      int waiting = answers.size() - 1;
      Awaitility.await().until(() -> gatherer.waiting() == waiting);
    }
    return answers;
  }

  private CompletableFuture<String> ask(Gatherer<String, String> gatherer, String question) {
    return CompletableFuture.supplyAsync(() -> gatherer.ask(question), threads);
  }
}
