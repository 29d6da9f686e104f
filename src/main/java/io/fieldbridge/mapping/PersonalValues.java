package io.fieldbridge.mapping;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.fieldbridge.failure.Reason;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Personal values that must not be told in clear text. Immutable and thread-safe. */
public final class PersonalValues {

  /** What is shorter tells nobody, and would tear holes into every text. */
  private static final int LENGTH_MIN = 3;

  private static final PersonalValues NONE = new PersonalValues(List.of());

  private final List<String> longestFirst;

  private PersonalValues(List<String> longestFirst) {
    this.longestFirst = longestFirst;
  }

  public static PersonalValues none() {
    return NONE;
  }

  static PersonalValues of(Collection<String> values) {
    List<String> sorted =
        values.stream()
            .map(String::strip)
            .filter(value -> value.length() >= LENGTH_MIN)
            .flatMap(value -> Stream.of(value, inJson(value)))
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    return new PersonalValues(sorted);
  }

  private static String inJson(String value) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(value));
  }

  /** The text with a mask in the place of each of the values. */
  public String mask(String text) {
    String masked = text;
    for (String value : longestFirst) {
      masked = masked.replace(value, Personal.MASK);
    }
    return masked;
  }

  /** The reason with masked sentences. */
  public Reason mask(Reason reason) {
    return new Reason(reason.code(), reason.field(), mask(reason.text()), mask(reason.advice()));
  }
}
