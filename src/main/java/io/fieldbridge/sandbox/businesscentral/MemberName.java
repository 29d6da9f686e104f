package io.fieldbridge.sandbox.businesscentral;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The vendor's XML-name encoding of enum members: {@code Non_x002D_Inventory}. */
final class MemberName {

  private static final Pattern ENCODED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private MemberName() {}

  static String decoded(String member) {
    return ENCODED
        .matcher(member)
        .replaceAll(
            found -> {
              char character = (char) Integer.parseInt(found.group(1), 16);
              return Matcher.quoteReplacement(String.valueOf(character));
            });
  }
}
