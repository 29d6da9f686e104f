package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.FilterLexer.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Reads {@code $filter} as the vendor does: {@code or} only between conditions on one field,
 * lambdas ignored without a word, {@code in} and functions within functions only with {@code
 * $schemaversion=2.1}.
 */
final class FilterParser {

  private static final int DEPTH_MAX = 50;
  private static final Set<String> COMPARISONS = Set.of("eq", "ne", "gt", "ge", "lt", "le");

  private final EntityType type;
  private final Dialect dialect;
  private final List<Token> tokens;
  private int next;
  private int depth;
  private int functions;

  private FilterParser(EntityType type, Dialect dialect, List<Token> tokens) {
    this.type = type;
    this.dialect = dialect;
    this.tokens = tokens;
  }

  static Filter parse(EntityType type, String text, Dialect dialect) {
    FilterParser parser = new FilterParser(type, dialect, FilterLexer.tokens(text));
    Filter filter = parser.alternatives();
    if (parser.next < parser.tokens.size()) {
      throw parser.syntax();
    }
    return filter;
  }

  private Filter alternatives() {
    if (++depth > DEPTH_MAX) {
      throw VendorException.url("The filter is nested too deep.");
    }
    Filter left = conditions();
    while (takeWord("or")) {
      left = either(left, conditions());
    }
    depth--;
    return left;
  }

  private static Filter either(Filter left, Filter right) {
    Set<String> both = union(left.properties(), right.properties());
    if (both.size() > 1) {
      throw new VendorException(
          400,
          "BadRequest_MethodNotImplemented",
          "An OR operator between different fields " + both + " is not supported in a filter.");
    }
    return new Filter(both, values -> left.matches(values) || right.matches(values));
  }

  private Filter conditions() {
    Filter left = condition();
    while (takeWord("and")) {
      Filter first = left;
      Filter second = condition();
      left =
          new Filter(
              union(first.properties(), second.properties()),
              values -> first.matches(values) && second.matches(values));
    }
    return left;
  }

  private Filter condition() {
    if (takeWord("(")) {
      Filter inner = alternatives();
      expect(")");
      return inner;
    }
    if (takeWord("not")) {
      Filter inner = condition();
      return new Filter(inner.properties(), values -> !inner.matches(values));
    }
    if (isLambda()) {
      return skipLambda();
    }
    FilterOperand left = operand();
    if (left.read() == null) {
      throw syntax();
    }
    return comparison(left);
  }

  private Filter comparison(FilterOperand left) {
    String operator = next < tokens.size() ? tokens.get(next).text() : "";
    if (COMPARISONS.contains(operator)) {
      next++;
      return compared(left, operator, operand());
    }
    if (operator.equals("in") && dialect.newer()) {
      next++;
      return oneOf(left);
    }
    boolean truth = left.property() != null && left.property().kind() == Kind.BOOLEAN;
    if (truth) {
      return new Filter(
          left.properties(), values -> Boolean.TRUE.equals(left.read().apply(values)));
    }
    throw syntax();
  }

  private Filter compared(FilterOperand left, String operator, FilterOperand right) {
    Property property = left.isLiteral() ? right.property() : left.property();
    boolean wild = type.hasWildcards() && right.isLiteral() && right.literal().text().endsWith("*");
    if (wild && operator.equals("eq") && property != null) {
      String start = right.literal().text().replaceFirst("\\*$", "");
      return new Filter(left.properties(), values -> left.text(values).startsWith(start));
    }
    boolean folds = property != null && dialect.folds(property);
    return folds
        ? Comparison.of(left.through(Dialect::folded), operator, right.through(Dialect::folded))
        : Comparison.of(left, operator, right);
  }

  private Filter oneOf(FilterOperand left) {
    expect("(");
    List<Filter> choices = new ArrayList<>();
    do {
      choices.add(compared(left, "eq", operand()));
    } while (takeWord(","));
    expect(")");
    return new Filter(
        left.properties(), values -> choices.stream().anyMatch(each -> each.matches(values)));
  }

