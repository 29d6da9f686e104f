package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The entity sets of the standard API, and those of our extension where it is. Thread-safe. */
final class Schemas {

  private final Metadata standard;
  private final Metadata extension;

  Schemas(BusinessCentralClient client, URI apiRoot, Clock clock) {
    this.standard = new Metadata(client, () -> apiRoot, false, clock);
    this.extension = new Metadata(client, () -> Extension.root(apiRoot), true, clock);
  }

  Optional<EntitySet> find(String set) {
    Map<String, EntitySet> sets = Extension.has(set) ? extension.sets() : standard.sets();
    return Optional.ofNullable(sets.get(set));
  }

  /**
   * @throws ContractException when the system has no entity set of that name
   */
  EntitySet get(String set) {
    return find(set)
        .orElseThrow(
            () ->
                new ContractException(
                    Reason.of(
                        "unknown-object",
                        "Business Central has no entity set '" + set + "'.",
                        "Correct the name; it is the one used in URLs, such as customers or"
                            + " salesOrders.")));
  }

  /** An entity set of the type that a navigation leads to. */
  Optional<EntitySet> target(EntitySet.Navigation navigation) {
    return standard.sets().values().stream()
        .filter(set -> set.type().equals(navigation.target()))
        .findFirst();
  }

  /** The next question reads them anew. */
  void forget() {
    standard.forget();
    extension.forget();
  }
}
