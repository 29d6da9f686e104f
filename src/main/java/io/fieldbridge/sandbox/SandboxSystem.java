package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One simulated system behind a {@link SandboxServer}. All methods are called by several threads at
 * the same time.
 */
public interface SandboxSystem {

  /** Answers a request of the vendor's API. */
  SandboxResponse handle(SandboxRequest request);

  /**
   * How many bytes of a request's body are to be put into a file instead of into memory; -1 where
   * the body is a small one. What is beyond is cut off, and the file then has exactly this size.
   *
   * @param path as it came, still percent-encoded
   */
  default long uploadMax(String method, String path) {
    return -1;
  }

  /** The vendor's answer to an error of its own; it hides nothing that a developer needs. */
  SandboxResponse broken(RuntimeException cause);

  /** The name by which scenario and data files call this system, in lower case. */
  String name();

  /** The faults that this system can show. */
  FaultCatalog faultCatalog();

  /** Shows a fault at once, where it is of that kind; false where it has to be armed and wait. */
  default boolean strike(Fault fault) {
    return false;
  }

  /** Ends what earlier {@link #strike}s have left behind. */
  default void disarm() {}

  /** Forgets everything and seeds the demo data again. */
  void reset();

  /** The raw records of an object as a JSON array; empty where there is no such object. */
  Optional<JsonNode> records(String object);

  /** The fields of an object that a person seldom looks for; the page shows them last. */
  default Set<String> systemFields(String object) {
    return Set.of();
  }

  /** How many records an object has; empty where there is no such object. */
  default OptionalInt count(String object) {
    return records(object).map(rows -> OptionalInt.of(rows.size())).orElseGet(OptionalInt::empty);
  }

  /** Creates a record under the vendor's rules, as a person would who may do everything. */
  SandboxResponse create(String object, ObjectNode record);

  /** The settings as they are now. */
  ObjectNode settings();

  /**
   * Changes the settings that are named.
   *
   * @throws IllegalArgumentException with a sentence for people, where a name or value is wrong;
   *     nothing is changed then
   */
  void change(ObjectNode wanted);

  /** Answers an admin request of this system's own, below {@code /sandbox/}. */
  default Optional<SandboxResponse> admin(SandboxRequest request) {
    return Optional.empty();
  }
}
