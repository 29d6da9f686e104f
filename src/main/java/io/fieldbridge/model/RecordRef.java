package io.fieldbridge.model;

import java.util.Objects;

/**
 * Names one record of one remote system.
 *
 * @param system the connector's name, for example {@code salesforce} or {@code business-central}
 * @param object the vendor's name of the object or entity set, for example {@code Account}
 * @param id the vendor's immutable id: 18 characters for Salesforce, a GUID for Business Central
 */
public record RecordRef(String system, String object, String id) {

  public RecordRef {
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(id, "id");
  }

  /** Reads what {@link #toString()} wrote. */
  public static RecordRef parse(String text) {
    String[] parts = text.split(":", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "'" + text + "' is no record reference; expected system:object:id");
    }
    return new RecordRef(parts[0], parts[1], parts[2]);
  }

  @Override
  public String toString() {
    return system + ":" + object + ":" + id;
  }
}
