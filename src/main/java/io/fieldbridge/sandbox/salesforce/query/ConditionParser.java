package io.fieldbridge.sandbox.salesforce.query;

import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what follows WHERE. AND and OR at one level without parentheses are refused. */
final class ConditionParser {

  private static final Set<String> OPERATORS = Set.of("=", "!=", "<>", "<", "<=", ">", ">=");
  private static final int DEPTH_MAX = 50;
  private static final int TEXT_MAX = 4000;

  private final Tokens tokens;
  private final Paths paths;
  private int depth;

  ConditionParser(Tokens tokens, Paths paths) {
    this.tokens = tokens;
    this.paths = paths;
  }

  Soql.Condition condition() {
    Soql.Condition first = part();
    String word = tokens.isWord("OR") ? "OR" : "AND";
    List<Soql.Condition> parts = new ArrayList<>(List.of(first));
    while (tokens.skipWord(word)) {
      parts.add(part());
    }
    if (tokens.isWord("AND") || tokens.isWord("OR")) {
      throw tokens.unexpected();
    }
    if (parts.size() == 1) {
      return first;
    }
    return word.equals("OR") ? new Soql.Or(parts) : new Soql.And(parts);
  }

  private Soql.Condition part() {
    depth++;
    if (depth > DEPTH_MAX) {
      throw tokens.unexpected();
    }
    Soql.Condition part = unbounded();
    depth--;
    return part;
  }

  private Soql.Condition unbounded() {
    if (tokens.skipWord("NOT")) {
      return new Soql.Not(part());
    }
    if (tokens.skipSymbol("(")) {
      Soql.Condition inner = condition();
      tokens.expectSymbol(")");
      return inner;
    }
    String path = paths.path();
    if (tokens.skipWord("IN")) {
      return in(path, false);
    }
    if (tokens.skipWord("NOT")) {
      tokens.expectWord("IN");
      return in(path, true);
    }
    if (tokens.isWord("INCLUDES") || tokens.isWord("EXCLUDES")) {
      boolean negated = tokens.take().isWord("EXCLUDES");
      tokens.expectSymbol("(");
      return new Soql.Includes(path, negated, literals());
    }
    return compare(path);
  }

  private Soql.Condition compare(String path) {
    if (tokens.skipWord("LIKE")) {
      return new Soql.Compare(path, "LIKE", literal());
    }
    for (String operator : OPERATORS) {
      if (tokens.skipSymbol(operator)) {
        return new Soql.Compare(path, operator.equals("<>") ? "!=" : operator, literal());
      }
    }
    throw tokens.unexpected();
  }

  private Soql.Condition in(String path, boolean negated) {
    tokens.expectSymbol("(");
    Soql.Condition condition;
    if (tokens.isWord("SELECT")) {
      condition = new Soql.SemiJoin(path, negated, SoqlParser.nested(tokens));
    } else {
      return new Soql.In(path, negated, literals());
    }
    tokens.expectSymbol(")");
    return condition;
  }

  private List<Soql.Literal> literals() {
    List<Soql.Literal> values = new ArrayList<>();
    do {
      values.add(literal());
    } while (tokens.skipSymbol(","));
    tokens.expectSymbol(")");
    return values;
  }

  private Soql.Literal literal() {
    if (tokens.isWord("TRUE") || tokens.isWord("FALSE") || tokens.isWord("NULL")) {
      return new Soql.Literal(Token.Kind.WORD, tokens.take().text());
    }
    if (tokens.isName()) {
      String name = tokens.name();
      if (!RelativeDates.known(name) && !Money.is(name)) {
        throw new SalesforceError(
            "MALFORMED_QUERY", "Bind variables only allowed in Apex code: " + name);
      }
      return new Soql.Literal(Token.Kind.WORD, name);
    }
    if (tokens.isValue()) {
      Token token = tokens.take();
      if (token.kind() == Token.Kind.STRING && token.text().length() > TEXT_MAX) {
        throw new SalesforceError(
            "MALFORMED_QUERY", "a text in WHERE has at most " + TEXT_MAX + " characters");
      }
      return new Soql.Literal(token.kind(), token.text());
    }
    throw tokens.unexpected();
  }
}
