package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.data.Commit;
import io.fieldbridge.sandbox.salesforce.events.EventLog;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Trait;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Publishes the platform events that a transaction has created, after its commit. */
final class PlatformEvents implements Consumer<Commit> {

  private static final Set<String> STAMPS = Set.of("CreatedDate", "CreatedById");

  private final EventLog log;

  PlatformEvents(EventLog log) {
    this.log = log;
  }

  /** Whether an event or change event tells the field; a platform event has two stamps only. */
  static boolean carries(ObjectType type, Field field) {
    if (field.is(Trait.FORMULA)) {
      return false;
    }
    return !type.isEvent() || field.custom() || STAMPS.contains(field.name());
  }

  @Override
  public void accept(Commit commit) {
    for (Commit.Change change : commit.changes()) {
      if (change.type().isEvent() && change.after() != null) {
        publish(change.type(), change.after());
      }
    }
  }

  void publish(ObjectType type, ObjectNode row) {
    ObjectNode values = Json.object();
    for (Field field : type.fields()) {
      if (carries(type, field) && row.has(field.name())) {
        values.set(field.name(), row.get(field.name()));
      }
    }
    log.publish(type.name(), uuid(row.get("Id").textValue()), values);
  }

  /** The UUID of the event that the answer names, too. */
  static String uuid(String id) {
    return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.US_ASCII)).toString();
  }
}
