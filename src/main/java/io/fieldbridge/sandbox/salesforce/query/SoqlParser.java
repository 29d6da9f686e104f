package io.fieldbridge.sandbox.salesforce.query;

import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads SOQL into a {@link Soql}. What it does not know is a MALFORMED_QUERY. */
final class SoqlParser {

  private static final int STATEMENT_MAX = 100_000;
  private static final Set<String> AGGREGATES = Set.of("COUNT", "SUM", "MIN", "MAX", "AVG");
  private static final Set<String> PLAIN = Set.of("TOLABEL", "FORMAT", "CONVERTCURRENCY");

  private final Tokens tokens;

  private SoqlParser(Tokens tokens) {
    this.tokens = tokens;
  }

  static Soql parse(String statement) {
    if (statement.length() > STATEMENT_MAX) {
      throw new SalesforceError("MALFORMED_QUERY", "SOQL statements cannot be longer than 100000");
    }
    Tokens tokens = new Tokens(statement);
    Soql soql = new SoqlParser(tokens).select(false);
    tokens.expectEnd();
    return soql;
  }

  static Soql nested(Tokens tokens) {
    return new SoqlParser(tokens).select(true);
  }

  private Soql select(boolean nested) {
    tokens.expectWord("SELECT");
    List<Soql.Item> items = new ArrayList<>();
    do {
      items.add(item(nested));
    } while (tokens.skipSymbol(","));
    tokens.expectWord("FROM");
    String from = tokens.name();
    if (!nested && tokens.isName()) {
      throw tokens.unexpected();
    }
    Soql.Condition where =
        tokens.skipWord("WHERE") ? new ConditionParser(tokens).condition() : null;
    List<String> groups = groups();
    List<Soql.Order> orders = orders();
    int limit = tokens.skipWord("LIMIT") ? tokens.count() : -1;
    int offset = tokens.skipWord("OFFSET") ? tokens.count() : 0;
    if (offset > 2000) {
      throw new SalesforceError(
          "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000");
    }
    return new Soql(items, from, where, groups, orders, limit, offset);
  }

  private Soql.Item item(boolean nested) {
    if (tokens.skipSymbol("(")) {
      if (nested) {
        throw tokens.unexpected();
      }
      Soql child = select(true);
      tokens.expectSymbol(")");
      return new Soql.ChildItem(child);
    }
    String name = tokens.name();
    return tokens.skipSymbol("(") ? function(name) : new Soql.FieldItem(name);
  }

  private Soql.Item function(String name) {
    String function = name.toUpperCase(Locale.ROOT);
    if (function.equals("COUNT") && tokens.skipSymbol(")")) {
      return new Soql.AggregateItem(function, null, null);
    }
    String argument = tokens.name();
    tokens.expectSymbol(")");
    if (function.equals("FIELDS")) {
      return new Soql.FieldsItem(argument.toUpperCase(Locale.ROOT));
    }
    if (PLAIN.contains(function)) {
      return new Soql.FieldItem(argument);
    }
    if (!AGGREGATES.contains(function)) {
      throw tokens.unexpected();
    }
    return new Soql.AggregateItem(function, argument, tokens.isName() ? tokens.name() : null);
  }

  private List<String> groups() {
    List<String> groups = new ArrayList<>();
    if (tokens.skipWord("GROUP")) {
      tokens.expectWord("BY");
      do {
        groups.add(tokens.name());
      } while (tokens.skipSymbol(","));
    }
    return groups;
  }

  private List<Soql.Order> orders() {
    List<Soql.Order> orders = new ArrayList<>();
    if (tokens.skipWord("ORDER")) {
      tokens.expectWord("BY");
      do {
        orders.add(order());
      } while (tokens.skipSymbol(","));
    }
    return orders;
  }

  private Soql.Order order() {
    String path = tokens.name();
    boolean descending = tokens.skipWord("DESC");
    if (!descending) {
      tokens.skipWord("ASC");
    }
    boolean nullsLast = false;
    if (tokens.skipWord("NULLS")) {
      nullsLast = tokens.skipWord("LAST");
      if (!nullsLast) {
        tokens.expectWord("FIRST");
      }
    }
    return new Soql.Order(path, descending, nullsLast);
  }
}
