package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.sandbox.salesforce.data.Times;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** Values as toLabel, convertCurrency and FORMAT show them to a user of locale en_US. */
final class Display {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("M/d/yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("M/d/yyyy, h:mm a", Locale.ENGLISH);
  private static final String CURRENCY = "CurrencyIsoCode";

  private final boolean formats;
  private final boolean converts;
  private final Rates rates;

  Display(Source org, Set<String> functions) {
    formats = functions.contains("FORMAT");
    converts = functions.contains("CONVERTCURRENCY");
    rates = new Rates(org);
  }

  JsonNode of(Column column, ObjectNode row) {
    Field field = column.field();
    if (converts && field.type() != FieldType.CURRENCY) {
      throw new SalesforceError(
          "INVALID_FIELD", "convertCurrency() needs a currency field, not " + field.name());
    }
    ObjectNode at = column.parent(row, column.lookups().size());
    JsonNode value = at == null ? null : column.of(at);
    if (value == null) {
      return NullNode.instance;
    }
    String currency = at.path(CURRENCY).asText(Rates.CORPORATE);
    JsonNode shown = value;
    if (converts) {
      shown = DecimalNode.valueOf(rates.corporate(value.decimalValue(), currency));
      currency = Rates.CORPORATE;
    }
    return formats ? TextNode.valueOf(text(field, shown, currency)) : shown;
  }

  private static String text(Field field, JsonNode value, String currency) {
    switch (field.type()) {
      case CURRENCY:
        return currency + " " + number(value.decimalValue(), 2);
      case DOUBLE, INT, PERCENT:
        return number(value.decimalValue(), field.size().scale())
            + (field.type() == FieldType.PERCENT ? "%" : "");
      case DATE:
        return Times.date(value.textValue()).format(DAY);
      case DATETIME:
        return LocalDateTime.ofInstant(Times.instant(value.textValue()), ZoneOffset.UTC)
            .format(TIME);
      default:
        return value.asText();
    }
  }

  private static String number(BigDecimal value, int scale) {
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
    format.setMinimumFractionDigits(scale);
    format.setMaximumFractionDigits(scale);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format.format(value);
  }
}
