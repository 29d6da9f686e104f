package io.fieldbridge.mapping;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A contract as it stands in its file.
 *
 * @param ends by system, the CRM's first
 * @param lines null for flows without lines
 * @param reference the canonical field that carries our reference, or the empty string
 * @param parts members that are put next to a vendor's record from other reads, by system: name to
 *     object
 * @param grouping where several rows of one system are one record, or null
 */
record Definition(
    String flow,
    int version,
    boolean document,
    StartMode mode,
    String direction,
    Map<String, End> ends,
    List<FieldRule> fields,
    LineRules lines,
    Map<String, Formula> filters,
    Leaving leaving,
    List<MatchKey> match,
    Duration settledAfter,
    Report report,
    String reference,
    Map<String, Map<String, String>> parts,
    Grouping grouping) {

  /**
   * @param object the vendor's name
   * @param key the vendor's field with the number that people see, or the empty string
   */
  record End(String object, String key, int line) {}

  /** What becomes of pairs of which one half goes, by the system in which it goes. */
  record Leaving(Map<String, Departure> onLeave, Map<String, Departure> onDelete) {}

  /** The vendor's name of the object in that system. */
  String object(String system) {
    return ends.get(system).object();
  }

  /** The same with other rows, match keys and lines. */
  Definition with(List<FieldRule> rows, List<MatchKey> keys, LineRules otherLines) {
    return new Definition(
        flow,
        version,
        document,
        mode,
        direction,
        ends,
        rows,
        otherLines,
        filters,
        leaving,
        keys,
        settledAfter,
        report,
        reference,
        parts,
        grouping);
  }

  Optional<FieldRule> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }
}
