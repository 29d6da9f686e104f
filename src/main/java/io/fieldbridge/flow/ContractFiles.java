package io.fieldbridge.flow;

import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.mapping.Examples;
import io.fieldbridge.mapping.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contracts of a running daemon. A contract that changed takes the place of the old one when it
 * and its examples are in order; the other flows keep theirs. Not thread-safe.
 */
final class ContractFiles {

  private static final Logger LOG = LoggerFactory.getLogger(ContractFiles.class);

  private final Path folder;
  private final Engine engine;
  private final FolderWatch watch;

  /**
   * @param folder a real path, as it is when the contracts are first loaded
   */
  ContractFiles(Path folder, Engine engine) throws IOException {
    this.folder = folder;
    this.engine = engine;
    this.watch = new FolderWatch(folder, name -> name.endsWith(".yaml"));
  }

  /** Swaps what has changed and come to rest; whether there was something to swap. */
  boolean look() throws IOException {
    Set<Path> changed = watch.changed();
    if (changed.isEmpty()) {
      return false;
    }
    Contracts fresh = Contracts.load(folder);
    List<Problem> problems = new ArrayList<>(fresh.problems());
    problems.addAll(Examples.check(folder, fresh));
    boolean swapped = false;
    for (String flow : flows(changed, fresh)) {
      swapped |= swap(flow, fresh, problems);
    }
    return swapped;
  }

  private boolean swap(String flow, Contracts fresh, List<Problem> problems) {
    List<Problem> own =
        problems.stream()
            .filter(
                problem ->
                    problem.file().startsWith("_")
                        || problem.file().equals(flow + ".yaml")
                        || problem.file().equals(flow + ".examples.yaml"))
            .toList();
    if (!own.isEmpty()) {
      own.forEach(problem -> LOG.error("mappings/{} The contract before stays.", problem));
      return false;
    }
    Optional<Contract> contract = fresh.find(flow);
    if (contract.isEmpty()) {
      LOG.warn("mappings/{}.yaml is gone; its contract stays until the restart", flow);
      return false;
    }
    engine.contracts(engine.contracts().with(engine.fitted(contract.get())));
    engine.begin(contract.get());
    LOG.info("mappings/{}.yaml is in force, version {}", flow, contract.get().version());
    return true;
  }

  /** A file that begins with an underscore is shared by all. */
  private static Set<String> flows(Set<Path> changed, Contracts fresh) {
    Set<String> flows = new TreeSet<>();
    for (Path file : changed) {
      String name = file.getFileName().toString();
      if (name.startsWith("_")) {
        fresh.all().forEach(contract -> flows.add(contract.flow()));
        fresh.problems().forEach(problem -> flows.add(flow(problem.file())));
      } else {
        flows.add(flow(name));
      }
    }
    flows.removeIf(flow -> flow.startsWith("_"));
    return flows;
  }

  private static String flow(String file) {
    return file.replaceFirst("(\\.examples)?\\.yaml$", "");
  }
}
