package io.fieldbridge;

import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.Systems;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.model.ObjectSchema;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds contracts against what both systems say of themselves. Reads schemas, and nothing else. */
final class LiveCheck {

  private final Settings settings;
  private final Contracts contracts;

  LiveCheck(Settings settings, Contracts contracts) {
    this.settings = settings;
    this.contracts = contracts;
  }

  /**
   * What is wrong, contract by contract; what an optional row lacks is not.
   *
   * @param leftOut takes what optional rows lack
   */
  List<String> problems(List<String> leftOut) {
    List<String> problems = new ArrayList<>();
    Systems systems = Wiring.systems(settings, Clock.systemUTC());
    try {
      for (Contract contract : contracts.all()) {
        contract
            .missing((system, object) -> schema(systems, system, object))
            .forEach(
                field ->
                    leftOut.add("mappings/" + contract.flow() + ".yaml: no " + field + " there"));
        contract
            .fitted((system, object) -> schema(systems, system, object))
            .problems((system, object) -> schema(systems, system, object))
            .forEach(problem -> problems.add("mappings/" + problem));
      }
    } catch (SyncException away) {
      problems.add("The systems cannot be asked: " + away.reason());
    } finally {
      systems.all().forEach(Connector::close);
    }
    return problems;
  }

  private static Optional<ObjectSchema> schema(Systems systems, String system, String object) {
    return systems.connector(system).schema(object);
  }
}
