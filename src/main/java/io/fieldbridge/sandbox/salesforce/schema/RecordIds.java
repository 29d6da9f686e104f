package io.fieldbridge.sandbox.salesforce.schema;

/**
 * Record ids: 15 characters, case-sensitive, of which the first three name the object; the 18
 * character form adds a checksum of the letter case.
 */
public final class RecordIds {

  private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int SHORT = 15;
  private static final int LONG = 18;
  private static final String INSTANCE = "FB0";
  private static final long NUMBER_MAX = 100_000_000;

  private RecordIds() {}

  /** The 18 character form of an id of 15 or 18 characters; null where it is no id at all. */
  public static String canonical(String id) {
    if (id == null || id.length() != SHORT && id.length() != LONG) {
      return null;
    }
    StringBuilder checked = new StringBuilder(id.substring(0, SHORT));
    for (int group = 0; group < SHORT; group += 5) {
      int bits = 0;
      for (int index = 0; index < 5; index++) {
        char letter = id.charAt(group + index);
        if (DIGITS.indexOf(letter) < 0) {
          return null;
        }
        bits |= letter >= 'A' && letter <= 'Z' ? 1 << index : 0;
      }
      checked.append(CHECK.charAt(bits));
    }
    return checked.toString();
  }

  /** The id of the n-th record of an object, in the 18 character form. */
  public static String generate(String prefix, long number) {
    char[] id = (prefix + INSTANCE + "000000000").toCharArray();
    long rest = number;
    for (int index = SHORT - 1; rest > 0; index--) {
      id[index] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return canonical(new String(id));
  }

  /**
   * Which record of an object an id of 18 characters names, as {@link #generate} counts; -1 where
   * it is none of this org's.
   */
  public static int number(String prefix, String id) {
    if (id == null
        || id.length() != LONG
        || !id.startsWith(prefix)
        || !id.startsWith(INSTANCE, prefix.length())) {
      return -1;
    }
    long number = 0;
    for (int index = prefix.length() + INSTANCE.length(); index < SHORT; index++) {
      int digit = DIGITS.indexOf(id.charAt(index));
      number = number * DIGITS.length() + digit;
      if (digit < 0 || number > NUMBER_MAX) {
        return -1;
      }
    }
    return (int) number;
  }
}
