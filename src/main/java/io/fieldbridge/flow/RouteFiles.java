package io.fieldbridge.flow;

import io.fieldbridge.mapping.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route files of a running daemon. A file that changed is checked first and swapped only when
 * nothing is wrong with it; the other flows run on, and no change is lost in between. Not
 * thread-safe.
 */
final class RouteFiles {

  private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);
  private static final long BYTES_MAX = 1_000_000;

  private final Intake intake;
  private final RouteChecker checker;
  private final FolderWatch watch;
  private final Map<Path, RouteText> running = new TreeMap<>();
  private final Set<Path> refused = new TreeSet<>();
  private final Set<Path> unreadable = new TreeSet<>();

  /**
   * @param folder a real path, as it is when the routes are first loaded
   */
  RouteFiles(Path folder, Intake intake, RouteChecker checker) throws IOException {
    this.intake = intake;
    this.checker = checker;
    this.watch = new FolderWatch(folder, RouteFiles::isRoute);
    for (Path file : watch.files()) {
      running.put(file, read(file));
    }
  }

  static boolean isRoute(String name) {
    return name.endsWith(".camel.yaml") || name.endsWith(".camel.xml");
  }

  static RouteText read(Path file) throws IOException {
    if (Files.size(file) > BYTES_MAX) {
      throw new IOException(file + " is larger than " + BYTES_MAX + " bytes");
    }
    return new RouteText(file, Files.readString(file));
  }

  /** Swaps what has changed and come to rest. */
  void look(CamelContext camel) throws IOException {
    Set<Path> changed = watch.changed();
    if (changed.isEmpty()) {
      return;
    }
    Set<Path> undone = new TreeSet<>(changed);
    try {
      act(camel, changed);
      undone.clear();
    } finally {
      watch.lookAgain(undone);
    }
  }

  private void act(CamelContext camel, Set<Path> changed) {
    Map<Path, RouteText> wanted = wanted(changed);
    Set<Path> wrong = wrong(wanted, changed);
    refused.removeAll(changed);
    refused.addAll(wrong);
    changed.removeAll(wrong);
    changed.removeIf(file -> needsRestart(running.get(file)) || needsRestart(wanted.get(file)));
    changed.removeIf(file -> !running.containsKey(file) && !wanted.containsKey(file));
    if (!changed.isEmpty()) {
      swap(camel, changed, wanted);
    }
  }

  /** What is to run; a file that cannot be read is no longer one of the changed. */
  private Map<Path, RouteText> wanted(Set<Path> changed) {
    Map<Path, RouteText> wanted = new TreeMap<>(running);
    for (Path file : List.copyOf(changed)) {
      try {
        if (Files.exists(file)) {
          wanted.put(file, read(file));
        } else {
          wanted.remove(file);
        }
        unreadable.remove(file);
      } catch (IOException e) {
        changed.remove(file);
        watch.lookAgain(Set.of(file));
        if (unreadable.add(file)) {
          LOG.error("routes/{} cannot be read. What ran before runs on.", file.getFileName(), e);
        }
      }
    }
    return wanted;
  }

  /** Tries the files again that were refused: what they missed may be there by now. */
  void lookAgainAtRefused() {
    watch.lookAgain(refused);
  }

  /** Those of the changed files that must not run. */
  private Set<Path> wrong(Map<Path, RouteText> wanted, Set<Path> changed) {
    Map<Boolean, List<Problem>> problems =
        checker.check(wanted.values()).stream()
            .collect(Collectors.partitioningBy(problem -> names(changed).contains(problem.file())));
    problems.get(true).forEach(RouteFiles::refuse);
    List<Problem> elsewhere = new ArrayList<>(problems.get(false));
    if (!elsewhere.isEmpty()) {
      elsewhere.removeAll(checker.check(running.values()));
      elsewhere.forEach(RouteFiles::refuse);
    }
    if (!elsewhere.isEmpty()) {
      return changed.stream()
          .filter(file -> harms(file, wanted.get(file)))
          .collect(Collectors.toCollection(TreeSet::new));
    }
    Set<String> wrong = new TreeSet<>();
    problems.get(true).forEach(problem -> wrong.add(problem.file()));
    return changed.stream()
        .filter(file -> wrong.contains(file.getFileName().toString()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether this change alone makes something wrong, in its own file or in another. */
  private boolean harms(Path file, RouteText text) {
    Map<Path, RouteText> alone = new TreeMap<>(running);
    alone.remove(file);
    if (text != null) {
      alone.put(file, text);
    }
    List<Problem> problems = new ArrayList<>(checker.check(alone.values()));
    problems.removeAll(checker.check(running.values()));
    return !problems.isEmpty();
  }

  private static boolean needsRestart(RouteText text) {
    if (text == null || !text.hasTemplates()) {
      return false;
    }
    LOG.warn(
        "routes/{} holds route templates: restart the daemon to bring it in force", text.name());
    return true;
  }

  private static void refuse(Problem problem) {
    LOG.error("routes/{} What ran before runs on.", problem);
  }

  private static Set<String> names(Set<Path> files) {
    return files.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
  }

  private void swap(CamelContext camel, Set<Path> changed, Map<Path, RouteText> wanted) {
    RunningRoutes routes = new RunningRoutes(camel);
    Set<String> locations =
        changed.stream().map(RouteText::location).collect(Collectors.toCollection(TreeSet::new));
    Set<String> shared = new TreeSet<>();
    for (Path file : changed) {
      shared.addAll(checker.configurations(running.get(file)));
      shared.addAll(checker.configurations(wanted.get(file)));
    }
    locations.addAll(routes.dependents(shared));
    List<RouteText> texts = texts(wanted, locations, changed);
    RouteSwap swap = new RouteSwap(routes, intake, locations, shared);
    if (swap.run(texts, texts(running, locations, Set.of()))) {
      for (Path file : changed) {
        note(file, wanted.get(file));
      }
    } else {
      refused.addAll(changed);
    }
  }

  /** The new text of what changed, the running one of everything else. */
  private List<RouteText> texts(
      Map<Path, RouteText> wanted, Set<String> locations, Set<Path> changed) {
    List<RouteText> texts = new ArrayList<>();
    Set<Path> files = new TreeSet<>(running.keySet());
    files.addAll(changed);
    for (Path file : files) {
      if (locations.contains(RouteText.location(file))) {
        RouteText text = changed.contains(file) ? wanted.get(file) : running.get(file);
        if (text != null) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  private void note(Path file, RouteText text) {
    if (text == null) {
      running.remove(file);
      LOG.info("routes/{} is gone, and so are its routes", file.getFileName());
    } else {
      running.put(file, text);
      LOG.info("routes/{} is in force", file.getFileName());
    }
  }
}
