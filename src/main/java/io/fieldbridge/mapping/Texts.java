package io.fieldbridge.mapping;

/** Text as both systems keep it: no blanks around it, one kind of line end. */
final class Texts {

  private Texts() {}

  static String tidy(String text) {
    String stripped = text.strip();
    return stripped.indexOf('\r') < 0 ? stripped : stripped.replaceAll("\\r\\n?", "\n");
  }

  /** At most so many characters, never half of a character, no blank at the end. */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(Math.max(0, length - 1))) ? length - 1 : length;
    return text.substring(0, Math.max(0, end)).stripTrailing();
  }
}
