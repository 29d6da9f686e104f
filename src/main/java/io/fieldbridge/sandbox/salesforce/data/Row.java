package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;

/** A record as a tree whose members are the object's fields alone, kept in one array. */
@SuppressWarnings("unchecked")
final class Row extends ObjectNode {

  private static final long serialVersionUID = 1L;

  Row(RowValues values) {
    super(Json.MAPPER.getNodeFactory(), values);
  }

  RowValues cells() {
    return (RowValues) _children;
  }

  /** A copy that can be changed; the values themselves are shared, as they never change. */
  @Override
  public Row deepCopy() {
    return new Row(cells().copy());
  }
}
