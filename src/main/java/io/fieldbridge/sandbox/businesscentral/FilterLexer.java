package io.fieldbridge.sandbox.businesscentral;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a filter into strings, words and signs. */
final class FilterLexer {

  private static final int TOKENS_MAX = 5000;

  /** Before a string, the name of its enum says no more than the property does. */
  private static final String ENUM = "(?:[A-Za-z_]\\w*(?:\\.\\w+)+)?";

  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:" + ENUM + "'((?:[^']|'')*+)'|([A-Za-z0-9_$@.:+/\\-]+)|([(),]))");

  /** One piece; {@code quoted} tells a string from a word. */
  record Token(String text, boolean quoted) {}

  private FilterLexer() {}

  static List<Token> tokens(String filter) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(filter);
    int end = 0;
    while (matcher.lookingAt()) {
      if (matcher.group(1) != null) {
        tokens.add(new Token(matcher.group(1).replace("''", "'"), true));
      } else {
        tokens.add(new Token(matcher.group(matcher.group(2) != null ? 2 : 3), false));
      }
      end = matcher.end();
      matcher.region(end, filter.length());
      if (tokens.size() > TOKENS_MAX) {
        throw VendorException.url("The filter is too long.");
      }
    }
    if (!filter.substring(end).isBlank()) {
      throw VendorException.url("Syntax error at position %d in '%s'.".formatted(end, filter));
    }
    return tokens;
  }
}
