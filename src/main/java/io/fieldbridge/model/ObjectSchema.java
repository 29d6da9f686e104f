package io.fieldbridge.model;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a remote system says of one of its objects.
 *
 * @param object the vendor's name
 * @param fields by the vendor's field name
 * @param parents by the name under which a record's parent is nested, the parent's object, or the
 *     empty string where it may be one of several; empty where the system does not tell
 */
public record ObjectSchema(String object, Map<String, Field> fields, Map<String, String> parents) {

  /** An object of whose parents nothing is told. */
  public ObjectSchema(String object, Map<String, Field> fields) {
    this(object, fields, Map.of());
  }

  /**
   * One field of an object.
   *
   * @param type text, decimal, integer, boolean, date, instant, id, or object for the rest
   * @param lengthMax longest text in characters, 0 where it does not apply
   * @param writable whether the integration user may set it
   * @param required whether a create without it is refused
   * @param domain which numbers and words it takes
   */
  public record Field(
      String type, int lengthMax, boolean writable, boolean required, Domain domain) {

    /** A field that takes whatever its type takes. */
    public Field(String type, int lengthMax, boolean writable, boolean required) {
      this(type, lengthMax, writable, required, Domain.ANY);
    }
  }

  /**
   * What a field takes beyond its type.
   *
   * @param digits most digits of a number, 0 where the system does not say
   * @param scale digits of those behind the point, -1 where the system does not say
   * @param words the only words that it takes; empty for any
   */
  public record Domain(int digits, int scale, Set<String> words) {

    public static final Domain ANY = new Domain(0, -1, Set.of());

    public Domain {
      words = Set.copyOf(words);
    }
  }

  public Optional<Field> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }
}
