package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The id of the org's standard price book. Guarded by the org's lock. */
final class StandardBook {

  private Table books;
  private long changes;
  private JsonNode id = NullNode.instance;

  /**
   * @param present the table of price books
   * @return a null node where there is no standard one
   */
  JsonNode id(Table present) {
    if (present != books || present.changes() != changes) {
      books = present;
      changes = present.changes();
      id = find();
    }
    return id;
  }

  private JsonNode find() {
    for (ObjectNode book : books.all()) {
      if (book.path("IsStandard").booleanValue() && !Table.deleted(book)) {
        return book.get("Id");
      }
    }
    return NullNode.instance;
  }
}
