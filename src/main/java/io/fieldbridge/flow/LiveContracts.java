package io.fieldbridge.flow;

import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.Systems;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Problem;
import io.fieldbridge.model.ObjectSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contracts in the eyes of the two systems: fitted to what these have, and held against it. A flow
 * whose contract no record could pass delivers nothing until that is mended. Thread-safe.
 */
public final class LiveContracts {

  private static final Logger LOG = LoggerFactory.getLogger(LiveContracts.class);

  private final Systems systems;
  private final Map<String, List<Problem>> found = new ConcurrentSkipListMap<>();

  LiveContracts(Systems systems) {
    this.systems = systems;
  }

  /** The contract for what both systems really have; what is left out is told. */
  Contract fitted(Contract contract) {
    contract
        .missing(this::schema)
        .forEach(
            field ->
                LOG.warn(
                    "{}: there is no {}, so its row is left out, or does without it where it reads"
                        + " other fields. Create the field and grant it to the integration user,"
                        + " or take it out of the contract.",
                    contract.flow(),
                    field));
    return contract.fitted(this::schema);
  }

  /** What the systems say against a fitted contract. */
  List<Problem> problems(Contract fitted) {
    return fitted.problems(this::schema);
  }

  /** The contract goes into force, and this is wrong with it. */
  void inForce(String flow, List<Problem> problems) {
    List<Problem> before = found.put(flow, problems);
    if (problems.equals(before)) {
      return;
    }
    problems.forEach(
        problem -> {
          if (problem.hard()) {
            LOG.error("mappings/{}", problem);
          } else {
            LOG.warn("mappings/{}", problem);
          }
        });
    if (isHard(problems)) {
      LOG.error("{} delivers nothing until its contract or the systems are mended", flow);
    } else if (isHard(before == null ? List.of() : before)) {
      LOG.info("The contract of {} is in order now; it delivers", flow);
    }
  }

  static boolean isHard(List<Problem> problems) {
    return problems.stream().anyMatch(Problem::hard);
  }

  /** Whether records can pass the flow's contract, as far as is known. */
  boolean sound(String flow) {
    return !isHard(found.getOrDefault(flow, List.of()));
  }

  /** The flows that deliver nothing because of their contracts. */
  Set<String> unsound() {
    return found.keySet().stream().filter(flow -> !sound(flow)).collect(Collectors.toSet());
  }

  /** What the systems say against the contracts in force, by flow; nothing before first contact. */
  public Map<String, List<Problem>> problems() {
    return new TreeMap<>(found);
  }

  /** The next look asks the systems anew. */
  void forgetSchemas() {
    systems.all().forEach(Connector::forgetSchemas);
  }

  private Optional<ObjectSchema> schema(String system, String object) {
    return systems.connector(system).schema(object);
  }
}
