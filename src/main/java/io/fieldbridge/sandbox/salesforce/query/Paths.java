package io.fieldbridge.sandbox.salesforce.query;

import java.util.Locale;

/**
 * Reads paths, without the alias that they may begin with; {@code alias} is null where FROM gives
 * none. A function around a path stays with it, as in {@code COUNT(Id)}.
 */
record Paths(Tokens tokens, String alias) {

  String path() {
    String name = tokens.name();
    if (!tokens.skipSymbol("(")) {
      return plain(name);
    }
    String inner = tokens.isName() ? plain(tokens.name()) : "";
    tokens.expectSymbol(")");
    return name.toUpperCase(Locale.ROOT) + "(" + inner + ")";
  }

  String plain(String name) {
    boolean aliased =
        alias != null && name.regionMatches(true, 0, alias + ".", 0, alias.length() + 1);
    return aliased ? name.substring(alias.length() + 1) : name;
  }
}
