package io.fieldbridge.mapping;

import java.util.Locale;

/**
 * Two digits that make a reference ours: the remainder by 97 over its letters and digits, in the
 * way of ISO 7064 MOD 97-10. Whoever types a reference by hand hits it one time in 97.
 */
public final class CheckCode {

  private static final int MODULUS = 97;

  private CheckCode() {}

  /** The code of a text; case and signs such as hyphens do not count. */
  public static String of(String text) {
    int remainder = 0;
    for (char letter : text.toUpperCase(Locale.ROOT).toCharArray()) {
      int value = Character.digit(letter, 36);
      if (value >= 0) {
        remainder = (remainder * (value < 10 ? 10 : 100) + value) % MODULUS;
      }
    }
    int code = MODULUS + 1 - remainder * 100 % MODULUS;
    return String.format(Locale.ROOT, "%02d", code);
  }

  /** Whether a reference ends with the code of what stands before it. */
  public static boolean holds(String reference) {
    int end = reference.length() - 2;
    return end > 0 && reference.substring(end).equals(of(reference.substring(0, end)));
  }

  /** The reference as people write it: without its code and what joins the two. */
  public static String without(String reference) {
    return holds(reference)
        ? reference.substring(0, reference.length() - 2).replaceFirst("[^A-Za-z0-9]+$", "")
        : reference;
  }
}
