package io.fieldbridge.sandbox.salesforce.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HardDeleteTest {

  private static final Caller CALLER = Caller.of("005FB0000000001AAA", "test");

  private final Schema schema = Schema.load(null);
  private final Org org = new Org(schema, Clock.systemUTC(), new OrgSettings(true, Map.of()));
  private final ObjectType prices = schema.require("PricebookEntry");

  @Test
  void a_record_without_a_recycle_bin_is_counted_off_once() {
    ObjectNode book = Json.object().put("Name", "Standard").put("IsStandard", true);
    ObjectNode product = Json.object().put("Name", "Saw");
    ObjectNode price =
        Json.object()
            .put("Pricebook2Id", created("Pricebook2", book))
            .put("Product2Id", created("Product2", product))
            .put("UnitPrice", 1);
    String gone = created(prices.name(), price.put("CurrencyIsoCode", "EUR"));
    String left = created(prices.name(), price.put("CurrencyIsoCode", "USD"));

    write(
        records -> {
          records.hardDelete(prices, gone);
          return gone;
        });

    List<ObjectNode> rows = org.read(() -> List.copyOf(org.table(prices).all()));
    assertThat(rows).extracting(row -> row.get("Id").textValue()).containsExactly(left);
    assertThat(org.read(() -> org.table(prices).all().size())).isEqualTo(1);
  }

  private String created(String object, ObjectNode body) {
    return write(records -> records.createBySystem(schema.require(object), body));
  }

  private String write(Function<Records, String> work) {
    return org.write(CALLER, transaction -> work.apply(new Records(transaction)));
  }
}
