package io.fieldbridge.link;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.store.Store;
import io.fieldbridge.store.StoreRefusedException;
import java.util.Map;
import java.util.TreeMap;

/** The pair of systems that the links belong to. Thread-safe. */
public final class PairIdentity {

  private final Store store;

  public PairIdentity(Store store) {
    this.store = store;
  }

  /**
   * Binds the database to the systems on first contact, and afterwards refuses any other.
   *
   * @param identity by name, for example {@code salesforce.organization}; names may be bound at
   *     different times, each holds for ever
   * @throws StoreRefusedException when a name is bound to something else
   */
  public void bind(Map<String, String> identity) {
    store.inTransaction(() -> new TreeMap<>(identity).forEach(this::bind));
  }

  /** What is bound, by name. */
  public Map<String, String> bound() {
    Map<String, String> bound = new TreeMap<>();
    store
        .list(
            "select name, identity from pair_identity",
            row -> Map.entry(row.text("name"), row.text("identity")))
        .forEach(entry -> bound.put(entry.getKey(), entry.getValue()));
    return bound;
  }

  private void bind(String name, String value) {
    String present = bound().get(name);
    if (present == null) {
      store.update(
          "insert into pair_identity (name, identity, bound_at) values (?, ?, ?)",
          name,
          value,
          store.now());
    } else if (!present.equals(value)) {
      throw new StoreRefusedException(
          Reason.of(
              "store-other-pair",
              "This database belongs to %s '%s', but the configuration leads to '%s'."
                  .formatted(name, present, value),
              "Its links would join records that have nothing to do with each other. Point the"
                  + " configuration back, or give the new pair a home folder or database of its"
                  + " own."));
    }
  }
}
