package io.fieldbridge.sandbox.salesforce.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a formula into tokens: texts keep their opening quote. */
final class FormulaLexer {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<text>\"(?:[^\"\\\\]++|\\\\.)*+\"|'(?:[^'\\\\]++|\\\\.)*+')"
              + "|(?<number>\\d+(?:\\.\\d+)?)"
              + "|(?<name>\\$?[A-Za-z_][A-Za-z0-9_.]*)"
              + "|(?<symbol>&&|\\|\\||<>|!=|==|<=|>=|[-+*/&=<>!(),])"
              + "|(?<end>$))");

  private FormulaLexer() {}

  static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int position = 0;
    while (position < text.length()) {
      if (!matcher.find(position) || matcher.start() != position) {
        throw new FormulaException(
            "the formula is not understood from '" + text.substring(position) + "' on");
      }
      position = matcher.end();
      if (matcher.group("text") != null) {
        tokens.add("\"" + unescape(matcher.group("text")));
      } else if (matcher.group("end") == null) {
        tokens.add(matcher.group().strip());
      }
    }
    return tokens;
  }

  private static String unescape(String quoted) {
    return quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1");
  }
}
