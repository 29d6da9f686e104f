package io.fieldbridge.sandbox.salesforce.schema;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field that sums up the details of a record, as its metadata gives it: {@code rollup(SUM
 * Invoice_Line__c.Amount__c)}, with COUNT, MIN and MAX for SUM.
 *
 * @param field the field of the master
 * @param object the details' object
 * @param summed their field; null for COUNT
 */
public record RollUp(String field, Function function, String object, String summed) {

  /** What is made of the details' values. */
  public enum Function {
    SUM,
    COUNT,
    MIN,
    MAX
  }

  private static final Pattern WORD = Pattern.compile("\\brollup\\(([^)]*)\\)");
  private static final Pattern MEANING =
      Pattern.compile("(SUM|MIN|MAX) (\\w+)\\.(\\w+)|(COUNT) (\\w+)");

  /**
   * Reads the line of a field; empty where it sums up nothing.
   *
   * @throws IllegalArgumentException where the word is there and cannot be read
   */
  static Optional<RollUp> read(String field, String line) {
    Matcher word = WORD.matcher(line);
    if (!word.find()) {
      return Optional.empty();
    }
    Matcher meaning = MEANING.matcher(word.group(1).strip());
    if (!meaning.matches()) {
      throw new IllegalArgumentException(
          field
              + ": rollup(...) must be like 'SUM Line__c.Amount__c' or 'COUNT Line__c', not '"
              + word.group(1)
              + "'");
    }
    return Optional.of(
        meaning.group(4) == null
            ? new RollUp(
                field, Function.valueOf(meaning.group(1)), meaning.group(2), meaning.group(3))
            : new RollUp(field, Function.COUNT, meaning.group(5), null));
  }

  /**
   * @throws IllegalArgumentException where the details are none of this master's, or have no such
   *     field
   */
  void check(ObjectType master, ObjectType details) {
    boolean linked =
        details != null
            && details.fields().stream()
                .anyMatch(
                    lookup ->
                        lookup.is(Trait.CASCADE)
                            && lookup.reference().to().contains(master.name()));
    if (!linked) {
      throw new IllegalArgumentException(
          master + "." + field + ": rollup needs a lookup of " + object + " with 'cascade'");
    }
    if (summed != null && details.field(summed) == null) {
      throw new IllegalArgumentException(
          master + "." + field + ": " + object + " has no field '" + summed + "'");
    }
  }
}
