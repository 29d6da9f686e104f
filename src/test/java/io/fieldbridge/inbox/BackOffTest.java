package io.fieldbridge.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Tries come further apart, and never all at once (P15). */
class BackOffTest {

  private final BackOff backOff = new BackOff(Duration.ofSeconds(2), Duration.ofMinutes(5));

  @Test
  void the_wait_doubles_up_to_the_limit() {
    RandomGenerator none = () -> 0L;

    assertThat(backOff.after(1, none)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backOff.after(2, none)).isEqualTo(Duration.ofSeconds(4));
    assertThat(backOff.after(5, none)).isEqualTo(Duration.ofSeconds(32));
    assertThat(backOff.after(1000, none)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void the_wait_is_shortened_by_chance_to_no_less_than_half() {
    Random random = new Random(7);

    for (int i = 0; i < 1000; i++) {
      assertThat(backOff.after(3, random)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    }
  }
}
