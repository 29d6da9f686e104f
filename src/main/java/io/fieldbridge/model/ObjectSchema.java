package io.fieldbridge.model;

import java.util.Map;
import java.util.Optional;

/**
 * What a remote system says of one of its objects.
 *
 * @param object the vendor's name
 * @param fields by the vendor's field name
 */
public record ObjectSchema(String object, Map<String, Field> fields) {

  /**
   * One field of an object.
   *
   * @param type text, decimal, integer, boolean, date, instant, id, or object for the rest
   * @param lengthMax longest text in characters, 0 where it does not apply
   * @param writable whether the integration user may set it
   * @param required whether a create without it is refused
   */
  public record Field(String type, int lengthMax, boolean writable, boolean required) {}

  public Optional<Field> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }
}
