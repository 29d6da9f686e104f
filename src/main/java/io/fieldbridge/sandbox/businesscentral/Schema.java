package io.fieldbridge.sandbox.businesscentral;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The entity sets of one API route, by name. Immutable once read. */
final class Schema {

  private final Map<String, EntityType> types = new LinkedHashMap<>();

  Schema(Collection<EntityType> all) {
    all.forEach(type -> types.put(type.set(), type));
  }

  Optional<EntityType> find(String set) {
    return Optional.ofNullable(types.get(set));
  }

  /**
   * The type of a set that is known to exist.
   *
   * @throws IllegalArgumentException if there is none
   */
  EntityType type(String set) {
    return find(set).orElseThrow(() -> new IllegalArgumentException("no entity set " + set));
  }

  Collection<EntityType> types() {
    return types.values();
  }
}
