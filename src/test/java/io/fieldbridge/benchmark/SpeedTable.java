package io.fieldbridge.benchmark;

import java.io.PrintStream;
import java.util.List;

/** Figures beside those of the floor, as docs/benchmarks.md has them. */
record SpeedTable(List<Speed.Figures> figures) {

  void print(PrintStream out) {
    out.println(
        "| load, ERP latency | | changes/s | to the loop | p50 ms | p99 ms | to the loop |");
    out.println("|---|---|---|---|---|---|---|");
    for (Speed.Figures each : figures) {
      Watch.Times floor = floor(each).times();
      out.printf(
          "| %s of %d, %d ms | %s | %.0f | %.2f | %,d | %,d | %.1f |%n",
          each.load(),
          each.changes(),
          each.latency(),
          each.contender(),
          each.times().perSecond(),
          each.times().perSecond() / floor.perSecond(),
          each.times().percentile(50),
          each.times().percentile(99),
          each.times().percentile(99) / (double) Math.max(1, floor.percentile(99)));
    }
    out.println("| load, ERP latency | | calls per 1,000 changes |");
    out.println("|---|---|---|");
    for (Speed.Figures each : figures) {
      String load = each.load() + ", " + each.latency() + " ms";
      out.printf("| %s | %s | %s |%n", load, each.contender(), each.calls());
    }
  }

  private Speed.Figures floor(Speed.Figures beside) {
    return figures.stream()
        .filter(each -> each.load().equals(beside.load()) && each.latency() == beside.latency())
        .findFirst()
        .orElseThrow();
  }
}
