package io.fieldbridge.sandbox.salesforce.query;

import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a statement into tokens. */
final class Lexer {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<string>'(?:[^'\\\\]++|\\\\.)*+')"
              + "|(?<datetime>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?"
              + "(?:Z|[+-]\\d\\d:?\\d\\d))"
              + "|(?<date>\\d{4}-\\d\\d-\\d\\d)"
              + "|(?<number>[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)"
              + "|(?<word>[A-Za-z_][A-Za-z0-9_.]*(?::\\d+)?)"
              + "|(?<symbol><=|>=|!=|<>|[=<>(),])"
              + "|(?<end>$))");

  private Lexer() {}

  static List<Token> tokens(String statement) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(statement);
    int position = 0;
    while (tokens.isEmpty() || tokens.get(tokens.size() - 1).kind() != Token.Kind.END) {
      if (!matcher.find(position) || matcher.start() != position) {
        throw new SalesforceError(
            "MALFORMED_QUERY", "unexpected character at position " + position + ": " + statement);
      }
      tokens.add(token(matcher));
      position = matcher.end();
    }
    return tokens;
  }

  private static Token token(Matcher matcher) {
    for (Token.Kind kind : Token.Kind.values()) {
      String text = matcher.group(kind.name().toLowerCase(Locale.ROOT));
      if (text != null) {
        int position = matcher.end() - text.length();
        return new Token(kind, kind == Token.Kind.STRING ? unescape(text) : text, position);
      }
    }
    throw new IllegalStateException("the pattern has a group for each kind");
  }

  private static String unescape(String quoted) {
    StringBuilder text = new StringBuilder();
    for (int index = 1; index < quoted.length() - 1; index++) {
      char letter = quoted.charAt(index);
      if (letter == '\\') {
        index++;
        text.append(escaped(quoted.charAt(index)));
      } else {
        text.append(letter);
      }
    }
    return text.toString();
  }

  private static String escaped(char letter) {
    switch (letter) {
      case 'n', 'N':
        return "\n";
      case 'r', 'R':
        return "\r";
      case 't', 'T':
        return "\t";
      case '%', '_':
        return "\\" + letter;
      default:
        return String.valueOf(letter);
    }
  }
}
