package io.fieldbridge.sandbox.salesforce.query;

import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads SOQL into a {@link Soql}. What it does not know is a MALFORMED_QUERY. */
final class SoqlParser {

  private static final int STATEMENT_MAX = 100_000;
  private static final int OFFSET_MAX = 2000;
  private static final Set<String> AGGREGATES =
      Set.of("COUNT", "COUNT_DISTINCT", "SUM", "MIN", "MAX", "AVG");
  private static final Set<String> SHOWN = Set.of("TOLABEL", "FORMAT", "CONVERTCURRENCY");

  private final Tokens tokens;
  private final Paths paths;

  private SoqlParser(Tokens tokens) {
    this.tokens = tokens;
    this.paths = new Paths(tokens, tokens.aliasAhead());
  }

  static Soql parse(String statement) {
    if (statement.length() > STATEMENT_MAX) {
      throw new SalesforceError("MALFORMED_QUERY", "SOQL statements cannot be longer than 100000");
    }
    Tokens tokens = new Tokens(statement);
    Soql soql = new SoqlParser(tokens).select(false);
    tokens.expectEnd();
    SoqlShape.check(soql);
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
    final String from = tokens.name().replaceFirst(nested ? "^\\w+\\." : "^$", "");
    if (tokens.isName()) {
      tokens.take();
    }
    if (tokens.skipWord("USING")) {
      tokens.expectWord("SCOPE");
      tokens.name();
    }
    final Soql.Condition where = condition("WHERE");
    if (tokens.skipWord("WITH")) {
      tokens.name();
    }
    final List<String> groups = groups();
    final Soql.Condition having = groups.isEmpty() ? null : condition("HAVING");
    final List<Soql.Order> orders = orders();
    int limit = tokens.skipWord("LIMIT") ? tokens.count() : -1;
    int offset = tokens.skipWord("OFFSET") ? tokens.count() : 0;
    if (offset > OFFSET_MAX) {
      throw new SalesforceError(
          "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000");
    }
    if (tokens.isWord("FOR")) {
      viewed();
    }
    return new Soql(items, from, where, groups, having, orders, limit, offset);
  }

  /** FOR VIEW and FOR REFERENCE; FOR UPDATE is none of REST's. */
  private void viewed() {
    tokens.expectWord("FOR");
    if (!tokens.skipWord("VIEW")) {
      tokens.expectWord("REFERENCE");
    }
  }

  private Soql.Condition condition(String word) {
    return tokens.skipWord(word) ? new ConditionParser(tokens, paths).condition() : null;
  }

  private Soql.Item item(boolean nested) {
    if (tokens.skipSymbol("(")) {
      if (nested) {
        throw tokens.unexpected();
      }
      Soql child = nested(tokens);
      tokens.expectSymbol(")");
      return new Soql.ChildItem(child);
    }
    String name = tokens.name();
    if (tokens.skipSymbol("(")) {
      return function(name);
    }
    if (name.equalsIgnoreCase("TYPEOF") && tokens.isName()) {
      return typeof();
    }
    return new Soql.FieldItem(paths.plain(name), alias(), Set.of());
  }

  private Soql.Item typeof() {
    final String relationship = paths.plain(tokens.name());
    Map<String, List<String>> branches = new LinkedHashMap<>();
    while (tokens.skipWord("WHEN")) {
      String object = tokens.name();
      tokens.expectWord("THEN");
      branches.put(object, names());
    }
    List<String> otherwise = tokens.skipWord("ELSE") ? names() : null;
    if (branches.isEmpty()) {
      throw tokens.unexpected();
    }
    tokens.expectWord("END");
    return new Soql.TypeofItem(relationship, branches, otherwise);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    do {
      names.add(tokens.name());
    } while (tokens.skipSymbol(","));
    return names;
  }

  private String alias() {
    return tokens.isName() ? tokens.name() : null;
  }

  private Soql.Item function(String name) {
    String function = name.toUpperCase(Locale.ROOT);
    if (function.equals("COUNT") && tokens.skipSymbol(")")) {
      return new Soql.AggregateItem(function, null, null);
    }
    if (function.equals("FIELDS")) {
      String which = tokens.name().toUpperCase(Locale.ROOT);
      tokens.expectSymbol(")");
      return new Soql.FieldsItem(which);
    }
    if (SHOWN.contains(function)) {
      return shown(function);
    }
    if (DateFunction.known(function)) {
      String path = paths.path();
      tokens.expectSymbol(")");
      return new Soql.FieldItem(function + "(" + path + ")", alias(), Set.of());
    }
    if (!AGGREGATES.contains(function)) {
      throw tokens.unexpected();
    }
    String argument = paths.plain(tokens.name());
    tokens.expectSymbol(")");
    return new Soql.AggregateItem(function, argument, alias());
  }

  /** A field with a function around it, or two: FORMAT(convertCurrency(Amount)). */
  private Soql.Item shown(String function) {
    Set<String> functions = new LinkedHashSet<>(Set.of(function));
    String name = tokens.name();
    if (tokens.skipSymbol("(")) {
      String inner = name.toUpperCase(Locale.ROOT);
      if (!SHOWN.contains(inner)) {
        throw tokens.unexpected();
      }
      functions.add(inner);
      name = tokens.name();
      tokens.expectSymbol(")");
    }
    tokens.expectSymbol(")");
    return new Soql.FieldItem(paths.plain(name), alias(), functions);
  }

  private List<String> groups() {
    List<String> groups = new ArrayList<>();
    if (tokens.skipWord("GROUP")) {
      tokens.expectWord("BY");
      do {
        groups.add(paths.path());
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
    String path = paths.path();
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
