package io.fieldbridge.sandbox.salesforce.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Record ids: 15 characters, case-sensitive, of which the first three name the object; the 18
 * character form adds a checksum of the letter case.
 */
public final class RecordIds {

  private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int SHORT = 15;

  /** How many letters a whole id has. */
  public static final int LONG = 18;

  private static final int GROUP = 5;
  private static final int PREFIX = 3;
  private static final byte[] VALUES = values();
  private static final byte[] DIGIT = DIGITS.getBytes(StandardCharsets.US_ASCII);
  private static final int BASE = 62;

  /** One for each letter that is a capital. */
  private static final byte[] CAPITAL = capitals();

  private static final String INSTANCE = "FB0";
  private static final long NUMBER_MAX = 100_000_000;

  private RecordIds() {}

  /** The 18 character form of an id of 15 or 18 characters; null where it is no id at all. */
  public static String canonical(String id) {
    if (id == null || id.length() != SHORT && id.length() != LONG) {
      return null;
    }
    byte[] checked = new byte[LONG];
    for (int index = 0; index < SHORT; index++) {
      char letter = id.charAt(index);
      if (digit(letter) < 0) {
        return null;
      }
      checked[index] = (byte) letter;
    }
    check(checked, 0);
    return text(checked);
  }

  /** Fills in the three letters that tell the case of the others. */
  private static void check(byte[] id, int at) {
    for (int group = 0; group < LONG - SHORT; group++) {
      int bits = 0;
      for (int index = 0; index < GROUP; index++) {
        bits |= CAPITAL[id[at + group * GROUP + index]] << index;
      }
      id[at + SHORT + group] = (byte) CHECK.charAt(bits);
    }
  }

  private static String text(byte[] id) {
    return new String(id, StandardCharsets.ISO_8859_1);
  }

  private static int digit(char letter) {
    return letter < VALUES.length ? VALUES[letter] : -1;
  }

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int digit = 0; digit < DIGITS.length(); digit++) {
      values[DIGITS.charAt(digit)] = (byte) digit;
    }
    return values;
  }

  private static byte[] capitals() {
    byte[] capitals = new byte[VALUES.length];
    Arrays.fill(capitals, 'A', 'Z' + 1, (byte) 1);
    return capitals;
  }

  /** The id of the n-th record of an object, in the 18 character form. */
  public static String generate(String prefix, long number) {
    byte[] id = new byte[LONG];
    generate(prefix, number, id, 0);
    return text(id);
  }

  /** As above, as 18 bytes of a larger text. */
  public static void generate(String prefix, long number, byte[] id, int at) {
    for (int index = 0; index < PREFIX; index++) {
      id[at + index] = (byte) prefix.charAt(index);
      id[at + PREFIX + index] = (byte) INSTANCE.charAt(index);
    }
    int index = at + SHORT;
    for (long rest = number; rest > 0; rest /= BASE) {
      id[--index] = DIGIT[(int) (rest % BASE)];
    }
    Arrays.fill(id, at + 2 * PREFIX, index, DIGIT[0]);
    check(id, at);
  }

  /**
   * Which record of an object an id of 18 characters names, as {@link #generate} counts; -1 where
   * it is none of this org's.
   */
  public static int number(String prefix, String id) {
    return id != null && id.startsWith(prefix) ? number(id) : -1;
  }

  /** As above, of whatever object. */
  public static int number(String id) {
    if (id.length() != LONG || !id.startsWith(INSTANCE, PREFIX)) {
      return -1;
    }
    long number = 0;
    for (int index = PREFIX + INSTANCE.length(); index < SHORT; index++) {
      int digit = digit(id.charAt(index));
      number = number * DIGITS.length() + digit;
      if (digit < 0 || number > NUMBER_MAX) {
        return -1;
      }
    }
    return (int) number;
  }
}
