package io.fieldbridge.mapping;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When one record was edited by somebody but us, as far as its system tells.
 *
 * @param fields the vendor's fields that its feed named, each with its newest change, UTC
 * @param record the record's last change, UTC; null where it is not known, or was ours
 */
public record EditTimes(Map<String, Instant> fields, Instant record) {

  /** Nothing is known. */
  public static final EditTimes UNKNOWN = new EditTimes(Map.of(), null);

  /** When the value that is read from these paths was last edited. */
  Optional<Instant> of(Collection<String> paths) {
    return paths.stream()
        .flatMap(path -> Stream.ofNullable(fields.get(path.split("\\.", 2)[0])))
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .or(() -> Optional.ofNullable(record));
  }
}
