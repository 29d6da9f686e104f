package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.ScriptedSystem;
import io.fieldbridge.connector.RecordReader;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever reads by the contract sees prices, not the lines of a price list (P4, Z19). */
class GroupReaderTest {

  private static final String LINES = "priceListLines";
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Contract contract =
      Contracts.load(Path.of("docs", "flows", "prices", "mappings"))
          .find("item-standard-price")
          .orElseThrow();
  private final ScriptedSystem erp = new ScriptedSystem("business-central");
  private final RecordReader reader =
      new GroupReader(
          erp,
          contract.groups(erp.system()).orElseThrow(),
          contract.selection(erp.system()),
          InstantSource.fixed(NOON));

  @BeforeEach
  void enter() {
    line("a", "P-1", "", 379);
    line("b", "P-1", "USD", 409);
    line("c", "P-2", "", 10);
    line("d", "P-2", "", 11);
  }

  @Test
  void a_scan_gives_each_price_once_and_an_undecided_one_as_none_that_holds() {
    List<RemoteRecord> prices = new ArrayList<>();
    reader.scan(LINES, Selection.of(), prices::addAll);

    assertThat(prices)
        .extracting(price -> price.ref().id())
        .containsExactly("P-1|PCS|", "P-1|PCS|USD", "P-2|PCS|");
    assertThat(prices)
        .extracting(price -> contract.inFilter(erp.system(), price.values()))
        .containsExactly(true, true, false);
  }

  @Test
  void a_price_is_read_by_its_key_and_a_line_by_its_id() {
    JsonNode dollars = reader.read(ref("P-1|PCS|USD"), Selection.of()).orElseThrow().values();
    assertThat(dollars.path("unitPrice").asInt()).isEqualTo(409);
    assertThat(dollars.path("groupKey").asText()).isEqualTo("P-1|PCS|USD");
    assertThat(reader.read(ref("a"), Selection.of()).orElseThrow().ref()).isEqualTo(ref("a"));
    assertThat(reader.read(ref("P-3|PCS|"), Selection.of())).isEmpty();
    assertThatThrownBy(() -> reader.read(ref("P-2|PCS|"), Selection.of()))
        .isInstanceOf(RecordRejectedException.class);
  }

  @Test
  void lines_that_are_found_are_told_as_their_prices() {
    assertThat(
            reader.find(LINES, Map.of("assetNumber", TextNode.valueOf("P-1")), Selection.of(), 5))
        .extracting(price -> price.ref().id())
        .containsExactly("P-1|PCS|", "P-1|PCS|USD");
  }

  private static RecordRef ref(String id) {
    return new RecordRef("business-central", LINES, id);
  }

  private void line(String id, String item, String currency, int price) {
    erp.put(LINES, id, "assetNumber", item, "assetType", "Item", "currencyCode", currency);
    erp.put(LINES, id, "unitOfMeasureCode", "PCS", "sourceType", "All_x0020_Customers");
    erp.put(LINES, id, "status", "Active", "variantCode", "", "unitPrice", price);
    erp.put(LINES, id, "priceIncludesTax", false);
  }
}
