package io.fieldbridge.sandbox.salesforce.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TableTest {

  private static final int MANY = 21_000;

  private final Schema schema = Schema.load(null);
  private final ObjectType entries = schema.require("PricebookEntry");
  private final Table table = new Table(entries, PriceBookEntryRule.PLACE);
  private final Field key = entries.field("ERP_Price_Key__c");
  private final Field product = entries.field("Product2Id");

  @Test
  void many_rows_read_as_they_were_stored() {
    for (int number = 1; number <= MANY; number++) {
      table.put(entry(number, "Fräse \"" + number % 7 + "\" 🔧", product(number)));
    }

    for (int number : List.of(1, 20_000, 20_001, MANY)) {
      ObjectNode stored = table.row(id(number));
      assertThat(stored)
          .isEqualTo(entry(number, "Fräse \"" + number % 7 + "\" 🔧", product(number)));
      assertThat(stored.deepCopy()).isEqualTo(stored);
      assertThat(table.having(key, "KEY-" + number)).containsExactly(stored);
    }
    assertThat(table.all()).hasSize(MANY);
  }

  @Test
  void a_stored_row_stays_as_it_is_when_what_was_stored_changes() {
    ObjectNode row = table.shape().of(entry(1, "Saw", product(1)));
    table.put(row);

    row.put("Name", "Other");
    table.row(id(1)).put("Name", "Third");

    assertThat(table.row(id(1)).get("Name").textValue()).isEqualTo("Saw");
  }

  @Test
  void a_row_is_found_by_its_place_until_it_is_gone() {
    ObjectNode row = entry(1, "Saw", product(1));
    table.put(row);

    JsonNode[] place = {row.get("Product2Id"), row.get("CurrencyIsoCode"), row.get("Pricebook2Id")};

    assertThat(table.place(place)).isEqualTo(1);
    table.remove(1);
    assertThat(table.place(place)).isEqualTo(Table.NONE);
  }

  @Test
  void the_indexes_know_what_a_search_of_all_rows_would_find() {
    Random random = new Random(5);
    TreeMap<Integer, ObjectNode> expected = new TreeMap<>();
    for (int step = 0; step < 20_000; step++) {
      int number = 1 + random.nextInt(300);
      if (random.nextInt(4) == 0 && expected.remove(number) != null) {
        table.remove(number);
      } else {
        ObjectNode row = entry(number, "Saw", product(random.nextInt(20)));
        expected.put(number, row);
        table.put(row);
      }
    }

    for (int number = 0; number < 20; number++) {
      String wanted = product(number);
      assertThat(table.having(product, wanted))
          .isEqualTo(
              expected.values().stream()
                  .filter(row -> row.get("Product2Id").textValue().equals(wanted))
                  .toList());
    }
    expected.forEach((number, row) -> assertThat(table.having(key, "key-" + number)).hasSize(1));
    assertThat(table.having(key, "KEY-301")).isEmpty();
  }

  @Test
  void a_row_behind_the_last_one_found_is_found_by_its_present_value_alone() {
    for (int number = 1; number <= 4; number++) {
      table.put(entry(number, "Saw", product(1)));
    }
    table.put(entry(4, "Saw", product(1)).put("ERP_Price_Key__c", "KEY-2"));

    assertThat(table.only(key, "KEY-1")).isEqualTo(1);
    assertThat(table.only(key, "key-2")).isEqualTo(Table.SEVERAL);
    assertThat(table.having(key, "key-2")).hasSize(2);
    assertThat(table.only(key, "KEY-3")).isEqualTo(3);
    assertThat(table.only(key, "KEY-4")).isEqualTo(Table.NONE);
    table.remove(3);
    assertThat(table.only(key, "KEY-3")).isEqualTo(Table.NONE);
    assertThat(table.only(key, "KEY-2")).isEqualTo(Table.SEVERAL);
    table.remove(4);
    assertThat(table.only(key, "KEY-1")).isEqualTo(1);
    assertThat(table.only(key, "KEY-2")).isEqualTo(2);
  }

  @Test
  void check_boxes_are_known_until_they_are_cleared_or_the_row_is_gone() {
    String box = "UseStandardPrice";
    assertThat(table.having(product, product(1), box)).isEmpty();
    for (int number = 1; number <= 3; number++) {
      table.put(entry(number, "Saw", product(1)).put(box, number > 1));
    }

    assertThat(table.isSet(1, box)).isFalse();
    assertThat(table.having(product, product(1), box))
        .containsExactly(table.row(id(2)), table.row(id(3)));
    table.put(entry(2, "Saw", product(1)).put(box, false));
    assertThat(table.having(product, product(1), box)).containsExactly(table.row(id(3)));
    table.remove(3);
    assertThat(table.having(product, product(1), box)).isEmpty();
  }

  private static ObjectNode entry(int number, String name, String product) {
    ObjectNode row = Json.object().put("Id", id(number)).put("IsDeleted", false);
    row.put("CurrencyIsoCode", "EUR").put("CreatedDate", "2026-01-05T08:00:00.000+0000");
    row.put("Name", name).put("Pricebook2Id", RecordIds.generate("01s", 1));
    row.put("Product2Id", product).put("UnitPrice", new BigDecimal("12.5"));
    return row.put("ERP_Price_Key__c", "KEY-" + number);
  }

  private static String id(int number) {
    return RecordIds.generate("01u", number);
  }

  private static String product(int number) {
    return RecordIds.generate("01t", number);
  }
}
