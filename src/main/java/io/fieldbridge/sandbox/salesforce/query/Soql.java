package io.fieldbridge.sandbox.salesforce.query;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A statement as it was written. {@code where} and {@code having} are null where there is none,
 * {@code limit} -1; {@code from} is a relationship name in a child query.
 */
record Soql(
    List<Item> items,
    String from,
    Condition where,
    List<String> groups,
    Condition having,
    List<Order> orders,
    int limit,
    int offset) {

  /** What is selected. */
  sealed interface Item permits FieldItem, TypeofItem, ChildItem, AggregateItem, FieldsItem {}

  /**
   * {@code alias} is null where there is none; {@code shown} are the functions around the field, of
   * toLabel, FORMAT and convertCurrency.
   */
  record FieldItem(String path, String alias, Set<String> shown) implements Item {}

  /** Fields of a parent by its object; {@code otherwise} is null without ELSE. */
  record TypeofItem(String relationship, Map<String, List<String>> branches, List<String> otherwise)
      implements Item {}

  record ChildItem(Soql query) implements Item {}

  /** {@code path} is null for COUNT(); {@code alias} is null where there is none. */
  record AggregateItem(String function, String path, String alias) implements Item {}

  /** FIELDS(ALL), FIELDS(STANDARD) or FIELDS(CUSTOM). */
  record FieldsItem(String which) implements Item {}

  record Order(String path, boolean descending, boolean nullsLast) {}

  /** What filters. */
  sealed interface Condition permits And, Or, Not, Compare, In, Includes, SemiJoin {}

  record And(List<Condition> parts) implements Condition {}

  record Or(List<Condition> parts) implements Condition {}

  record Not(Condition part) implements Condition {}

  record Compare(String path, String operator, Literal value) implements Condition {}

  record In(String path, boolean negated, List<Literal> values) implements Condition {}

  /** Each literal holds one or several values of a multi-select picklist, between semicolons. */
  record Includes(String path, boolean negated, List<Literal> values) implements Condition {}

  record SemiJoin(String path, boolean negated, Soql query) implements Condition {}

  /** A value: the kind of its token, or WORD for TRUE, FALSE, NULL and relative dates. */
  record Literal(Token.Kind kind, String text) {

    boolean isNull() {
      return kind == Token.Kind.WORD && text.equalsIgnoreCase("null");
    }
  }

  /** Whether it is a plain {@code SELECT COUNT() ...}. */
  boolean countsOnly() {
    return items.size() == 1 && items.get(0) instanceof AggregateItem count && count.path() == null;
  }

  boolean aggregates() {
    return !groups.isEmpty() || items.stream().anyMatch(AggregateItem.class::isInstance);
  }
}
