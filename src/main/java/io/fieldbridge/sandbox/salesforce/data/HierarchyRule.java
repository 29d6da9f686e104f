package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/**
 * Records that have a parent of their own kind: no circles, the root is kept, and the level where
 * {@code level} is not null.
 */
record HierarchyRule(String parent, String root, String level) implements Rule {

  private static final int DEPTH_MAX = 50;

  @Override
  public void before(Save save) {
    String top = save.text("Id");
    ObjectNode at = save.parent(parent);
    int depth = 1;
    while (at != null) {
      top = at.get("Id").textValue();
      depth++;
      if (top.equals(save.text("Id")) || depth > DEPTH_MAX) {
        throw Save.integrity("The parent record would make a circle", parent);
      }
      at = save.transaction().table(save.type()).live(at.path(parent).textValue());
    }
    save.set(root, top);
    if (level != null) {
      save.set(level, BigDecimal.valueOf(depth));
    }
  }
}
