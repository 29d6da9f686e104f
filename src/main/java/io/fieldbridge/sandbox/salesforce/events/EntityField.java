package io.fieldbridge.sandbox.salesforce.events;

import java.util.Objects;

/**
 * One field of an object, as describe names it.
 *
 * @param name the flat API name, e.g. {@code BillingCity}
 * @param type the describe type in lower case, e.g. {@code string}, {@code currency}, {@code
 *     datetime}
 */
public record EntityField(String name, String type) {
  public EntityField {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }
}
