package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.salesforce.EventShape.Touched;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * One change event, decoded.
 *
 * @param entity the object
 * @param ids the records, 18 characters each; empty where the event does not name them and the
 *     object has to be read instead
 * @param change what happened, said of no record yet: the id is a prefix
 */
record CaptureEvent(String entity, List<String> ids, Change change) {

  private static final String HEADER = "ChangeEventHeader";
  private static final int KEY_LENGTH_MAX = 100;

  /**
   * @param replayId names the event within the channel
   * @throws MalformedEventException if the payload does not fit the schema
   */
  static CaptureEvent decode(byte[] payload, EventShape shape, String replayId)
      throws MalformedEventException {
    GenericRecord event = read(payload, shape);
    if (!event.hasField(HEADER) || !(event.get(HEADER) instanceof GenericRecord header)) {
      throw new MalformedEventException("an event without " + HEADER);
    }
    Instant at = Instant.ofEpochMilli(number(header, "commitTimestamp"));
    String type = text(header, "changeType");
    Change.Kind kind = kind(type);
    ObjectNode values = Json.object();
    if (!type.startsWith("GAP_") && kind != Change.Kind.DELETE) {
      Optional<ObjectNode> told = values(event, header, shape, kind);
      kind = told.isEmpty() || differs(header) ? Change.Kind.GAP : kind;
      values = told.orElse(values);
    }
    String key = text(header, "transactionKey");
    String id = replayId + ":" + key.substring(0, Math.min(key.length(), KEY_LENGTH_MAX)) + ":";
    String entity = text(header, "entityName");
    Change change =
        new Change(
            id,
            new RecordRef(SalesforceConnector.SYSTEM, entity, ""),
            kind,
            values,
            at,
            longId(text(header, "commitUser")),
            text(header, "changeOrigin"));
    return new CaptureEvent(entity, type.equals("GAP_OVERFLOW") ? List.of() : ids(header), change);
  }

  /** A change for each record that the event names. */
  List<Change> changes() {
    return ids.stream().map(this::of).toList();
  }

  private Change of(String id) {
    return new Change(
        change.id() + id,
        new RecordRef(SalesforceConnector.SYSTEM, entity, id),
        change.kind(),
        change.values(),
        change.at(),
        change.author(),
        change.origin());
  }

  private static GenericRecord read(byte[] payload, EventShape shape)
      throws MalformedEventException {
    try {
      return new GenericDatumReader<GenericRecord>(shape.schema())
          .read(null, new BoundedDecoder(payload));
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | UnsupportedOperationException e) {
      throw new MalformedEventException("a payload that does not fit its schema", e);
    }
  }

  private static Change.Kind kind(String type) throws MalformedEventException {
    return switch (type) {
      case "CREATE" -> Change.Kind.CREATE;
      case "UPDATE" -> Change.Kind.UPDATE;
      case "DELETE", "GAP_DELETE" -> Change.Kind.DELETE;
      case "UNDELETE" -> Change.Kind.UNDELETE;
      case "GAP_CREATE", "GAP_UPDATE", "GAP_UNDELETE", "GAP_OVERFLOW" -> Change.Kind.GAP;
      default -> throw new MalformedEventException("a change of the unknown type '" + type + "'");
    };
  }

  /** Empty if the event does not say comprehensibly which fields it means. */
  private static Optional<ObjectNode> values(
      GenericRecord event, GenericRecord header, EventShape shape, Change.Kind kind) {
    if (kind != Change.Kind.UPDATE) {
      return Optional.of(shape.filled(event));
    }
    try {
      Touched touched =
          new Touched(
              FieldBitmap.of(list(header, "changedFields"), shape.schema()),
              FieldBitmap.of(list(header, "nulledFields"), shape.schema()),
              FieldBitmap.of(list(header, "diffFields"), shape.schema()));
      return Optional.of(shape.touched(event, touched));
    } catch (MalformedEventException e) {
      return Optional.empty();
    }
  }

  private static boolean differs(GenericRecord header) {
    return !list(header, "diffFields").isEmpty();
  }

  /** Empty as a whole if one of them is a wildcard such as {@code 001*}. */
  private static List<String> ids(GenericRecord header) {
    List<String> ids = list(header, "recordIds").stream().map(String::valueOf).distinct().toList();
    boolean named = ids.stream().allMatch(id -> SalesforceId.valid(id) && !id.startsWith("000"));
    return named ? ids.stream().map(SalesforceId::of).distinct().toList() : List.of();
  }

  private static String longId(String id) {
    return SalesforceId.valid(id) ? SalesforceId.of(id) : id;
  }

  private static List<?> list(GenericRecord header, String name) {
    Object value = header.hasField(name) ? header.get(name) : null;
    return value instanceof Collection<?> items ? List.copyOf(items) : List.of();
  }

  private static String text(GenericRecord header, String name) {
    Object value = header.hasField(name) ? header.get(name) : null;
    return value == null ? "" : value.toString();
  }

  private static long number(GenericRecord header, String name) throws MalformedEventException {
    Object value = header.hasField(name) ? header.get(name) : null;
    if (value instanceof Number number) {
      return number.longValue();
    }
    throw new MalformedEventException("an event without " + name);
  }
}
