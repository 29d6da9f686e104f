package io.fieldbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The watch returns what it sees, and says at the deadline what it saw instead. */
class WatchTest {

  private final AtomicReference<Instant> time =
      new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));
  private final Watch watch =
      new Watch(() -> time.updateAndGet(now -> now.plusMillis(500)), Duration.ofSeconds(10));

  @Test
  void the_first_look_that_satisfies_is_returned() {
    Iterator<Integer> looks = List.of(1, 2, 3, 4).iterator();
    assertThat(watch.until("three", looks::next, seen -> seen == 3)).isEqualTo(3);
  }

  @Test
  void the_deadline_says_what_was_expected_and_what_was_seen() {
    assertThatThrownBy(() -> watch.until("a number", () -> "nothing", seen -> false))
        .isInstanceOf(StoryException.class)
        .hasMessage("not seen within 10 s: a number; last seen: nothing");
  }

  @Test
  void rest_is_what_stays_equal_long_enough() {
    Iterator<String> looks = List.of("a", "b", "c", "c", "c", "c", "c", "c").iterator();
    assertThat(watch.untilQuiet("the pair", Duration.ofSeconds(2), looks::next)).isEqualTo("c");
  }

  @Test
  void what_never_rests_is_reported() {
    int[] count = {0};
    assertThatThrownBy(() -> watch.untilQuiet("the pair", Duration.ofSeconds(2), () -> count[0]++))
        .hasMessageContaining("the pair rests for 2 s");
  }
}
