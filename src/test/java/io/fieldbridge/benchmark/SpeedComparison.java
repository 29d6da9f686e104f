package io.fieldbridge.benchmark;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * FieldBridge, the stock Camel recipe and a plain loop in turn on the same simulators: changes a
 * second in a burst, the time from commit to commit at 50 changes a second, and calls per 1,000
 * changes, at several latencies of the ERP. docs/benchmarks.md has the command and the figures.
 */
final class SpeedComparison {

  private static final int LINKED = 1000;
  private static final int CHANGES_AT_HIGH_LATENCY = 200;
  private static final int HIGH_LATENCY = 100;

  private SpeedComparison() {}

  /**
   * @param arguments latencies in milliseconds; 0 where none is given
   */
  public static void main(String[] arguments) {
    List<Integer> latencies =
        arguments.length == 0
            ? List.of(0)
            : Arrays.stream(arguments).map(Integer::valueOf).toList();
    List<Speed.Figures> figures = new ArrayList<>();
    try (Arena arena = Arena.open("speed")) {
      figures.addAll(play(arena, ProcessContender.floor(arena), latencies));
      figures.addAll(play(arena, new FieldBridgeContender(arena), latencies));
      figures.addAll(play(arena, ProcessContender.recipe(arena, false), latencies));
    }
    new SpeedTable(figures).print(System.out);
    System.exit(0);
  }

  private static List<Speed.Figures> play(
      Arena arena, Contender contender, List<Integer> latencies) {
    boolean quick = latencies.stream().anyMatch(latency -> latency < HIGH_LATENCY);
    int linked = quick ? LINKED : CHANGES_AT_HIGH_LATENCY;
    List<Speed.Figures> figures = new ArrayList<>();
    try (contender) {
      contender.begin(linked);
      List<Arena.Pair> pairs = arena.pairs();
      Watch watch = new Watch(arena, pairs, Clock.systemUTC());
      Speed speed = new Speed(arena, contender, watch, pairs);
      tell(speed.burst(0, linked));
      for (int latency : latencies) {
        int changes = latency < HIGH_LATENCY ? linked : CHANGES_AT_HIGH_LATENCY;
        figures.add(tell(speed.burst(latency, changes)));
        figures.add(tell(speed.stream(latency, changes)));
      }
    }
    return figures;
  }

  /** So that a long run shows that it goes on; the first of each contender only warms it up. */
  private static Speed.Figures tell(Speed.Figures figures) {
    double waiting = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    System.out.printf(
        "%s, %s of %d at %d ms: %.0f a second, p50 %d ms, p99 %d ms, arrived %d, calls %s; load %.1f%n",
        figures.contender(),
        figures.load(),
        figures.changes(),
        figures.latency(),
        figures.times().perSecond(),
        figures.times().percentile(50),
        figures.times().percentile(99),
        figures.times().took().size(),
        figures.calls(),
        waiting);
    return figures;
  }
}
