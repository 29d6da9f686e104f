package io.fieldbridge.sandbox;

/** Builds HTML; whatever comes from outside goes in as text and is escaped. */
final class Html {

  private final StringBuilder text = new StringBuilder(8192);

  /** Markup of our own, as it is. */
  Html raw(String markup) {
    text.append(markup);
    return this;
  }

  /** Text for people, in an element or in a quoted attribute. */
  Html text(String plain) {
    for (int at = 0; at < plain.length(); at++) {
      char each = plain.charAt(at);
      switch (each) {
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '&' -> text.append("&amp;");
        case '"' -> text.append("&quot;");
        case '\'' -> text.append("&#39;");
        default -> text.append(each);
      }
    }
    return this;
  }

  /** A table cell. */
  Html cell(String plain) {
    return raw("<td>").text(plain).raw("</td>");
  }

  /** A link whose address holds nothing but percent-encoded parts. */
  Html link(String address, String plain) {
    return raw("<a href=\"").text(address).raw("\">").text(plain).raw("</a>");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
