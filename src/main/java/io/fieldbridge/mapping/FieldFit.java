package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.mapping.FieldRule.TooLong;
import io.fieldbridge.mapping.FieldType.Kind;
import io.fieldbridge.model.ObjectSchema;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether what a row writes fits into the field that takes it. */
final class FieldFit {

  private static final Map<Kind, Set<String>> FITTING =
      Map.ofEntries(
          Map.entry(Kind.STRING, Set.of("text", "id")),
          Map.entry(Kind.CODE, Set.of("text", "id", "object")),
          Map.entry(Kind.COUNTRY, Set.of("text")),
          Map.entry(Kind.CURRENCY, Set.of("text")),
          Map.entry(Kind.REFERENCE, Set.of("text", "id")),
          Map.entry(Kind.DECIMAL, Set.of("decimal", "integer")),
          Map.entry(Kind.MONEY, Set.of("decimal", "integer")),
          Map.entry(Kind.QUANTITY, Set.of("decimal", "integer")),
          Map.entry(Kind.DURATION, Set.of("decimal", "integer")),
          Map.entry(Kind.DATE, Set.of("date", "instant")),
          Map.entry(Kind.INSTANT, Set.of("instant")),
          Map.entry(Kind.BOOLEAN, Set.of("boolean")));
  private static final int DURATION_SCALE = 5;

  private final FieldRule field;
  private final SideRule side;
  private final String where;
  private final ObjectSchema.Field there;
  private final Problems problems;

  private FieldFit(
      FieldRule field, SideRule side, String where, ObjectSchema.Field there, Problems problems) {
    this.field = field;
    this.side = side;
    this.where = where;
    this.there = there;
    this.problems = problems;
  }

  /**
   * @param where object and field in the vendor's words
   */
  static void check(
      FieldRule field, SideRule side, String where, ObjectSchema.Field there, Problems problems) {
    new FieldFit(field, side, where, there, problems).check();
  }

  /** A word that the system would refuse. */
  static void checkWord(
      int line, String word, String where, ObjectSchema.Field there, Problems problems) {
    Set<String> words = there.domain().words();
    if (!words.isEmpty() && words.stream().noneMatch(word::equalsIgnoreCase)) {
      problems.soft(
          line,
          where + " does not take '" + word + "'",
          Problems.similar(word, words)
              .map(near -> "Did you mean '" + near + "'? ")
              .orElse("")
              .concat("It takes: " + String.join(", ", new TreeSet<>(words))));
    }
  }

  private void check() {
    Kind kind = side.values() != null ? Kind.CODE : field.type().kind();
    if (!FITTING.get(kind).contains(there.type()) && !there.type().equals("object")) {
      problems.add(
          side.line(),
          "'" + field.name() + "' is " + kind.word() + " but " + where + " " + there.type(),
          "Change the type, or add a formula");
      return;
    }
    if (kind.isNumber()) {
      checkDigits();
    } else if (kind == Kind.STRING || kind == Kind.CODE) {
      checkLength(there.lengthMax());
      words().forEach(word -> checkWord(side.line(), word, where, there, problems));
    }
  }

  private void checkDigits() {
    int sent = field.type().kind() == Kind.DURATION ? DURATION_SCALE : field.type().scale();
    int kept = there.type().equals("integer") ? 0 : there.domain().scale();
    if (side.shape().scale() < 0 && kept >= 0 && sent > kept) {
      problems.soft(
          side.line(),
          "'"
              + field.name()
              + "' has "
              + sent
              + " digits behind the point, "
              + where
              + " keeps "
              + kept,
          "Add scale: " + kept + " to round it there");
    }
    int digits = there.domain().digits();
    int whole = field.type().size() - field.type().scale();
    if (field.type().kind() == Kind.DECIMAL && digits > 0 && whole > digits - Math.max(kept, 0)) {
      problems.soft(
          side.line(),
          "'"
              + field.name()
              + "' has up to "
              + whole
              + " digits before the point, "
              + where
              + " keeps "
              + (digits - Math.max(kept, 0)),
          "Make the type smaller, or the field larger");
    }
  }

  private void checkLength(int most) {
    int size = field.type().size();
    boolean decided = field.policy().tooLong() != TooLong.UNDECIDED;
    if (most == 0 || size == most || side.values() != null) {
      return;
    }
    if (size > 0 && most > size && !decided) {
      problems.soft(
          side.line(),
          where + " holds " + most + " characters, '" + field.name() + "' only " + size,
          "Add too-long: cut or too-long: reject");
    }
    int sent = side.shape().length() > 0 ? side.shape().length() : size;
    if (sent == 0 && field.type().kind() == Kind.STRING || sent > most) {
      problems.soft(
          side.line(),
          "'" + field.name() + "' may be longer than the " + most + " characters of " + where,
          "Add length: " + most + " and too-long: cut or reject");
    }
  }

  /** The words that the contract itself names, as they would be sent. */
  private Set<String> words() {
    Set<String> words = new LinkedHashSet<>();
    if (side.values() != null) {
      words.addAll(side.values().out().values());
      words.add(side.values().defaultOut());
    } else {
      field.sides().values().stream()
          .filter(other -> other != side)
          .forEach(other -> addWords(words, other));
    }
    words.remove("");
    return words;
  }

  private static void addWords(Set<String> words, SideRule other) {
    if (other.values() != null) {
      words.addAll(other.values().in().values());
      words.add(other.values().defaultIn());
    } else if (other.read() instanceof Formula.Constant constant) {
      JsonNode value = constant.value();
      words.add(value == null || value.isNull() ? "" : value.asText());
    }
  }
}
