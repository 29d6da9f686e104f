package io.fieldbridge.sandbox.salesforce.query;

import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The tokens of a statement, read from left to right. */
final class Tokens {

  private static final Set<String> RESERVED =
      Set.of(
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP",
          "ORDER",
          "BY",
          "LIMIT",
          "OFFSET",
          "AND",
          "OR",
          "NOT",
          "IN",
          "LIKE",
          "ASC",
          "DESC",
          "NULLS",
          "HAVING",
          "FOR",
          "USING",
          "WITH",
          "INCLUDES",
          "EXCLUDES",
          "WHEN",
          "THEN",
          "ELSE",
          "END");

  private final String statement;
  private final List<Token> tokens;
  private int next;

  Tokens(String statement) {
    this.statement = statement;
    this.tokens = Lexer.tokens(statement);
  }

  Token take() {
    Token token = tokens.get(next);
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  boolean isName() {
    return tokens.get(next).kind() == Token.Kind.WORD
        && !RESERVED.contains(tokens.get(next).text().toUpperCase(Locale.ROOT));
  }

  boolean isValue() {
    Token.Kind kind = tokens.get(next).kind();
    return kind != Token.Kind.WORD && kind != Token.Kind.SYMBOL && kind != Token.Kind.END;
  }

  boolean isWord(String word) {
    return tokens.get(next).isWord(word);
  }

  String name() {
    if (!isName()) {
      throw unexpected();
    }
    return take().text();
  }

  boolean skipWord(String word) {
    boolean there = tokens.get(next).isWord(word);
    next += there ? 1 : 0;
    return there;
  }

  boolean skipSymbol(String symbol) {
    boolean there = tokens.get(next).isSymbol(symbol);
    next += there ? 1 : 0;
    return there;
  }

  void expectWord(String word) {
    if (!skipWord(word)) {
      throw unexpected();
    }
  }

  void expectSymbol(String symbol) {
    if (!skipSymbol(symbol)) {
      throw unexpected();
    }
  }

  void expectEnd() {
    if (tokens.get(next).kind() != Token.Kind.END) {
      throw unexpected();
    }
  }

  int count() {
    Token token = take();
    if (token.kind() != Token.Kind.NUMBER || !token.text().matches("\\d{1,9}")) {
      next--;
      throw unexpected();
    }
    return Integer.parseInt(token.text());
  }

  SalesforceError unexpected() {
    Token token = tokens.get(next);
    String what = token.kind() == Token.Kind.END ? "<EOF>" : "'" + token.text() + "'";
    return new SalesforceError(
        "MALFORMED_QUERY", Place.of(statement, token.position()) + "unexpected token: " + what);
  }

  /** The alias that FROM gives to the object of the select that begins here; null without one. */
  String aliasAhead() {
    int depth = 0;
    for (int at = next; at < tokens.size() - 2; at++) {
      Token token = tokens.get(at);
      if (token.isSymbol("(")) {
        depth++;
      } else if (token.isSymbol(")")) {
        depth--;
      } else if (depth == 0 && token.isWord("FROM")) {
        return names(at + 1) && names(at + 2) ? tokens.get(at + 2).text() : null;
      }
    }
    return null;
  }

  private boolean names(int at) {
    return tokens.get(at).kind() == Token.Kind.WORD
        && !RESERVED.contains(tokens.get(at).text().toUpperCase(Locale.ROOT));
  }
}
