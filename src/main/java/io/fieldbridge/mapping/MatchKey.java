package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One way to recognise an existing twin on first contact.
 *
 * @param priority 1 is tried first
 * @param fields the vendor's field by system, or the text of a formula on the side that is never
 *     searched; both have to hold the same value
 * @param shared whether several records may rightly hold one value, as branches share a tax number;
 *     else a record whose value belongs to a pair already is refused
 * @param line where the contract says so, 0 where no file does
 * @param formulas those of the fields that are formulas
 */
public record MatchKey(
    int priority,
    Map<String, String> fields,
    boolean shared,
    int line,
    Map<String, Formula> formulas) {

  /** One that stands in no file. */
  public MatchKey(int priority, Map<String, String> fields, boolean shared) {
    this(priority, fields, shared, 0, Map.of());
  }

  /** What is read of a record for it. */
  Set<String> paths(String system) {
    return formulas.containsKey(system) ? formulas.get(system).paths() : Set.of(fields.get(system));
  }

  /** What the record says there, without blanks around it and in capitals; empty for nothing. */
  public Optional<String> value(String system, ObjectNode record) {
    JsonNode value =
        formulas.containsKey(system)
            ? formulas.get(system).apply(record)
            : record.path(fields.get(system));
    if (value == null || value.isMissingNode() || value.isContainerNode()) {
      return Optional.empty();
    }
    JsonNode told = Empties.read(system, value);
    return told.isNull()
        ? Optional.empty()
        : Optional.of(told.asText().strip().toUpperCase(Locale.ROOT));
  }
}
