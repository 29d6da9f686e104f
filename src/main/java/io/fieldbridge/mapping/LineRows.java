package io.fieldbridge.mapping;

import io.fieldbridge.mapping.FieldType.Kind;
import io.fieldbridge.mapping.LineRules.Emit;
import io.fieldbridge.mapping.LineRules.Source;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the target's fields of a document's lines are for, as their rows tell. */
record LineRows(LineRules rules) {

  /** The fields that are written from just what makes the line's key. */
  Set<String> keyFields() {
    return rules.sources().stream()
        .flatMap(source -> source.emits().stream().flatMap(emit -> keyFields(source, emit)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Stream<String> keyFields(Source source, Emit emit) {
    Formula key = source.groupBy() == null ? source.key() : source.groupBy();
    return emit.fields().stream()
        .filter(field -> field.side(rules.from()).filter(side -> reads(side, key)).isPresent())
        .flatMap(this::written);
  }

  private static boolean reads(SideRule side, Formula key) {
    return side.read() instanceof Formula.Path read
        && key instanceof Formula.Path
        && read.paths().equals(key.paths());
  }

  /** The fields up to the quantity: what the line is of, and how much. The price comes after it. */
  Set<String> goodsFields() {
    Set<String> names = new LinkedHashSet<>();
    rules.sources().stream()
        .flatMap(source -> source.emits().stream())
        .forEach(emit -> goods(emit).flatMap(this::written).forEach(names::add));
    return names;
  }

  private static Stream<FieldRule> goods(Emit emit) {
    Optional<FieldRule> last = emit.fields().stream().filter(LineRows::endsGoods).findFirst();
    int end = last.map(emit.fields()::indexOf).orElse(emit.fields().size());
    boolean counts = last.filter(field -> field.type().kind() != Kind.MONEY).isPresent();
    return emit.fields().stream().limit(counts ? end + 1L : end);
  }

  private static boolean endsGoods(FieldRule field) {
    return switch (field.type().kind()) {
      case QUANTITY, DURATION, MONEY -> true;
      default -> false;
    };
  }

  private Stream<String> written(FieldRule field) {
    return field.side(rules.to()).stream()
        .flatMap(side -> side.writes().stream())
        .map(SideRule.Write::field);
  }
}
