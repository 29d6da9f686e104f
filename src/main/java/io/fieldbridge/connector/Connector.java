package io.fieldbridge.connector;

import io.fieldbridge.model.Change;
import io.fieldbridge.model.ObjectSchema;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The door to one remote system. Thread-safe: routes call it from many threads. Opening one sends
 * nothing; the first call logs in, and logs in again whenever the system asks for it.
 */
public interface Connector extends AutoCloseable {

  /** The name that configuration, contracts and record references use, {@code salesforce}. */
  String system();

  /** Which org, or which tenant, environment and company, this is; asked of the system itself. */
  SystemIdentity identity();

  /** The vendor's id of the user whose name our writes carry, or empty. */
  String integrationUser();

  /** The feeds that together tell every change of the given objects. */
  List<ChangeFeed> feeds(Set<String> objects);

  /**
   * The same where some objects are parts of bigger records.
   *
   * @param parts those of the objects of which each change, a deletion too, has to tell the fields
   *     that refer to other records
   */
  default List<ChangeFeed> feeds(Set<String> objects, Set<String> parts) {
    return feeds(objects);
  }

  /** The version tag of the record as the change of a feed left it; empty where none was told. */
  default Optional<String> version(Change change) {
    return Optional.empty();
  }

  RecordReader reader();

  RecordWriter writer();

  Probe probe();

  /** What the system says of an object; empty where it has none of that name. */
  Optional<ObjectSchema> schema(String object);

  /** What {@link #schema} said before may be out of date: the next call asks the system. */
  default void forgetSchemas() {}

  /** The rates of the system's ledger; empty where it keeps none. */
  Optional<ExchangeRates> exchangeRates();

  /** After this time a request that was sent has taken effect or never will. */
  Duration longestRequest();

  /** How the system fares, for health and status. Sends nothing. */
  ConnectorStatus status();

  @Override
  void close();
}