  private FilterOperand operand() {
    Token token = take();
    if (token.quoted()) {
      return FilterOperand.literal(token.text(), true);
    }
    if (takeWord("(")) {
      return function(token.text());
    }
    Property property = type.property(token.text());
    if (property != null) {
      return FilterOperand.of(property);
    }
    if (token.text().matches("[A-Za-z_][A-Za-z0-9_]*") && !isConstant(token.text())) {
      throw VendorException.url(
          "Could not find a property named '%s' on type 'Microsoft.NAV.%s'."
              .formatted(token.text(), type.entity()));
    }
    return FilterOperand.literal(token.text(), false);
  }

  private FilterOperand function(String name) {
    if (functions++ > 0 && !dialect.newer()) {
      throw VendorException.url("A function within a function needs $schemaversion=2.1.");
    }
    List<FilterOperand> arguments = new ArrayList<>();
    do {
      arguments.add(operand());
    } while (takeWord(","));
    expect(")");
    functions--;
    FilterOperand first = arguments.get(0);
    return switch (name + "/" + arguments.size()) {
      case "tolower/1" -> first.through(text -> text.toLowerCase(Locale.ROOT));
      case "toupper/1" -> first.through(text -> text.toUpperCase(Locale.ROOT));
      case "trim/1" -> first.through(String::trim);
      case "substring/2" -> first.through(from(arguments.get(1)));
      case "substring/3" -> first.through(from(arguments.get(1)).andThen(upTo(arguments.get(2))));
      case "startswith/2" -> test(arguments, String::startsWith);
      case "endswith/2" -> test(arguments, String::endsWith);
      case "contains/2" -> test(arguments, String::contains);
      default ->
          throw VendorException.url(
              ("An unknown function with name '" + name + "' was found. This may also be a")
                  + " function import or a key lookup on a navigation property, which is not"
                  + " allowed.");
    };
  }

  private static Function<String, String> from(FilterOperand start) {
    int number = number(start);
    return text -> text.substring(Math.min(text.length(), number));
  }

  private static Function<String, String> upTo(FilterOperand length) {
    int number = number(length);
    return text -> text.substring(0, Math.min(text.length(), number));
  }

  private static int number(FilterOperand operand) {
    String digits = operand.isLiteral() ? operand.literal().text() : "";
    if (!digits.matches("\\d{1,4}")) {
      throw VendorException.url("substring needs a position and may have a length.");
    }
    return Integer.parseInt(digits);
  }

  private FilterOperand test(List<FilterOperand> arguments, BiPredicate<String, String> predicate) {
    FilterOperand field = arguments.get(0);
    FilterOperand part = arguments.get(1);
    if (field.property() == null) {
      throw VendorException.url("A text function needs a field as its first argument.");
    }
    UnaryOperator<String> form = form(field.property());
    Property truth = new Property(field.property().name(), Kind.BOOLEAN, 0, List.of(), true, null);
    return new FilterOperand(
        truth,
        null,
        values -> predicate.test(form.apply(field.text(values)), form.apply(part.text(values))));
  }

  /** How texts of a property are written where a part of them is looked for. */
  private UnaryOperator<String> form(Property property) {
    if (property.kind() == Kind.CODE) {
      return text -> text.toUpperCase(Locale.ROOT);
    }
    return dialect.folds(property) ? Dialect::folded : UnaryOperator.identity();
  }

  private boolean isLambda() {
    Token token = next < tokens.size() ? tokens.get(next) : new Token("", true);
    return !token.quoted() && token.text().matches(".+/(any|all)");
  }

  private Filter skipLambda() {
    next++;
    expect("(");
    for (int open = 1; open > 0; ) {
      String text = take().text();
      open += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
    }
    return Filter.ALL;
  }

  private static boolean isConstant(String word) {
    return word.equals("true") || word.equals("false") || word.equals("null");
  }

  private Token take() {
    if (next >= tokens.size()) {
      throw syntax();
    }
    return tokens.get(next++);
  }

  private boolean takeWord(String word) {
    boolean found =
        next < tokens.size() && !tokens.get(next).quoted() && tokens.get(next).text().equals(word);
    next += found ? 1 : 0;
    return found;
  }

  private void expect(String word) {
    if (!takeWord(word)) {
      throw syntax();
    }
  }

  private VendorException syntax() {
    return VendorException.url("Syntax error in the filter near word " + (next + 1) + ".");
  }

  private static Set<String> union(Set<String> left, Set<String> right) {
    Set<String> both = new HashSet<>(left);
    both.addAll(right);
    return both;
  }
}
