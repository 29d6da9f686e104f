package io.fieldbridge.inbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long each time, up to a limit, less up to a half
 * so that what failed together does not come back together.
 */
public record BackOff(Duration first, Duration longest) {

  private static final int DOUBLINGS_MAX = 30;

  /**
   * @param attempts how often it has been tried, at least 1
   */
  public Duration after(int attempts, RandomGenerator random) {
    long doubled = first.toMillis() << Math.min(Math.max(attempts, 1) - 1, DOUBLINGS_MAX);
    long full = doubled <= 0 ? longest.toMillis() : Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(full - (long) (full * random.nextDouble() / 2));
  }
}
