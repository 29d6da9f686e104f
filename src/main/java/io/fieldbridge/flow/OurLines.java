package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Link;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The lines of the target's document that are ours, as they were when last seen. Kept with the
 * link.
 *
 * @param ids the target's line id by the source's line key
 * @param goods by such an id what the line was of, and how much
 */
record OurLines(Map<String, String> ids, Map<String, ObjectNode> goods) {

  private static final String ID = "id";

  /**
   * @param present the target's lines; what is not among them is left out
   */
  static OurLines of(Contract contract, Map<String, String> ids, JsonNode present) {
    Map<String, String> there = new LinkedHashMap<>(ids);
    Map<String, ObjectNode> goods = new LinkedHashMap<>();
    for (JsonNode line : present) {
      if (ids.containsValue(line.path(ID).asText())) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        contract.lineGoodsFields().stream()
            .filter(line::has)
            .forEach(field -> kept.set(field, line.get(field)));
        goods.put(line.path(ID).asText(), kept);
      }
    }
    there.values().retainAll(goods.keySet());
    return new OurLines(there, goods);
  }

  /** As the link remembers them. */
  static OurLines of(Contract contract, Link link) {
    Map<String, String> ids = new LinkedHashMap<>();
    link.lines().properties().forEach(line -> ids.put(line.getKey(), line.getValue().asText()));
    Map<String, ObjectNode> goods = new LinkedHashMap<>();
    for (JsonNode line : link.erp().base().path(contract.linesMember().orElse(""))) {
      ObjectNode kept = line.deepCopy();
      kept.remove(ID);
      goods.put(line.path(ID).asText(), kept);
    }
    return new OurLines(ids, goods);
  }

  /** Those that are among the target's lines. */
  Map<String, String> in(JsonNode present) {
    Map<String, String> there = new LinkedHashMap<>(ids);
    there.values().retainAll(present.findValuesAsText(ID));
    return there;
  }

  ObjectNode idsAsJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ids.forEach(json::put);
    return json;
  }

  /** What the ERP's side of a document's link keeps as its base. */
  ObjectNode asBase(Contract contract) {
    ObjectNode base = JsonNodeFactory.instance.objectNode();
    contract
        .linesMember()
        .map(base::putArray)
        .ifPresent(
            lines -> goods.forEach((id, line) -> lines.addObject().put(ID, id).setAll(line)));
    return base;
  }
}
