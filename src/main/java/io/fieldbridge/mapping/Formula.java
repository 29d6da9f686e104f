package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;

/** How a value is taken from a record. Immutable and thread-safe. */
interface Formula {

  /** The value; null where the record does not tell it at all, JSON null where it is empty. */
  JsonNode apply(ObjectNode record);

  /** Whether it holds as a predicate; what the record does not tell counts as empty. */
  default boolean holds(ObjectNode record) {
    return Truth.of(apply(record));
  }

  /** The dotted paths that it reads, without a leading dot. */
  Set<String> paths();

  /** Whether it calculates with {@code * / + -}, which JSLT does in binary floating point. */
  default boolean arithmetic() {
    return false;
  }

  /** The same for records that do not have these of its paths: they count as empty. */
  default Formula without(Set<String> lacking) {
    Set<String> left = new TreeSet<>(paths());
    left.removeAll(lacking);
    return new Fitted(this, left);
  }

  /** The same value whatever the record. */
  static Formula constant(JsonNode value) {
    return new Constant(value);
  }

  /** A path such as {@code .A.B}. */
  static Formula path(String dotted) {
    return new Path(dotted.substring(1).split("\\."), Set.of(dotted.substring(1)));
  }

  record Constant(JsonNode value) implements Formula {
    @Override
    public JsonNode apply(ObjectNode record) {
      return value;
    }

    @Override
    public Set<String> paths() {
      return Set.of();
    }
  }

  record Path(String[] steps, Set<String> paths) implements Formula {
    @Override
    public JsonNode apply(ObjectNode record) {
      JsonNode node = record;
      for (String step : steps) {
        if (node == null || node.isNull()) {
          return node;
        }
        node = node.get(step);
      }
      return node;
    }
  }

  record Fitted(Formula whole, Set<String> paths) implements Formula {
    @Override
    public JsonNode apply(ObjectNode record) {
      return whole.apply(record);
    }

    @Override
    public boolean holds(ObjectNode record) {
      return whole.holds(record);
    }

    @Override
    public boolean arithmetic() {
      return whole.arithmetic();
    }
  }
}
