package io.fieldbridge.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.salesforce.data.KeyText;
import org.apache.commons.csv.CSVRecord;

/**
 * A row of an upload, with what can be told of it without the org.
 *
 * @param cells as they were read; null where the values tell all there is
 * @param id the record that the row names; the empty text where there is none
 * @param values of its cells, by column; null where a cell is empty, or its value depends on the
 *     org or is refused
 * @param key the external id; the empty text where there is none
 * @param repeated whether another row of its transaction has the same key
 */
record UploadRow(CSVRecord cells, String id, JsonNode[] values, KeyText key, boolean repeated) {

  /** The text of a column without a value. */
  String cell(int column) {
    return cells == null ? "" : cells.get(column);
  }
}
