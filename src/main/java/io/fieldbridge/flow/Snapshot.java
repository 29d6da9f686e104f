package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.CanonicalRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A canonical record as JSON, to be kept with an effect and with a document's link. */
final class Snapshot {

  static final String NAME = "source";
  private static final String LINES = "lines";
  private static final String KEY = "key";
  private static final String ROLE = "role";
  private static final String FIELDS = "fields";

  private Snapshot() {}

  static ObjectNode of(CanonicalRecord record) {
    ObjectNode snapshot = JsonNodeFactory.instance.objectNode();
    ObjectNode fields = snapshot.putObject(FIELDS);
    record.fields().forEach(fields::set);
    ArrayNode lines = snapshot.putArray(LINES);
    record.lines().forEach(line -> lines.add(of(line)));
    return snapshot;
  }

  private static ObjectNode of(CanonicalRecord.Line line) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put(KEY, line.key()).put(ROLE, line.role());
    ObjectNode fields = node.putObject(FIELDS);
    line.fields().forEach(fields::set);
    return node;
  }

  static CanonicalRecord read(ObjectNode snapshot) {
    List<CanonicalRecord.Line> lines = new ArrayList<>();
    snapshot
        .path(LINES)
        .forEach(
            line ->
                lines.add(
                    new CanonicalRecord.Line(
                        line.path(KEY).asText(),
                        line.path(ROLE).asText(),
                        fields((ObjectNode) line.path(FIELDS)))));
    return new CanonicalRecord(fields((ObjectNode) snapshot.path(FIELDS)), lines);
  }

  private static Map<String, JsonNode> fields(ObjectNode node) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  /** Whether both say the same; 1 and 1.00 do. */
  static boolean same(JsonNode one, JsonNode other) {
    return one.equals(Snapshot::compare, other);
  }

  private static int compare(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }
}
