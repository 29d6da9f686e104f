package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One way to recognise an existing twin on first contact.
 *
 * @param priority 1 is tried first
 * @param fields the vendor's field by system; both have to hold the same value
 * @param line where the contract says so, 0 where no file does
 */
public record MatchKey(int priority, Map<String, String> fields, int line) {

  /** One that stands in no file. */
  public MatchKey(int priority, Map<String, String> fields) {
    this(priority, fields, 0);
  }

  /** What the record says there, without blanks around it and in capitals; empty for nothing. */
  public Optional<String> value(String system, ObjectNode record) {
    JsonNode value = record.path(fields.get(system));
    if (value.isMissingNode() || value.isContainerNode()) {
      return Optional.empty();
    }
    JsonNode told = Empties.read(system, value);
    return told.isNull()
        ? Optional.empty()
        : Optional.of(told.asText().strip().toUpperCase(Locale.ROOT));
  }
}
