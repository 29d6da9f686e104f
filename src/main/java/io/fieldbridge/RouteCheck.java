package io.fieldbridge;

import io.fieldbridge.flow.Engine;
import io.fieldbridge.flow.RouteText;
import io.fieldbridge.flow.State;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.mapping.Problem;
import io.fieldbridge.store.Store;
import io.fieldbridge.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Says what is wrong with the route files of a home folder; starts none and talks to nobody. */
final class RouteCheck {

  private final Settings settings;

  RouteCheck(Settings settings) {
    this.settings = settings;
  }

  /** What is wrong, file by file; empty when every route would start. */
  List<String> problems() throws IOException {
    return told(check(texts()));
  }

  /** As {@link #problems()}, with the beans of a daemon that is about to start. */
  List<String> problems(Map<String, Object> beans) throws IOException {
    return told(StockCamel.checker(settings, beans).check(texts()));
  }

  private List<RouteText> texts() throws IOException {
    List<RouteText> texts = new ArrayList<>();
    try (Stream<Path> folder = Files.list(settings.home().resolve("routes").toRealPath())) {
      for (Path file :
          folder
              .filter(one -> one.toString().matches(".*\\.camel\\.(yaml|xml)"))
              .sorted()
              .toList()) {
        texts.add(new RouteText(file, Files.readString(file)));
      }
    }
    return texts;
  }

  private List<String> told(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> !isDeclaredBean(problem))
        .map(problem -> "routes/" + problem)
        .toList();
  }

  /** On an empty database of its own, for a daemon may be using the real one. */
  private List<Problem> check(List<RouteText> texts) throws IOException {
    Path home = Files.createTempDirectory("fieldbridge-check");
    try (Store store = Store.open(StoreSettings.of("", "fieldbridge", "", home))) {
      Engine engine = engine(store);
      Map<String, Object> beans =
          StockCamel.beans(settings, engine, Wiring.schedules(settings, engine));
      return StockCamel.checker(settings, beans).check(texts);
    } finally {
      try (Stream<Path> left = Files.walk(home)) {
        left.sorted(Comparator.reverseOrder()).forEach(one -> one.toFile().delete());
      }
    }
  }

  /** Beans that the configuration declares exist only in a daemon that runs. */
  private boolean isDeclaredBean(Problem problem) {
    return settings.routeProperties().keySet().stream()
        .filter(key -> key.startsWith("camel.beans."))
        .map(key -> key.substring("camel.beans.".length()))
        .anyMatch(name -> problem.what().equals("there is no bean '" + name + "'"));
  }

  private Engine engine(Store store) {
    Contracts contracts = Contracts.load(settings.home().resolve("mappings"));
    Clock clock = Clock.systemUTC();
    return new Engine(new State(store), Wiring.systems(settings, clock), contracts, clock);
  }
}
