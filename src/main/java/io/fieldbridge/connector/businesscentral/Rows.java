package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Turns rows of the wire into records. */
final class Rows {

  static final String SYSTEM = "business-central";
  static final String MODIFIED = "lastModifiedDateTime";

  private static final String MARK = "@odata.";

  private Rows() {}

  static RemoteRecord record(String set, ObjectNode row) {
    RecordRef ref = new RecordRef(SYSTEM, set, row.path("id").asText());
    String version = version(row);
    return new RemoteRecord(ref, version, modifiedAt(row), author(row), withoutMarks(row));
  }

  static String version(ObjectNode row) {
    return row.path("@odata.etag").asText("");
  }

  /** When the row was last written; the epoch for lines, which do not say. */
  static Instant modifiedAt(ObjectNode row) {
    try {
      return OffsetDateTime.parse(row.path(MODIFIED).asText("")).toInstant();
    } catch (DateTimeException notSaid) {
      return Instant.EPOCH;
    }
  }

  static String author(ObjectNode row) {
    return row.path("lastModifiedBy").asText(row.path("systemModifiedBy").asText(""));
  }

  private static ObjectNode withoutMarks(ObjectNode row) {
    ObjectNode values = row.deepCopy();
    strip(values);
    return values;
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> marks = new ArrayList<>();
      object.fieldNames().forEachRemaining(name -> addMark(name, marks));
      object.remove(marks);
    }
    node.forEach(Rows::strip);
  }

  private static void addMark(String name, List<String> marks) {
    if (name.contains(MARK)) {
      marks.add(name);
    }
  }
}
