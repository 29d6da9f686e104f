package io.fieldbridge.benchmark;

import io.fieldbridge.Crm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one contender makes of changed accounts, at one latency after the other. */
final class Speed {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long BETWEEN_CHANGES_NANOS = Duration.ofSeconds(1).toNanos() / 50;

  /**
   * One load and what became of it.
   *
   * @param calls per 1,000 changes, by system as the simulators saw them, then by purpose where the
   *     contender tells
   */
  record Figures(
      String contender,
      String load,
      int latency,
      int changes,
      Watch.Times times,
      Map<String, Long> calls) {}

  private final Arena arena;
  private final Contender contender;
  private final List<Arena.Pair> pairs;
  private final Watch watch;
  private final Crm crm;
  private int loads;

  Speed(Arena arena, Contender contender, Watch watch, List<Arena.Pair> pairs) {
    this.arena = arena;
    this.contender = contender;
    this.watch = watch;
    this.pairs = pairs;
    this.crm = arena.crm();
  }

  /** As many changes as fit into few calls. */
  Figures burst(int latency, int changes) {
    return play("burst", latency, changes, this::editTogether);
  }

  /** 50 changes a second, one a call. */
  Figures stream(int latency, int changes) {
    return play("50 a second", latency, changes, this::editInTurn);
  }

  private interface Load {

    /** Returns the number of calls. */
    int edit(List<Arena.Pair> chosen, String phone);
  }

  private Figures play(String name, int latency, int changes, Load load) {
    arena.businessCentral().clearFaults();
    if (latency > 0) {
      arena
          .businessCentral()
          .fault("{'fault': 'latency', 'times': -1, 'milliseconds': " + latency + "}");
    }
    String phone = "+49 421 " + (++loads * 1000);
    watch.expect(phone);
    Map<String, Long> before = calls();
    int own = load.edit(pairs.subList(0, changes), phone);
    Patience.await(PATIENCE, () -> watch.arrived().size() >= changes);
    contender.rest(Duration.ofMinutes(1));
    Map<String, Long> spent = spent(before, own, changes);
    return new Figures(contender.name(), name, latency, changes, watch.times(), spent);
  }

  private Map<String, Long> calls() {
    Map<String, Long> calls = new TreeMap<>(contender.told());
    calls.put("all business-central", arena.businessCentral().requests());
    calls.put("all salesforce", arena.salesforce().requests());
    return calls;
  }

  private Map<String, Long> spent(Map<String, Long> before, int own, int changes) {
    Map<String, Long> spent = new TreeMap<>();
    calls()
        .forEach(
            (what, count) -> {
              long more = count - before.getOrDefault(what, 0L);
              more -= what.equals("all salesforce") ? own : 0;
              spent.put(what, more * 1000 / changes);
            });
    return spent;
  }

  private int editTogether(List<Arena.Pair> chosen, String phone) {
    int calls = 0;
    for (int i = 0; i < chosen.size(); i += Arena.IN_ONE_CALL) {
      List<Arena.Pair> together = chosen.subList(i, Math.min(chosen.size(), i + Arena.IN_ONE_CALL));
      List<String> edits = new ArrayList<>();
      for (Arena.Pair pair : together) {
        edits.add("{'id': '%s', 'Phone': '%s'}".formatted(pair.account(), phone));
      }
      watch.sending(together);
      crm.updateAll("Account", edits);
      calls++;
    }
    return calls;
  }

  private int editInTurn(List<Arena.Pair> chosen, String phone) {
    long due = System.nanoTime();
    for (Arena.Pair pair : chosen) {
      Patience.pause(Duration.ofNanos(due - System.nanoTime()));
      watch.sending(List.of(pair));
      crm.update("Account", pair.account(), "{'Phone': '" + phone + "'}");
      due += BETWEEN_CHANGES_NANOS;
    }
    return chosen.size();
  }
}
