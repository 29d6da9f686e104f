package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.model.ObjectSchema;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sets of our extension are read like any other, from its own route (P4, N4). */
class SimulatorExtensionTest extends SimulatorTest {

  private static final Selection PRICE = Selection.of("assetNumber", "unitPrice");

  @Test
  void price_list_lines_are_described_found_read_and_scanned() {
    ObjectSchema schema = connector.schema("priceListLines").orElseThrow();
    assertThat(schema.field("startingDate").orElseThrow().type()).isEqualTo("date");

    List<RemoteRecord> found =
        connector
            .reader()
            .find("priceListLines", Map.of("assetNumber", TextNode.valueOf("P-1188")), PRICE, 100);
    assertThat(found).hasSize(2);
    RemoteRecord one = found.get(0);
    assertThat(connector.reader().read(one.ref(), PRICE)).contains(one);

    List<RemoteRecord> all = new ArrayList<>();
    connector.reader().scan("priceListLines", PRICE, all::addAll);
    assertThat(all).hasSize(3).contains(one);
  }

  @Test
  void what_can_be_changed_there_is_changed() {
    RemoteRecord address =
        connector
            .writer()
            .create(
                "shipToAddresses",
                ScriptedTest.json(
                    "{'customerNumber':'K00010','code':'YARD','displayName':'Yard','city':'Kiel'}"));

    RemoteRecord changed =
        connector
            .writer()
            .update(address.ref(), address.version(), ScriptedTest.json("{'city':'Husum'}"));

    assertThat(changed.values().path("city").asText()).isEqualTo("Husum");
  }
}
