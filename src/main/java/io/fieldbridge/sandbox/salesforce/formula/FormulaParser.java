package io.fieldbridge.sandbox.salesforce.formula;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BinaryOperator;

/** Reads a formula by recursive descent: or, and, comparison, sum, product, sign, value. */
final class FormulaParser {

  private static final int DEPTH_MAX = 100;

  private final String text;
  private final List<String> tokens;
  private final Set<String> paths = new LinkedHashSet<>();
  private int next;
  private int depth;

  FormulaParser(String text) {
    this.text = text;
    this.tokens = FormulaLexer.tokens(text);
  }

  Set<String> paths() {
    return paths;
  }

  Expression whole() {
    Expression root = expression();
    if (next < tokens.size()) {
      throw unexpected();
    }
    return root;
  }

  private Expression expression() {
    depth++;
    if (depth > DEPTH_MAX) {
      throw new FormulaException("the formula is nested too deeply: " + text);
    }
    Expression left = conjunction();
    while (skip("||")) {
      Expression first = left;
      Expression second = conjunction();
      left = scope -> Values.truth(first.in(scope)) || Values.truth(second.in(scope));
    }
    depth--;
    return left;
  }

  private Expression conjunction() {
    Expression left = comparison();
    while (skip("&&")) {
      Expression first = left;
      Expression second = comparison();
      left = scope -> Values.truth(first.in(scope)) && Values.truth(second.in(scope));
    }
    return left;
  }

  private Expression comparison() {
    Expression left = sum();
    for (String operator : List.of("=", "==", "<>", "!=", "<=", ">=", "<", ">")) {
      if (skip(operator)) {
        Expression right = sum();
        return scope -> Values.compare(left.in(scope), operator, right.in(scope));
      }
    }
    return left;
  }

  private Expression sum() {
    Expression left = product();
    while (true) {
      if (skip("+")) {
        left = both(left, product(), Values::plus);
      } else if (skip("-")) {
        left = both(left, product(), Values::minus);
      } else if (skip("&")) {
        left = both(left, product(), (one, other) -> Values.text(one) + Values.text(other));
      } else {
        return left;
      }
    }
  }

  private Expression product() {
    Expression left = sign();
    while (true) {
      if (skip("*")) {
        left = both(left, sign(), Values::times);
      } else if (skip("/")) {
        left = both(left, sign(), Values::divided);
      } else {
        return left;
      }
    }
  }

  private static Expression both(
      Expression left, Expression right, BinaryOperator<Object> operator) {
    return scope -> operator.apply(left.in(scope), right.in(scope));
  }

  private Expression sign() {
    if (skip("!")) {
      Expression negated = sign();
      return scope -> !Values.truth(negated.in(scope));
    }
    if (skip("-")) {
      Expression value = sign();
      return scope -> Values.minus(BigDecimal.ZERO, value.in(scope));
    }
    return value();
  }

  private Expression value() {
    if (next >= tokens.size()) {
      throw new FormulaException("the formula ends too early: " + text);
    }
    if (skip("(")) {
      Expression inner = expression();
      expect(")");
      return inner;
    }
    String token = tokens.get(next);
    char first = token.charAt(0);
    next++;
    if (first == '"') {
      String constant = token.substring(1);
      return scope -> constant;
    }
    if (Character.isDigit(first)) {
      BigDecimal number = new BigDecimal(token);
      return scope -> number;
    }
    if (!Character.isLetter(first) && first != '_' && first != '$') {
      next--;
      throw unexpected();
    }
    return skip("(") ? function(token) : name(token);
  }

  private Expression name(String token) {
    switch (token.toUpperCase(Locale.ROOT)) {
      case "TRUE":
        return scope -> true;
      case "FALSE":
        return scope -> false;
      case "NULL":
        return scope -> null;
      default:
        paths.add(token);
        return new Expression.Path(token);
    }
  }

  private Expression function(String name) {
    List<Expression> arguments = new ArrayList<>();
    if (!skip(")")) {
      do {
        arguments.add(expression());
      } while (skip(","));
      expect(")");
    }
    return Functions.of(name.toUpperCase(Locale.ROOT), arguments);
  }

  private boolean skip(String token) {
    boolean there = next < tokens.size() && tokens.get(next).equals(token);
    next += there ? 1 : 0;
    return there;
  }

  private void expect(String token) {
    if (!skip(token)) {
      throw unexpected();
    }
  }

  private FormulaException unexpected() {
    String what = next < tokens.size() ? "'" + tokens.get(next) + "'" : "the end";
    return new FormulaException("unexpected " + what + " in the formula " + text);
  }
}
