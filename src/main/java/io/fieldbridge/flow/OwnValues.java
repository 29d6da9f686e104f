package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.effect.OwnWrite;
import io.fieldbridge.mapping.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that we wrote to a record, held against those that its system tells. */
final class OwnValues {

  private OwnValues() {}

  /**
   * Only the newest write of a field counts: an older value that comes late is no echo.
   *
   * @param writes newest first
   */
  static boolean written(Map.Entry<String, JsonNode> field, List<OwnWrite> writes) {
    for (OwnWrite write : writes) {
      JsonNode value = write.values().get(field.getKey());
      if (value != null) {
        return same(value, field.getValue());
      }
    }
    return false;
  }

  /** An empty text is kept as null, and a moment may be spelled with Z and with +0000. */
  static boolean same(JsonNode ours, JsonNode told) {
    if (ours.isNumber() && told.isNumber()) {
      return ours.decimalValue().compareTo(told.decimalValue()) == 0;
    }
    return ours.equals(told)
        || ours.isTextual() && ours.asText().isEmpty() && told.isNull()
        || ours.isTextual() && told.isTextual() && sameMoment(ours.asText(), told.asText());
  }

  private static boolean sameMoment(String ours, String told) {
    Optional<Instant> moment = Times.instant(ours);
    return moment.isPresent() && moment.equals(Times.instant(told));
  }
}
