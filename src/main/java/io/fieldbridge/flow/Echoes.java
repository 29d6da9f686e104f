package io.fieldbridge.flow;

import io.fieldbridge.connector.Systems;
import io.fieldbridge.effect.Effects;
import io.fieldbridge.effect.OwnWrite;
import io.fieldbridge.model.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Recognises changes that we caused ourselves: made under our user's name, and saying nothing but
 * what we wrote there lately. Neither alone is enough.
 */
final class Echoes {

  private static final Duration LATELY = Duration.ofHours(4);

  /** What the platform itself stamps on every write. */
  private static final Set<String> STAMPS =
      Set.of(
          "LastModifiedDate", "LastModifiedById", "SystemModstamp", "CreatedDate", "CreatedById");

  private final Effects effects;
  private final Systems systems;

  Echoes(Effects effects, Systems systems) {
    this.effects = effects;
    this.systems = systems;
  }

  boolean ours(Change change) {
    if (change.kind() != Change.Kind.UPDATE
        || change.author().isEmpty()
        || change.values().isEmpty()
        || !change.author().equals(integrationUser(change))) {
      return false;
    }
    Instant since = change.at().minus(LATELY);
    List<OwnWrite> writes = effects.recent(change.record(), since);
    return !writes.isEmpty()
        && change.values().properties().stream()
            .filter(field -> !STAMPS.contains(field.getKey()))
            .allMatch(field -> OwnValues.written(field, writes));
  }

  private String integrationUser(Change change) {
    return systems.connector(change.record().system()).integrationUser();
  }
}
