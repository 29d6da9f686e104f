package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Amounts with their currency, such as {@code USD5000}, against fields of records in any. */
final class Money {

  private static final Pattern AMOUNT = Pattern.compile("[A-Za-z]{3}\\d+(\\.\\d+)?");
  private static final int CODE = 3;

  private final Rates rates;

  Money(Source org) {
    rates = new Rates(org);
  }

  static boolean is(String word) {
    return AMOUNT.matcher(word).matches();
  }

  Predicate<ObjectNode> filter(Column column, String operator, String literal) {
    String currency = literal.substring(0, CODE).toUpperCase(Locale.ROOT);
    if (column.field().type() != FieldType.CURRENCY || !rates.knows(currency)) {
      throw new SalesforceError(
          "INVALID_FIELD",
          "value of filter criterion for field '"
              + column.field().name()
              + "' is no amount of this org's currencies: "
              + literal);
    }
    BigDecimal wanted = rates.corporate(new BigDecimal(literal.substring(CODE)), currency);
    return row -> {
      ObjectNode at = column.parent(row, column.lookups().size());
      JsonNode value = at == null ? null : column.of(at);
      return value != null
          && holds(rates.corporate(value.decimalValue(), currency(at)).compareTo(wanted), operator);
    };
  }

  private static String currency(ObjectNode record) {
    return record.path("CurrencyIsoCode").asText(Rates.CORPORATE);
  }

  private static boolean holds(int comparison, String operator) {
    switch (operator) {
      case "=":
        return comparison == 0;
      case "!=":
        return comparison != 0;
      default:
        return Filter.holds(comparison, operator);
    }
  }
}
