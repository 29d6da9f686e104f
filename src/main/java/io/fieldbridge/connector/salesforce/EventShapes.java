package io.fieldbridge.connector.salesforce;

import com.salesforce.eventbus.protobuf.SchemaInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * The shapes of events by schema id. A new schema id means that the object's fields changed, so the
 * object is described anew with it. Used by the feed's thread.
 */
final class EventShapes {

  private static final int KEPT_MAX = 500;
  private static final String SUFFIX = "ChangeEvent";

  private final Function<String, Optional<Description>> describe;
  private final Map<String, EventShape> shapes =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EventShape> eldest) {
          return size() > KEPT_MAX;
        }
      };

  EventShapes(Function<String, Optional<Description>> describe) {
    this.describe = describe;
  }

  /**
   * @param fetch asks the event bus for a schema
   * @throws MalformedEventException if the schema is none
   */
  EventShape of(String schemaId, Function<String, SchemaInfo> fetch)
      throws MalformedEventException {
    EventShape known = shapes.get(schemaId);
    if (known == null) {
      Schema schema = parse(fetched(schemaId, fetch));
      known = new EventShape(schema, describe.apply(entity(schema.getName())));
      shapes.put(schemaId, known);
    }
    return known;
  }

  private static String fetched(String schemaId, Function<String, SchemaInfo> fetch)
      throws MalformedEventException {
    try {
      return fetch.apply(schemaId).getSchemaJson();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        throw new MalformedEventException("an event of the unknown schema " + schemaId, e);
      }
      throw e;
    }
  }

  private static Schema parse(String json) throws MalformedEventException {
    try {
      Schema schema = new Schema.Parser().parse(json);
      if (schema.getType() != Schema.Type.RECORD) {
        throw new MalformedEventException("a schema that is no record");
      }
      return schema;
    } catch (AvroRuntimeException | NullPointerException e) { // Avro's word for an unknown name
      throw new MalformedEventException("a schema that cannot be read", e);
    }
  }

  /** {@code AccountChangeEvent} tells of Account, {@code Visit__ChangeEvent} of Visit__c. */
  private static String entity(String schemaName) {
    if (!schemaName.endsWith(SUFFIX)) {
      return schemaName;
    }
    String entity = schemaName.substring(0, schemaName.length() - SUFFIX.length());
    return entity.endsWith("__") ? entity + "c" : entity;
  }
}
