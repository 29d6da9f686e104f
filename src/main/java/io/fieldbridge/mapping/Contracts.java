package io.fieldbridge.mapping;

import io.fieldbridge.model.ObjectSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All contracts of a folder, with all that is wrong with them. Immutable and thread-safe. */
public final class Contracts {

  private static final String ENDING = ".yaml";
  private static final String EXAMPLES = ".examples.yaml";

  private final Map<String, Contract> byFlow;
  private final List<Problem> problems;

  private Contracts(Map<String, Contract> byFlow, List<Problem> problems) {
    this.byFlow = byFlow;
    this.problems = List.copyOf(problems);
  }

  /** What is known of the remote systems' objects; nothing where a system cannot be asked. */
  @FunctionalInterface
  public interface Schemas {
    Optional<ObjectSchema> of(String system, String object);
  }

  /** Loads and checks the folder without the systems' schemas. */
  public static Contracts load(Path folder) {
    return load(folder, (system, object) -> Optional.empty());
  }

  /**
   * Loads every {@code <flow>.yaml} of the folder. Files that begin with an underscore are left
   * out. A contract with problems is not among {@link #all()}.
   */
  public static Contracts load(Path folder, Schemas schemas) {
    Map<String, Contract> byFlow = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    List<Path> files = files(folder, problems);
    ValueLists lists = ValueLists.load(folder, problems);
    for (Path file : files) {
      load(file, lists, schemas, problems).ifPresent(one -> byFlow.put(one.flow(), one));
    }
    Set<String> flows = files.stream().map(Contracts::flow).collect(Collectors.toSet());
    problems.addAll(ReferenceChecks.in(byFlow, flows));
    return new Contracts(byFlow, problems);
  }

  private static List<Path> files(Path folder, List<Problem> problems) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(file -> isContract(file.getFileName().toString())).sorted().toList();
    } catch (IOException unreadable) {
      problems.add(
          new Problem(
              folder.toString(),
              0,
              "the contracts' folder cannot be read: " + unreadable.getMessage(),
              "Check that it exists and may be read"));
      return List.of();
    }
  }

  private static String flow(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ENDING.length());
  }

  private static boolean isContract(String name) {
    return name.endsWith(ENDING) && !name.endsWith(EXAMPLES) && !name.startsWith("_");
  }

  private static Optional<Contract> load(
      Path file, ValueLists lists, Schemas schemas, List<Problem> all) {
    String name = file.getFileName().toString();
    Problems problems = new Problems(name);
    Optional<Definition> definition =
        YamlFile.read(file, problems).map(top -> ContractParser.parse(top, lists));
    definition.ifPresent(found -> check(found, name, file, schemas, problems));
    all.addAll(problems.found());
    return problems.none() ? definition.map(Contract::new) : Optional.empty();
  }

  private static void check(
      Definition definition, String name, Path file, Schemas schemas, Problems problems) {
    String flow = flow(file);
    if (!definition.flow().equals(flow)) {
      problems.add(
          1, "the file is named " + name + " but the contract " + definition.flow(), "Rename one");
    }
    Path examples = file.resolveSibling(flow + EXAMPLES);
    if (!Files.exists(examples)) {
      problems.add(
          0, "no examples in " + flow + EXAMPLES, "Add at least one case in each system's form");
    }
    if (problems.none() || definition.ends().size() == 2) {
      new ContractChecks(definition, problems).run();
      new SchemaChecks(definition, schemas, problems).run();
    }
  }

  /** These contracts, each in the form that the function gives it. */
  public Contracts map(UnaryOperator<Contract> change) {
    Map<String, Contract> changed = new LinkedHashMap<>();
    byFlow.forEach((flow, contract) -> changed.put(flow, change.apply(contract)));
    return new Contracts(changed, problems);
  }

  public Optional<Contract> find(String flow) {
    return Optional.ofNullable(byFlow.get(flow));
  }

  /** The personal fields of the flow, or of all flows where there is none of that name. */
  public Personal personal(String flow) {
    return find(flow)
        .map(Contract::personal)
        .orElseGet(() -> Personal.union(byFlow.values().stream().map(Contract::personal)));
  }

  /** These contracts, with this one in the place of that flow's. */
  public Contracts with(Contract one) {
    Map<String, Contract> changed = new LinkedHashMap<>(byFlow);
    changed.put(one.flow(), one);
    return new Contracts(changed, problems);
  }

  /** The contracts that may run, by file name. */
  public Collection<Contract> all() {
    return byFlow.values();
  }

  /** All that is wrong, file by file. */
  public List<Problem> problems() {
    return problems;
  }
}
