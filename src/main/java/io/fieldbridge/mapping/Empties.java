package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * How each system says that there is nothing. Salesforce stores the empty text as null; Business
 * Central has no null: it keeps the empty text, the first day of the calendar, the zero GUID, and a
 * blank enum member that is spelled {@code _x0020_}.
 */
final class Empties {

  static final String BUSINESS_CENTRAL = "business-central";

  private static final String NO_DATE = "0001-01-01";
  private static final String NO_ID = "00000000-0000-0000-0000-000000000000";
  private static final String BLANK_MEMBER = "_x0020_";

  private Empties() {}

  /** JSON null for whatever the system means by nothing, else the value itself. */
  static JsonNode read(String system, JsonNode value) {
    if (!value.isTextual()) {
      return value;
    }
    String text = value.textValue();
    return text.isBlank() || system.equals(BUSINESS_CENTRAL) && saysNothing(text)
        ? NullNode.instance
        : value;
  }

  private static boolean saysNothing(String text) {
    return text.equals(NO_ID) || text.equals(BLANK_MEMBER) || text.startsWith(NO_DATE);
  }

  /** What to send to clear a field of that kind; {@code id}: the field holds an id. */
  static JsonNode written(String system, FieldType.Kind kind, boolean id) {
    if (kind == FieldType.Kind.BOOLEAN) {
      return BooleanNode.FALSE;
    }
    if (!system.equals(BUSINESS_CENTRAL)) {
      return NullNode.instance;
    }
    if (id) {
      return TextNode.valueOf(NO_ID);
    }
    return switch (kind) {
      case DATE -> TextNode.valueOf(NO_DATE);
      case INSTANT -> TextNode.valueOf(NO_DATE + "T00:00:00Z");
      case DECIMAL, MONEY, QUANTITY, DURATION -> IntNode.valueOf(0);
      default -> TextNode.valueOf("");
    };
  }
}
