package io.fieldbridge.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.salesforce.data.KeyText;
import org.apache.commons.csv.CSVRecord;

/**
 * A row of an upload, with what can be told of it without the org.
 *
 * @param values of its cells, by column, as they are stored; null where a cell is empty, or its
 *     value depends on the org or is refused
 * @param key the external id; the empty text where there is none
 * @param repeated whether another row of its transaction has the same key
 */
record UploadRow(CSVRecord cells, JsonNode[] values, KeyText key, boolean repeated) {

  String cell(int column) {
    return cells.get(column);
  }
}
