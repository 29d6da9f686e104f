package io.fieldbridge.benchmark;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * FieldBridge and the stock Camel recipe, its idempotent consumer eager and not, under the same
 * load, the same kills and the same faults: what is lost and what is doubled. docs/benchmarks.md
 * has the command and the figures.
 */
final class KillComparison {

  private static final int KILLS = 6;
  private static final Duration DRAINED_WITHIN = Duration.ofMinutes(3);

  private KillComparison() {}

  /**
   * @param arguments the first seed and how many; 1 and 2 where none is given
   */
  public static void main(String[] arguments) {
    long first = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    Map<String, Loss> losses = new LinkedHashMap<>();
    try (Arena arena = Arena.open("kills")) {
      for (long seed = first; seed < first + runs; seed++) {
        for (Contender contender : contenders(arena)) {
          Loss loss = play(arena, contender, seed);
          System.out.println(contender.name() + ", seed " + seed + ": " + loss);
          losses.merge(contender.name(), loss, Loss::plus);
        }
      }
    }
    print(losses);
    System.exit(0);
  }

  private static List<Contender> contenders(Arena arena) {
    return List.of(
        new FieldBridgeContender(arena),
        ProcessContender.recipe(arena, true),
        ProcessContender.recipe(arena, false));
  }

  private static Loss play(Arena arena, Contender contender, long seed) {
    try (contender) {
      contender.begin();
      People people = new People(arena.crm(), seed);
      CompletableFuture<Void> working = CompletableFuture.runAsync(people);
      CompletableFuture<Void> troubling =
          CompletableFuture.runAsync(new Trouble(arena.businessCentral(), seed));
      new Killer(arena.businessCentral(), contender, seed).run(KILLS);
      working.join();
      troubling.join();
      arena.businessCentral().clearFaults();
      if (!contender.rest(DRAINED_WITHIN)) {
        System.out.println(contender.name() + " did not come to rest");
      }
      return Loss.of(arena, people.accounts());
    }
  }

  private static void print(Map<String, Loss> losses) {
    System.out.println(
        "| | accounts | customers lost | customers doubled | changes lost | numbers lost"
            + " | accounts doubled |");
    System.out.println("|---|---|---|---|---|---|---|");
    losses.forEach(
        (name, loss) ->
            System.out.printf(
                "| %s | %d | %d | %d | %d | %d | %d |%n",
                name,
                loss.accounts(),
                loss.lostCustomers(),
                loss.doubledCustomers(),
                loss.lostChanges(),
                loss.lostNumbers(),
                loss.doubledAccounts()));
  }
}
