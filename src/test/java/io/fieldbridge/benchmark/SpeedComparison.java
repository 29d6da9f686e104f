package io.fieldbridge.benchmark;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * FieldBridge, the stock Camel recipe and a plain loop in turn on the same simulators: changes a
 * second in a burst, the time from commit to commit at 50 changes a second, and calls per 1,000
 * changes. docs/benchmarks.md has the command and the figures.
 */
final class SpeedComparison {

  private SpeedComparison() {}

  /**
   * @param arguments latency of the ERP in milliseconds, 0 where none is given; then how many
   *     linked accounts are changed, 1000 where none is given
   */
  public static void main(String[] arguments) {
    int latency = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
    int accounts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
    List<Speed.Figures> figures = new ArrayList<>();
    try (Arena arena = Arena.open("speed-" + latency)) {
      figures.addAll(play(arena, ProcessContender.floor(arena), latency, accounts));
      figures.addAll(play(arena, new FieldBridgeContender(arena), latency, accounts));
      figures.addAll(play(arena, ProcessContender.recipe(arena, false), latency, accounts));
    }
    new SpeedTable(figures).print(System.out);
    System.exit(0);
  }

  private static List<Speed.Figures> play(
      Arena arena, Contender contender, int latency, int accounts) {
    try (contender) {
      contender.begin(accounts);
      List<Arena.Pair> pairs = arena.pairs();
      Watch watch = new Watch(arena, pairs, Clock.systemUTC());
      Speed speed = new Speed(arena, contender, watch, pairs);
      tell(speed.burst(0));
      return List.of(tell(speed.burst(latency)), tell(speed.stream(latency)));
    }
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
