package io.fieldbridge.flow;

import io.fieldbridge.failure.SyncException;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.mapping.Examples;
import io.fieldbridge.mapping.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private final Path folder;
  private final Engine engine;
  private final FolderWatch watch;
  private final Set<String> unasked = new TreeSet<>();
  private Instant lastLook = Instant.EPOCH;

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
    Set<String> again = again();
    if (changed.isEmpty() && again.isEmpty()) {
      return false;
    }
    lastLook = engine.clock().instant();
    engine.live().forgetSchemas();
    Contracts fresh = Contracts.load(folder);
    List<Problem> problems = new ArrayList<>(fresh.problems());
    problems.addAll(Examples.check(folder, fresh));
    again.addAll(flows(changed, fresh));
    boolean swapped = false;
    for (String flow : again) {
      swapped |= swap(flow, fresh, problems);
    }
    return swapped && !changed.isEmpty();
  }

  /** What a system could not be asked about, and what somebody may have mended there meanwhile. */
  private Set<String> again() {
    Set<String> again = new TreeSet<>();
    Duration since = Duration.between(lastLook, engine.clock().instant());
    if (since.compareTo(ASK_AGAIN) > 0) {
      again.addAll(unasked);
    }
    if (since.compareTo(LOOK_AGAIN) > 0) {
      again.addAll(engine.live().unsound());
    }
    return again;
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
    return swap(contract.get());
  }

  private boolean swap(Contract contract) {
    String flow = contract.flow();
    try {
      List<Problem> refused = engine.replace(contract);
      unasked.remove(flow);
      refused.forEach(problem -> LOG.error("mappings/{} The contract before stays.", problem));
      if (refused.isEmpty()) {
        LOG.info("mappings/{}.yaml is in force, version {}", flow, contract.version());
      }
      return refused.isEmpty();
    } catch (SyncException away) {
      unasked.add(flow);
      LOG.warn("mappings/{}.yaml waits for a system to be asked: {}", flow, away.getMessage());
      return false;
    }
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
