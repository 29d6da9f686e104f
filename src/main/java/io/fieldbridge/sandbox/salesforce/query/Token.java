package io.fieldbridge.sandbox.salesforce.query;

/** One token of a statement; {@code position} counts from 0. Strings are already unescaped. */
record Token(Kind kind, String text, int position) {

  enum Kind {
    WORD,
    STRING,
    NUMBER,
    DATE,
    DATETIME,
    SYMBOL,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }
}
