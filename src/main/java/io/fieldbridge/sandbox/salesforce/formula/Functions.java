package io.fieldbridge.sandbox.salesforce.formula;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The functions of formulas that are known here. */
final class Functions {

  /** Puts a function and its arguments together. */
  private interface Maker {
    Expression of(List<Expression> arguments);
  }

  /** What a function does with the values of its arguments. */
  private interface Plain {
    Object of(List<Object> values);
  }

  private record Function(int least, int most, Maker maker) {}

  private static final Map<String, Function> KNOWN =
      Map.ofEntries(
          entry("AND", 1, 50, all -> s -> all.stream().allMatch(one -> truth(one, s))),
          entry("OR", 1, 50, all -> s -> all.stream().anyMatch(one -> truth(one, s))),
          entry("NOT", 1, 1, all -> s -> !truth(all.get(0), s)),
          entry("IF", 3, 3, all -> s -> (truth(all.get(0), s) ? all.get(1) : all.get(2)).in(s)),
          entry("ISNEW", 0, 0, all -> Scope::isNew),
          entry("ISCHANGED", 1, 1, all -> s -> changed(path(all.get(0)), s)),
          entry("PRIORVALUE", 1, 1, all -> s -> s.before(path(all.get(0)))),
          entry("TODAY", 0, 0, all -> Values::today),
          entry("NOW", 0, 0, all -> Scope::now),
          plain("ISBLANK", 1, v -> Values.blank(v.get(0))),
          plain("ISNULL", 1, v -> Values.blank(v.get(0))),
          plain("BLANKVALUE", 2, v -> Values.blank(v.get(0)) ? v.get(1) : v.get(0)),
          plain("NULLVALUE", 2, v -> Values.blank(v.get(0)) ? v.get(1) : v.get(0)),
          plain("ISPICKVAL", 2, v -> Values.same(v.get(0), v.get(1))),
          plain("TEXT", 1, v -> Values.text(v.get(0))),
          plain("VALUE", 1, v -> number(Values.text(v.get(0)))),
          plain("ISNUMBER", 1, v -> Values.text(v.get(0)).matches("[-+]?\\d+(\\.\\d+)?")),
          plain("LEN", 1, v -> BigDecimal.valueOf(Values.text(v.get(0)).length())),
          plain("UPPER", 1, v -> Values.text(v.get(0)).toUpperCase(Locale.ROOT)),
          plain("LOWER", 1, v -> Values.text(v.get(0)).toLowerCase(Locale.ROOT)),
          plain("TRIM", 1, v -> Values.text(v.get(0)).strip()),
          plain("LEFT", 2, v -> left(Values.text(v.get(0)), v.get(1))),
          plain("RIGHT", 2, v -> right(Values.text(v.get(0)), v.get(1))),
          plain("CONTAINS", 2, v -> Values.text(v.get(0)).contains(Values.text(v.get(1)))),
          plain("BEGINS", 2, v -> Values.text(v.get(0)).startsWith(Values.text(v.get(1)))),
          plain("INCLUDES", 2, v -> includes(Values.text(v.get(0)), v.get(1))),
          plain("REGEX", 2, v -> Values.text(v.get(0)).matches(pattern(v.get(1)))),
          plain("ABS", 1, v -> Values.number(v.get(0)).abs()));

  private Functions() {}

  static Expression of(String name, List<Expression> arguments) {
    Function function = KNOWN.get(name);
    if (function == null) {
      throw new FormulaException(
          "unknown function " + name + ", known: " + KNOWN.keySet().stream().sorted().toList());
    }
    if (arguments.size() < function.least || arguments.size() > function.most) {
      throw new FormulaException(name + " does not take " + arguments.size() + " arguments");
    }
    return function.maker.of(arguments);
  }

  private static Map.Entry<String, Function> entry(String name, int least, int most, Maker maker) {
    return Map.entry(name, new Function(least, most, maker));
  }

  private static Map.Entry<String, Function> plain(String name, int arguments, Plain plain) {
    Maker maker = all -> scope -> plain.of(all.stream().map(one -> one.in(scope)).toList());
    return entry(name, arguments, arguments, maker);
  }

  private static boolean truth(Expression expression, Scope scope) {
    return Values.truth(expression.in(scope));
  }

  private static String path(Expression expression) {
    if (expression instanceof Expression.Path path) {
      return path.text();
    }
    throw new FormulaException("ISCHANGED and PRIORVALUE take a field");
  }

  private static boolean changed(String path, Scope scope) {
    return !scope.isNew() && !Objects.equals(scope.before(path), scope.value(path));
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException wrong) {
      throw new FormulaException("VALUE cannot read '" + text + "'");
    }
  }

  private static String left(String text, Object count) {
    return text.substring(0, Math.min(text.length(), Values.number(count).intValue()));
  }

  private static String right(String text, Object count) {
    return text.substring(Math.max(0, text.length() - Values.number(count).intValue()));
  }

  private static boolean includes(String several, Object one) {
    return List.of(several.split(";")).contains(Values.text(one));
  }

  private static String pattern(Object value) {
    try {
      return Pattern.compile(Values.text(value)).pattern();
    } catch (PatternSyntaxException wrong) {
      throw new FormulaException("REGEX cannot read " + value + ": " + wrong.getDescription());
    }
  }
}
