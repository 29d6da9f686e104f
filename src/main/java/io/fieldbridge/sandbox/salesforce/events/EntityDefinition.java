package io.fieldbridge.sandbox.salesforce.events;

import java.util.List;
import java.util.Objects;

/**
 * An object that can have change events, or a platform event.
 *
 * @param entity the API name, e.g. {@code Account} or {@code Invoice__c}
 * @param fields its fields; their order becomes the order of the event's fields, thus of the bits
 */
public record EntityDefinition(String entity, List<EntityField> fields) {
  private static final String CUSTOM = "__c";
  private static final String PLATFORM_EVENT = "__e";

  public EntityDefinition {
    Objects.requireNonNull(entity, "entity");
    fields = List.copyOf(fields);
  }

  /** Whether it is an event by itself ({@code X__e}), not an object whose changes are events. */
  public boolean isPlatformEvent() {
    return entity.endsWith(PLATFORM_EVENT);
  }

  /** The channel of this object alone. */
  public String topic() {
    return (isPlatformEvent() ? "/event/" : "/data/") + eventName();
  }

  /** The name of its change event: {@code AccountChangeEvent}, {@code Invoice__ChangeEvent}. */
  public String eventName() {
    if (isPlatformEvent()) {
      return entity;
    }
    return entity.endsWith(CUSTOM)
        ? entity.substring(0, entity.length() - 1) + "ChangeEvent"
        : entity + "ChangeEvent";
  }
}
