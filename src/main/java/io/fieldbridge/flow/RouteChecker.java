package io.fieldbridge.flow;

import io.fieldbridge.mapping.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/**
 * Looks for every mistake in route files before any of them runs. Each file is loaded into a
 * context of its own, which is never started: nothing connects to anything. Thread-safe.
 */
public final class RouteChecker {

  private final Supplier<CamelContext> contexts;

  /**
   * @param contexts makes a fresh context with the beans and properties that routes may refer to
   */
  public RouteChecker(Supplier<CamelContext> contexts) {
    this.contexts = contexts;
  }

  /** All that is wrong with the files, taken together; in the order of their names and lines. */
  public List<Problem> check(Collection<RouteText> texts) {
    List<Problem> problems = new ArrayList<>();
    List<LoadedFile> files = new ArrayList<>();
    try {
      for (RouteText text : texts) {
        LoadedFile.load(text, contexts.get(), problems).ifPresent(files::add);
      }
      Set<String> configurations = new TreeSet<>();
      files.forEach(file -> configurations.addAll(file.configurationIds()));
      files.forEach(file -> new RouteRules(file, configurations, problems).check());
      new RouteCollisions(files, problems).check();
    } finally {
      files.forEach(LoadedFile::close);
    }
    problems.sort(Comparator.comparing(Problem::file).thenComparing(Problem::line));
    return problems.stream().distinct().toList();
  }

  /** The ids of the route configurations in the text; none where there is no text. */
  Set<String> configurations(RouteText text) {
    if (text == null || !text.text().contains("routeConfiguration")) {
      return Set.of();
    }
    Optional<LoadedFile> loaded = LoadedFile.load(text, contexts.get(), new ArrayList<>());
    try {
      return loaded.map(file -> Set.copyOf(file.configurationIds())).orElseGet(Set::of);
    } finally {
      loaded.ifPresent(LoadedFile::close);
    }
  }
}
