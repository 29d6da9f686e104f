package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;

/** What a new record has before the client's values are applied, beside the constants. */
final class RecordDefaults {

  private static final String CORPORATE_CURRENCY = "EUR";

  private RecordDefaults() {}

  static void fill(Save save) {
    Row row = save.row();
    RowShape shape = row.cells().shape();
    for (Field field : shape.counted()) {
      row.put(field.name(), number(save, field));
    }
    if (shape.number("OwnerId") >= 0) {
      row.set("OwnerId", save.transaction().userNode());
    }
    if (shape.number("CurrencyIsoCode") >= 0 && !save.sent("CurrencyIsoCode")) {
      row.put("CurrencyIsoCode", currency(save));
    }
  }

  private static String number(Save save, Field field) {
    String format = field.format();
    int open = format.indexOf('{');
    int width = format.indexOf('}') - open - 1;
    long next = save.transaction().org().next(save.type().name() + "." + field.name());
    return format.substring(0, open) + String.format("%0" + width + "d", next);
  }

  private static String currency(Save save) {
    Transaction transaction = save.transaction();
    String lookup = save.type().currencyParent();
    ObjectNode source;
    String field = "CurrencyIsoCode";
    if (lookup != null && save.sent(lookup)) {
      ObjectType parent = transaction.org().schema().ofId(save.given().get(lookup).textValue());
      source = transaction.table(parent).live(save.given().get(lookup).textValue());
    } else {
      source = transaction.table("User").live(transaction.caller().userId());
      field = "DefaultCurrencyIsoCode";
    }
    return source == null ? CORPORATE_CURRENCY : source.path(field).asText(CORPORATE_CURRENCY);
  }
}
