package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Records, or whole objects, that somebody else holds. Thread-safe. */
public final class Locks {

  /** How a record is held: for a moment by another transaction, or by an approval process. */
  public enum Kind {
    ROW,
    APPROVAL
  }

  private final Map<String, Kind> held = new ConcurrentHashMap<>();

  /** Holds a record by its id of 18 characters, or all records of an object by its name. */
  public void hold(String idOrObject, Kind kind) {
    held.put(idOrObject, kind);
  }

  public void release(String idOrObject) {
    held.remove(idOrObject);
  }

  public void releaseAll() {
    held.clear();
  }

  /** What is held, by id or object. */
  public Map<String, Kind> all() {
    return Map.copyOf(held);
  }

  /** Whether nobody holds anything. */
  boolean none() {
    return held.isEmpty();
  }

  /** Refuses a client's write to a record that is held. */
  void check(ObjectType type, ObjectNode row) {
    if (held.isEmpty()) {
      return;
    }
    String id = row.get("Id").textValue();
    if (held.getOrDefault(id, held.get(type.name())) == Kind.APPROVAL) {
      throw new SalesforceError("ENTITY_IS_LOCKED", "the entity is locked for editing");
    }
    checkRow(type, row);
  }

  /** Refuses what the platform does to a record of another transaction. */
  void checkRow(ObjectType type, ObjectNode row) {
    if (held.isEmpty()) {
      return;
    }
    String id = row.get("Id").textValue();
    if (held.getOrDefault(id, held.get(type.name())) == Kind.ROW) {
      throw new SalesforceError(
          "UNABLE_TO_LOCK_ROW",
          "unable to obtain exclusive access to this record or 1 records: " + id);
    }
  }
}
