package io.fieldbridge.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who works side by side shares calls, and nobody waits for one who brings nothing (P9). */
class ConvoyTest {

  private static final int MEMBERS = 50;

  /** So long that a test which waits for it fails. */
  private static final Duration LONG = Duration.ofMinutes(5);

  private final List<Integer> calls = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Convoy convoy = new Convoy();
  private final Gathering<Integer, Integer> reads = gathering(2, 100, LONG);
  private final Gathering<Integer, Integer> writes = gathering(2, 100, LONG);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void what_members_ask_one_after_another_goes_in_one_call_each_time() {
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    List<Convoy.Member> members = expect(MEMBERS);
    for (int i = 0; i < MEMBERS; i++) {
      int asked = i;
      answers.add(travel(members.get(i), () -> writes.submit(reads.submit(asked))));
    }
    for (int i = 0; i < MEMBERS; i++) {
      assertThat(answers.get(i).join()).isEqualTo(i + 2);
    }
    assertThat(calls).containsExactly(MEMBERS, MEMBERS);
  }

  @Test
  void a_group_takes_no_more_than_it_may_and_the_others_go_beside_it() {
    Gathering<Integer, Integer> small = gathering(2, 30, LONG);
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (Convoy.Member member : expect(MEMBERS)) {
      answers.add(travel(member, () -> small.submit(1)));
    }
    answers.forEach(CompletableFuture::join);
    assertThat(calls).containsExactlyInAnyOrder(30, 20);
  }

  @Test
  void who_waits_for_another_call_or_has_left_is_not_waited_for() {
    List<Convoy.Member> members = expect(4);
    CountDownLatch answered = new CountDownLatch(1);
    CompletableFuture<Integer> away =
        travel(
            members.get(0),
            () -> {
              Convoy.Halt halt = Convoy.halt();
              awaitUninterruptibly(answered);
              halt.close();
              return 0;
            });
    members.get(1).leave();
    CompletableFuture<Integer> one = travel(members.get(2), () -> reads.submit(1));
    CompletableFuture<Integer> two = travel(members.get(3), () -> reads.submit(2));
    assertThat(one.join()).isEqualTo(2);
    assertThat(two.join()).isEqualTo(3);
    assertThat(calls).containsExactly(2);
    answered.countDown();
    away.join();
  }

  @Test
  void who_brings_nothing_for_long_does_not_keep_the_others() {
    Gathering<Integer, Integer> brisk = gathering(2, 100, Duration.ofMillis(20));
    List<Convoy.Member> members = expect(2);
    assertThat(travel(members.get(0), () -> brisk.submit(1)).join()).isEqualTo(2);
    assertThat(calls).containsExactly(1);
    members.get(1).leave();
  }

  @Test
  void who_travels_alone_waits_for_nobody() {
    expect(1);
    assertThat(reads.submit(1)).isEqualTo(2);
    assertThat(calls).containsExactly(1);
  }

  private List<Convoy.Member> expect(int members) {
    List<Convoy.Member> expected = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      expected.add(convoy.expect());
    }
    return expected;
  }

  private CompletableFuture<Integer> travel(Convoy.Member member, Supplier<Integer> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          member.join();
          try {
            return work.get();
          } finally {
            member.leave();
          }
        },
        threads);
  }

  private Gathering<Integer, Integer> gathering(int lanes, int groupMax, Duration patience) {
    return new Gathering<>(
        new Gathering.Rules<>(lanes, groupMax, item -> new Object(), patience),
        items -> {
          calls.add(items.size());
          return items.stream().<Supplier<Integer>>map(item -> () -> item + 1).toList();
        });
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
