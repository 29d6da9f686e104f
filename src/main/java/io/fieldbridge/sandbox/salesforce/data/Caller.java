package io.fieldbridge.sandbox.salesforce.data;

import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.util.function.Consumer;

/**
 * Who writes, and through what: {@code origin} is what change events show as their origin. {@code
 * guard} is asked before each write of a client and may refuse it.
 */
public record Caller(
    String userId, String origin, Consumer<ObjectType> guard, SaveOptions options) {

  public Caller(String userId, String origin, Consumer<ObjectType> guard) {
    this(userId, origin, guard, SaveOptions.NONE);
  }

  /** A caller that nothing hinders. */
  public static Caller of(String userId, String origin) {
    return new Caller(userId, origin, any -> {});
  }
}
