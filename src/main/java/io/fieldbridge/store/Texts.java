package io.fieldbridge.store;

/** Texts from outside, made to fit a column. */
public final class Texts {

  private Texts() {}

  /** The text, or its beginning with a note of how much there was. */
  public static String fit(String text, int lengthMax) {
    if (text.length() <= lengthMax) {
      return text;
    }
    String note = " ... (cut, " + text.length() + " characters)";
    return text.substring(0, Math.max(0, lengthMax - note.length())) + note;
  }
}
